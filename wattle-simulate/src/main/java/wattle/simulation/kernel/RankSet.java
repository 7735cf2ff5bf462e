package wattle.simulation.kernel;

/// A set of ranks `0` to `n − 1` in order: a tree of bitmaps, 64 children a node, so that a neighbour among a million
/// ranks is found in four steps. Takes n/8 bytes and a little more.
public final class RankSet {

    private final int n;
    private final long[][] levels;
    private int size;

    /// @param n how many ranks there are
    public RankSet(int n) {
        this.n = n;
        int depth = 1;
        for (int words = words(n); words > 1; words = words(words)) {
            depth++;
        }
        levels = new long[depth][];
        int entries = n;
        for (int level = 0; level < depth; level++) {
            entries = words(entries);
            levels[level] = new long[entries];
        }
    }

    private static int words(int entries) {
        return Math.max(1, (entries + 63) >>> 6);
    }

    /// How many ranks are inside.
    public int size() {
        return size;
    }

    public boolean contains(int rank) {
        return (levels[0][rank >>> 6] & 1L << rank) != 0;
    }

    /// Puts `rank` in; false when it was inside.
    public boolean add(int rank) {
        if (contains(rank)) {
            return false;
        }
        size++;
        int at = rank;
        for (long[] level : levels) {
            long before = level[at >>> 6];
            level[at >>> 6] = before | 1L << at;
            if (before != 0) {
                break;
            }
            at >>>= 6;
        }
        return true;
    }

    /// Takes `rank` out; false when it was not inside.
    public boolean remove(int rank) {
        if (!contains(rank)) {
            return false;
        }
        size--;
        int at = rank;
        for (long[] level : levels) {
            long after = level[at >>> 6] & ~(1L << at);
            level[at >>> 6] = after;
            if (after != 0) {
                break;
            }
            at >>>= 6;
        }
        return true;
    }

    /// The smallest rank inside that is at least `from`, or -1.
    public int next(int from) {
        if (from >= n) {
            return -1;
        }
        int at = Math.max(0, from);
        for (int level = 0; level < levels.length; level++) {
            int word = at >>> 6;
            if (word >= levels[level].length) {
                return -1;
            }
            long right = levels[level][word] & -1L << at;
            if (right != 0) {
                return lowest(level, word << 6 | Long.numberOfTrailingZeros(right));
            }
            at = word + 1;
        }
        return -1;
    }

    /// The largest rank inside that is at most `from`, or -1.
    public int previous(int from) {
        if (from < 0) {
            return -1;
        }
        int at = Math.min(from, n - 1);
        for (int level = 0; level < levels.length && at >= 0; level++) {
            int word = at >>> 6;
            long left = levels[level][word] & (-1L >>> (63 - (at & 63)));
            if (left != 0) {
                return highest(level, word << 6 | 63 - Long.numberOfLeadingZeros(left));
            }
            at = word - 1;
        }
        return -1;
    }

    private int lowest(int level, int entry) {
        int at = entry;
        for (int l = level - 1; l >= 0; l--) {
            at = at << 6 | Long.numberOfTrailingZeros(levels[l][at]);
        }
        return at;
    }

    private int highest(int level, int entry) {
        int at = entry;
        for (int l = level - 1; l >= 0; l--) {
            at = at << 6 | 63 - Long.numberOfLeadingZeros(levels[l][at]);
        }
        return at;
    }
}
