package wattle.simulation.flow;

/// The columns of all links: how many flows each has, who works out their rates, what it has carried and how long it
/// was
/// in use. Sums keep what rounding would lose: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation
/// endlicher Summen", ZAMM 54, 1974, <https://doi.org/10.1002/zamm.19740540106>.
final class Links {

    // What one event touches of a link lies side by side. Counts and numbers are whole, and exact as doubles.
    private static final int WIDTH = 7;
    private static final int CARRIED = 0;
    private static final int LOST = 1;
    private static final int BUSY = 2;
    private static final int SINCE = 3;
    private static final int COUNT = 4;
    private static final int ONLY = 5;
    private static final int SHARED = 6;

    private final double[] columns;

    Links(int links) {
        columns = new double[Math.multiplyExact(links, WIDTH)];
    }

    /// One more flow; returns how many there are now.
    int enter(int link, int flow, double nowS) {
        int n = (int) ++columns[link * WIDTH + COUNT];
        if (n == 1) {
            columns[link * WIDTH + ONLY] = flow;
            columns[link * WIDTH + SINCE] = nowS;
        }
        return n;
    }

    /// One flow less, which has carried `bits` since it entered or was last counted.
    void leave(int link, double bits, double nowS) {
        carry(link, bits);
        if (--columns[link * WIDTH + COUNT] == 0) {
            columns[link * WIDTH + BUSY] += nowS - columns[link * WIDTH + SINCE];
        }
    }

    void carry(int link, double bits) {
        int at = link * WIDTH;
        double before = columns[at + CARRIED];
        double after = before + bits;
        columns[at + LOST] += Math.abs(before) >= Math.abs(bits) ? before - after + bits : bits - after + before;
        columns[at + CARRIED] = after;
    }

    double carriedBits(int link) {
        return columns[link * WIDTH + CARRIED] + columns[link * WIDTH + LOST];
    }

    double busyS(int link, double nowS) {
        double busy = columns[link * WIDTH + BUSY];
        return columns[link * WIDTH + COUNT] == 0 ? busy : busy + (nowS - columns[link * WIDTH + SINCE]);
    }

    /// The flow that came when there was none.
    int only(int link) {
        return (int) columns[link * WIDTH + ONLY];
    }

    /// 0 while the link is but a bound; above 0 its number in the mesh, plus one; below 0 that of its star, negated and
    /// less one.
    int shared(int link) {
        return (int) columns[link * WIDTH + SHARED];
    }

    void share(int link, int with) {
        columns[link * WIDTH + SHARED] = with;
    }
}
