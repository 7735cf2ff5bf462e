package wattle.simulation.flow;

import java.util.Arrays;

/// All flows of a world: who transfers how much over which route, and when each ends, when links are shared max-min
/// fairly.
///
/// A flow gets `min(bound, weight · level)`, where the level is the least of its links' levels, and a link's level is
/// what
/// fills it: Bertsekas, Gallager, "Data Networks", 2nd edition, 1992, section 6.5.2. Flows are fluid and times exact
/// (in
/// double precision, in s): what ends between two calls ends at its own instant, and whatever it leaves is shared from
/// that instant on. Calls must not go back in time. Not thread-safe.
///
/// Changes at one instant are gathered and worked out once, when time moves on or something is asked.
public final class Transfers {

    private final Topology topology;
    private final Flows flows;
    private final Links links;
    private final Sharing sharing;
    private final Ended ended = new Ended();

    private long[] batch = new long[16];
    private int batchSize;
    private final int flowBits;

    private double clock;
    private double endedAt = Double.NaN;
    private long started;
    private int active;

    /// @param flows how many flow ids there are, `0` to `flows − 1`; each carries one transfer at a time
    public Transfers(Topology topology, int flows) {
        this.topology = topology;
        this.flows = new Flows(topology, flows);
        links = new Links(topology.linkCount());
        sharing = new Sharing(topology, this.flows, links, this::gather);
        flowBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, flows - 1));
    }

    /// Begins a transfer.
    ///
    /// @param flow not on its way, and its last end or abort known to the caller
    /// @param bits at least 0, finite
    /// @param nowS in s, not before any time given earlier
    public void start(int flow, int route, double bits, double nowS) {
        if (!(bits >= 0) || bits == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a transfer of " + bits + " bits");
        }
        if (route < 0 || route >= topology.routeCount()) {
            throw new IllegalArgumentException("there is no route " + route + " among " + topology.routeCount());
        }
        if (flows.home(flow) != Flows.NOWHERE) {
            throw new IllegalStateException("flow " + flow + " is on its way, or its end was not asked for");
        }
        advance(nowS);
        flows.begin(flow, route, bits, started++);
        active++;
        for (int i = topology.start(route); i < topology.end(route); i++) {
            int link = topology.crossed(i);
            if (links.enter(link, flow, nowS) > 1) {
                sharing.meet(link, nowS);
            }
        }
        sharing.place(flow, bits, nowS);
    }

    /// When the next flow ends, in s; infinite when none does.
    public double nextEndS() {
        while (!ended.isEmpty() && stale()) {
            ended.drop();
        }
        return ended.isEmpty() ? upcoming() : ended.timeS();
    }

    /// The next flow that has ended at or before `upToS`, by the time of its end, then by its start; -1 when there is
    /// none.
    public int end(double upToS) {
        double next = nextEndS();
        if (next > upToS || next == Double.POSITIVE_INFINITY) {
            return -1;
        }
        if (ended.isEmpty()) {
            complete(next);
        }
        int flow = ended.flow();
        endedAt = ended.timeS();
        ended.drop();
        flows.home(flow, Flows.NOWHERE);
        active--;
        return flow;
    }

    /// The exact time at which the flow that [#end] has returned last ended, in s.
    public double endedAtS() {
        return endedAt;
    }

    /// Ends a transfer early; one that has ended by then is taken as if asked for.
    ///
    /// @return how many of its bits were carried
    public double abort(int flow, double nowS) {
        running(flow);
        advance(nowS);
        double bits = flows.bits(flow);
        double left = sharing.left(flow, nowS);
        if (flows.home(flow) != Flows.ENDED) {
            sharing.remove(flow, nowS);
            leave(flow, bits - left, nowS);
        }
        flows.home(flow, Flows.NOWHERE);
        active--;
        return bits - left;
    }

    /// The bits that a transfer on its way has still to carry at `nowS`; 0 once it has ended.
    public double remaining(int flow, double nowS) {
        running(flow);
        advance(nowS);
        return sharing.left(flow, nowS);
    }

    /// The rate of a transfer on its way at the latest time given, in bit/s; 0 once it has ended.
    public double rate(int flow) {
        running(flow);
        upcoming();
        return sharing.rate(flow);
    }

    /// How many transfers have begun, and were neither aborted nor returned by [#end].
    public int active() {
        return active;
    }

    /// The bits that `link` has carried for transfers that have ended or were aborted, and for the others until the
    /// last
    /// [#settle].
    public double carriedBits(int link) {
        return links.carriedBits(link);
    }

    /// How long `link` has had at least one flow, in s, up to the latest time given.
    public double busyS(int link) {
        return links.busyS(link, clock);
    }

    /// Credits links with what running transfers have carried until `nowS`. Costs one step for each flow id and link of
    /// its
    /// route.
    public void settle(double nowS) {
        advance(nowS);
        upcoming();
        for (int flow = 0; flow < flows.count(); flow++) {
            int home = flows.home(flow);
            if (home != Flows.NOWHERE && home != Flows.ENDED) {
                double carried = flows.bits(flow) - sharing.left(flow, nowS);
                for (int i = flows.start(flow); i < flows.end(flow); i++) {
                    links.carry(topology.crossed(i), carried - flows.credited(flow));
                }
                flows.credit(flow, carried);
            }
        }
    }

    private void running(int flow) {
        if (flows.home(flow) == Flows.NOWHERE) {
            throw new IllegalStateException("flow " + flow + " is not on its way");
        }
    }

    private boolean stale() {
        int flow = ended.flow();
        return flows.home(flow) != Flows.ENDED || flows.order(flow) != ended.order();
    }

    /// Lets everything end that ends until `timeS`.
    private void advance(double timeS) {
        if (!(timeS >= clock) || timeS == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the time is " + timeS + " s, and was " + clock + " s already");
        }
        if (timeS == clock) {
            return;
        }
        for (double next = upcoming(); next <= timeS; next = upcoming()) {
            complete(next);
        }
        clock = timeS;
    }

    private double upcoming() {
        return sharing.nextEndS(clock);
    }

    private void complete(double timeS) {
        clock = Math.max(clock, timeS);
        batchSize = 0;
        sharing.end(timeS);
        Arrays.sort(batch, 0, batchSize);
        for (int i = 0; i < batchSize; i++) {
            int flow = (int) (batch[i] & (1L << flowBits) - 1);
            leave(flow, flows.bits(flow), timeS);
            flows.home(flow, Flows.ENDED);
            ended.add(flow, flows.order(flow), timeS);
        }
    }

    private void gather(int flow) {
        if (batchSize == batch.length) {
            batch = Arrays.copyOf(batch, batchSize * 2);
        }
        batch[batchSize++] = flows.order(flow) << flowBits | flow;
    }

    private void leave(int flow, double bits, double timeS) {
        int end = flows.end(flow);
        for (int i = flows.start(flow); i < end; i++) {
            links.leave(topology.crossed(i), bits - flows.credited(flow), timeS);
        }
        flows.credit(flow, 0);
    }
}
