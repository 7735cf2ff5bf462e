package wattle.simulation.flow;

import java.util.Arrays;

/// The columns of all flows: what a flow is, whoever works out how fast it runs.
final class Flows {

    /// Where a flow is looked after.
    static final int NOWHERE = 0;

    static final int FREE = 1;
    static final int STAR = 2;
    static final int MESH = 3;
    /// Has ended and was not asked for yet.
    static final int ENDED = 4;

    private static final int WIDTH = 2;

    final Topology topology;
    private final int count;
    /// Route and home, side by side.
    private final int[] where;
    /// Size of the transfer, and the number of its start, for the order of what ends at one instant.
    private final double[] what;
    /// What links were credited with for transfers that still run; empty as long as nobody has asked.
    private double[] credited = {};

    Flows(Topology topology, int flows) {
        this.topology = topology;
        count = flows;
        where = new int[Math.multiplyExact(flows, WIDTH)];
        what = new double[Math.multiplyExact(flows, WIDTH)];
    }

    int count() {
        return count;
    }

    void begin(int flow, int route, double bits, long order) {
        where[flow * WIDTH] = route;
        what[flow * WIDTH] = bits;
        what[flow * WIDTH + 1] = order;
    }

    int route(int flow) {
        return where[flow * WIDTH];
    }

    int home(int flow) {
        return where[flow * WIDTH + 1];
    }

    void home(int flow, int home) {
        where[flow * WIDTH + 1] = home;
    }

    double bits(int flow) {
        return what[flow * WIDTH];
    }

    long order(int flow) {
        return (long) what[flow * WIDTH + 1];
    }

    double bound(int flow) {
        return topology.bound(route(flow));
    }

    double weight(int flow) {
        return topology.weight(route(flow));
    }

    double credited(int flow) {
        return credited.length == 0 ? 0 : credited[flow];
    }

    void credit(int flow, double carriedBits) {
        if (credited.length == 0) {
            if (carriedBits == 0) {
                return;
            }
            credited = Arrays.copyOf(credited, count);
        }
        credited[flow] = carriedBits;
    }

    int start(int flow) {
        return topology.start(route(flow));
    }

    int end(int flow) {
        return topology.end(route(flow));
    }
}
