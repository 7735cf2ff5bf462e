package wattle.simulation.flow;

/// What each link has carried, and how long it was in use. Each number is a sum that keeps what rounding would lose:
/// A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54, 1974,
/// <https://doi.org/10.1002/zamm.19740540106>.
final class LinkTotals {

    private static final int WIDTH = 4;
    private static final int CARRIED = 0;
    private static final int LOST = 1;
    private static final int BUSY = 2;
    private static final int SINCE = 3;

    /// One link lies in one place, as one event touches all of it.
    private final double[] totals;

    private final int[] flows;

    LinkTotals(int links) {
        totals = new double[Math.multiplyExact(links, WIDTH)];
        flows = new int[links];
    }

    /// One more flow; returns how many there are now.
    int enter(int link, double nowS) {
        int n = ++flows[link];
        if (n == 1) {
            totals[link * WIDTH + SINCE] = nowS;
        }
        return n;
    }

    /// One flow less, which has carried `bits` since it entered or was last counted.
    void leave(int link, double bits, double nowS) {
        carry(link, bits);
        if (--flows[link] == 0) {
            totals[link * WIDTH + BUSY] += nowS - totals[link * WIDTH + SINCE];
        }
    }

    void carry(int link, double bits) {
        int at = link * WIDTH;
        double before = totals[at + CARRIED];
        double after = before + bits;
        totals[at + LOST] += Math.abs(before) >= Math.abs(bits) ? before - after + bits : bits - after + before;
        totals[at + CARRIED] = after;
    }

    double carriedBits(int link) {
        return totals[link * WIDTH + CARRIED] + totals[link * WIDTH + LOST];
    }

    double busyS(int link, double nowS) {
        double busy = totals[link * WIDTH + BUSY];
        return flows[link] == 0 ? busy : busy + (nowS - totals[link * WIDTH + SINCE]);
    }

    int flows(int link) {
        return flows[link];
    }
}
