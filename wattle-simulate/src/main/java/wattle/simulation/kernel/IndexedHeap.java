package wattle.simulation.kernel;

import java.util.Arrays;

/// The least of a changing set of ids `0` to `n − 1`, each with a key: a heap of four children that knows where each id
/// lies. Putting, changing and removing cost O(log n); arrays grow with what is inside. Keys may be infinite, never
/// NaN.
public final class IndexedHeap {

    private static final int ABSENT = -1;

    private final int[] place;
    private int[] ids = new int[8];
    private double[] keys = new double[8];
    private int size;

    /// @param n how many ids there are
    public IndexedHeap(int n) {
        place = new int[n];
        Arrays.fill(place, ABSENT);
    }

    /// How many ids are inside.
    public int size() {
        return size;
    }

    public boolean contains(int id) {
        return place[id] != ABSENT;
    }

    /// Puts `id` with `key`, or changes its key.
    public void put(int id, double key) {
        if (Double.isNaN(key)) {
            throw new IllegalArgumentException("the key of " + id + " is not a number");
        }
        int at = place[id];
        if (at == ABSENT) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
                keys = Arrays.copyOf(keys, size * 2);
            }
            up(size++, id, key);
        } else if (key < keys[at]) {
            up(at, id, key);
        } else {
            down(at, id, key);
        }
    }

    /// Takes `id` out if it is inside.
    public void remove(int id) {
        int at = place[id];
        if (at == ABSENT) {
            return;
        }
        place[id] = ABSENT;
        size--;
        if (at == size) {
            return;
        }
        int moved = ids[size];
        double key = keys[size];
        if (at > 0 && key < keys[(at - 1) >> 2]) {
            up(at, moved, key);
        } else {
            down(at, moved, key);
        }
    }

    /// The id with the least key, or -1.
    public int peekId() {
        return size == 0 ? ABSENT : ids[0];
    }

    /// The least key; infinite when nothing is inside.
    public double peekKey() {
        return size == 0 ? Double.POSITIVE_INFINITY : keys[0];
    }

    /// The key of `id`, which must be inside.
    public double key(int id) {
        return keys[place[id]];
    }

    /// Takes the id with the least key out; -1 when nothing is inside.
    public int popId() {
        int id = peekId();
        if (id != ABSENT) {
            remove(id);
        }
        return id;
    }

    /// Takes everything out.
    public void clear() {
        for (int i = 0; i < size; i++) {
            place[ids[i]] = ABSENT;
        }
        size = 0;
    }

    private void up(int from, int id, double key) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >> 2;
            if (key >= keys[parent]) {
                break;
            }
            set(at, ids[parent], keys[parent]);
            at = parent;
        }
        set(at, id, key);
    }

    private void down(int from, int id, double key) {
        int at = from;
        while (true) {
            int child = 4 * at + 1;
            if (child >= size) {
                break;
            }
            int least = child;
            double leastKey = keys[child];
            int end = Math.min(child + 4, size);
            for (int c = child + 1; c < end; c++) {
                if (keys[c] < leastKey) {
                    least = c;
                    leastKey = keys[c];
                }
            }
            if (leastKey >= key) {
                break;
            }
            set(at, ids[least], leastKey);
            at = least;
        }
        set(at, id, key);
    }

    private void set(int at, int id, double key) {
        ids[at] = id;
        keys[at] = key;
        place[id] = at;
    }
}
