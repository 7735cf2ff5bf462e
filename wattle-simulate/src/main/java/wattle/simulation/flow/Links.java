package wattle.simulation.flow;

/// The columns of all links: how many flows each has, who works out their rates, what it has carried and how long it
/// was
/// in use. Sums keep what rounding would lose: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation
/// endlicher Summen", ZAMM 54, 1974, <https://doi.org/10.1002/zamm.19740540106>.
final class Links {

    // What one event touches of a link lies side by side: one place in memory for the sums, one for the states.
    private static final int SUMS = 4;
    private static final int CARRIED = 0;
    private static final int LOST = 1;
    private static final int BUSY = 2;
    private static final int SINCE = 3;

    private static final int STATES = 4;
    private static final int COUNT = 0;
    private static final int ONLY = 1;
    private static final int SHARED = 2;

    private final double[] sums;
    private final int[] states;

    Links(int links) {
        sums = new double[Math.multiplyExact(links, SUMS)];
        states = new int[Math.multiplyExact(links, STATES)];
    }

    /// One more flow; returns how many there are now.
    int enter(int link, int flow, double nowS) {
        int n = ++states[link * STATES + COUNT];
        if (n == 1) {
            states[link * STATES + ONLY] = flow;
            sums[link * SUMS + SINCE] = nowS;
        }
        return n;
    }

    /// One flow less, which has carried `bits` since it entered or was last counted.
    void leave(int link, double bits, double nowS) {
        carry(link, bits);
        if (--states[link * STATES + COUNT] == 0) {
            sums[link * SUMS + BUSY] += nowS - sums[link * SUMS + SINCE];
        }
    }

    void carry(int link, double bits) {
        int at = link * SUMS;
        double before = sums[at + CARRIED];
        double after = before + bits;
        sums[at + LOST] += Math.abs(before) >= Math.abs(bits) ? before - after + bits : bits - after + before;
        sums[at + CARRIED] = after;
    }

    double carriedBits(int link) {
        return sums[link * SUMS + CARRIED] + sums[link * SUMS + LOST];
    }

    double busyS(int link, double nowS) {
        double busy = sums[link * SUMS + BUSY];
        return states[link * STATES + COUNT] == 0 ? busy : busy + (nowS - sums[link * SUMS + SINCE]);
    }

    /// The flow that came when there was none.
    int only(int link) {
        return states[link * STATES + ONLY];
    }

    /// 0 while the link is but a bound; above 0 its number in the mesh, plus one; below 0 that of its star, negated and
    /// less one.
    int shared(int link) {
        return states[link * STATES + SHARED];
    }

    void share(int link, int with) {
        states[link * STATES + SHARED] = with;
    }
}
