package wattle.simulation.flow;

import java.util.Arrays;

/// Which flows of a mesh cross which of its links, both ways: an arc is one flow on one link. The arcs of a flow lie
/// side by
/// side; a link has a list of its arcs, and each arc knows its place in it.
final class Arcs {

    private static final int MOST_LINKS = 64;

    private int links;
    private double[] capacity = new double[8];
    private double[] potential = new double[8];
    private boolean[] marked = new boolean[8];
    private int[][] members = new int[8][];
    private int[] size = new int[8];

    private int[] arcLink = new int[16];
    private int[] arcFlow = new int[16];
    private int[] arcPlace = new int[16];
    private int arcCount;
    /// Heads of the lists of free blocks by their number of arcs, and by [#arcPlace] the next of each.
    private int[] free = new int[MOST_LINKS];

    private int[] first = {};
    private int[] count = {};

    Arcs() {
        Arrays.fill(free, -1);
    }

    int link(double capacityBitPerS) {
        if (links == capacity.length) {
            capacity = Arrays.copyOf(capacity, links * 2);
            potential = Arrays.copyOf(potential, links * 2);
            marked = Arrays.copyOf(marked, links * 2);
            members = Arrays.copyOf(members, links * 2);
            size = Arrays.copyOf(size, links * 2);
        }
        capacity[links] = capacityBitPerS;
        members[links] = new int[4];
        return links++;
    }

    void add(int flow, int[] over, int n, double boundBitPerS) {
        if (flow >= first.length) {
            int before = first.length;
            first = Arrays.copyOf(first, Math.max(flow + 1, before * 2));
            count = Arrays.copyOf(count, first.length);
            Arrays.fill(first, before, first.length, -1);
        }
        int base = block(n);
        first[flow] = base;
        count[flow] = n;
        for (int i = 0; i < n; i++) {
            int link = over[i];
            if (size[link] == members[link].length) {
                members[link] = Arrays.copyOf(members[link], size[link] * 2);
            }
            arcLink[base + i] = link;
            arcFlow[base + i] = flow;
            arcPlace[base + i] = size[link];
            members[link][size[link]++] = base + i;
            potential[link] += boundBitPerS;
        }
    }

    void remove(int flow, double boundBitPerS) {
        int base = first[flow];
        int n = count[flow];
        for (int arc = base; arc < base + n; arc++) {
            int link = arcLink[arc];
            int last = members[link][--size[link]];
            members[link][arcPlace[arc]] = last;
            arcPlace[last] = arcPlace[arc];
            potential[link] = size[link] == 0 ? 0 : potential[link] - boundBitPerS;
        }
        first[flow] = -1;
        if (n > 0) {
            arcPlace[base] = free[n];
            free[n] = base;
        }
    }

    private int block(int n) {
        if (n >= free.length) {
            int before = free.length;
            free = Arrays.copyOf(free, n * 2);
            Arrays.fill(free, before, free.length, -1);
        }
        if (n > 0 && free[n] >= 0) {
            int base = free[n];
            free[n] = arcPlace[base];
            return base;
        }
        int base = arcCount;
        arcCount += n;
        if (arcCount > arcLink.length) {
            int length = Math.max(arcCount, arcLink.length * 2);
            arcLink = Arrays.copyOf(arcLink, length);
            arcFlow = Arrays.copyOf(arcFlow, length);
            arcPlace = Arrays.copyOf(arcPlace, length);
        }
        return base;
    }

    boolean holds(int flow) {
        return flow < first.length && first[flow] >= 0;
    }

    int first(int flow) {
        return first[flow];
    }

    int count(int flow) {
        return count[flow];
    }

    int link(int arc) {
        return arcLink[arc];
    }

    int links() {
        return links;
    }

    int size(int link) {
        return size[link];
    }

    int member(int link, int place) {
        return arcFlow[members[link][place]];
    }

    double capacity(int link) {
        return capacity[link];
    }

    /// What the flows of `link` could bring if nothing else held them up, in bit/s.
    double potential(int link) {
        return potential[link];
    }

    /// Marks a link; false when it was marked.
    boolean mark(int link) {
        boolean was = marked[link];
        marked[link] = true;
        return !was;
    }

    void unmark(int link) {
        marked[link] = false;
    }
}
