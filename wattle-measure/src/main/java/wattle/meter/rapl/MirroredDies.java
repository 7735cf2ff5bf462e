package wattle.meter.rapl;

/// Tells two dies of one package that each count for themselves from two that show the same counter, by what they
/// said over time. On some processors of several dies `package-0-die-0` and `package-0-die-1` are one counter
/// (CodeCarbon issue 1274: 68 W and 68 W), and adding them doubles the socket.
///
/// Pure: for two traces that were read side by side.
public final class MirroredDies {

    /// Two deltas further apart than this, relative to the larger, are not of one counter.
    private static final double SAME = 0.005;

    /// So many deltas in a row must agree.
    private static final int RUN = 5;

    private MirroredDies() {}

    /// What two traces say of their counters.
    public enum Verdict {
        /// One counter shown twice: keep one.
        MIRRORED,
        /// Two counters: both count.
        DISTINCT,
        /// The load did not change enough to tell.
        UNDECIDED
    }

    /// Mirrored when over five consecutive changing deltas the two differ by at most 0.5 %, and the raw values are
    /// no further apart than one delta: two reads of one counter in one sweep differ by less than what it gains
    /// between two sweeps. A delta changes when it differs from the one before by more than 0.5 %; two equal
    /// sockets under equal constant load must not look like one.
    ///
    /// @param a raw values of one die
    /// @param b raw values of the other, read in the same sweeps
    /// @param modulus of both counters; 0 when they do not wrap
    /// @throws IllegalArgumentException when the traces differ in length
    public static Verdict of(long[] a, long[] b, long modulus) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "two traces of the same sweeps are of one length, but got " + a.length + " and " + b.length);
        }
        int agreed = 0;
        int changed = 0;
        for (int i = 2; i < a.length; i++) {
            long deltaA = step(a[i - 1], a[i], modulus);
            long deltaB = step(b[i - 1], b[i], modulus);
            if (isSame(step(a[i - 2], a[i - 1], modulus), deltaA)
                    && isSame(step(b[i - 2], b[i - 1], modulus), deltaB)) {
                agreed = 0;
                continue;
            }
            changed++;
            agreed = isSame(deltaA, deltaB) && distance(a[i], b[i], modulus) <= Math.max(deltaA, deltaB)
                    ? agreed + 1
                    : 0;
            if (agreed >= RUN) {
                return Verdict.MIRRORED;
            }
        }
        return changed >= RUN ? Verdict.DISTINCT : Verdict.UNDECIDED;
    }

    private static boolean isSame(long one, long other) {
        return Math.abs(one - other) <= SAME * Math.max(one, other);
    }

    private static long step(long from, long to, long modulus) {
        return to >= from ? to - from : to - from + modulus;
    }

    /// The shorter way round.
    private static long distance(long one, long other, long modulus) {
        long straight = Math.abs(one - other);
        return modulus == 0 ? straight : Math.min(straight, modulus - straight);
    }
}
