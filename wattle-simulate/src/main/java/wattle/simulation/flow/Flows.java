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

    // What one event touches of a flow lies side by side, as reaching for memory is what a million flows spend their
    // time on.
    /// Columns of [#amounts].
    static final int AMOUNTS = 3;

    private static final int BITS = 0;
    private static final int ORDER = 1;
    static final int MARK = 2;

    /// Columns of [#places].
    static final int PLACES = 6;

    private static final int ROUTE = 0;
    private static final int HOME = 1;
    private static final int RANK = 2;
    static final int CHILD = 3;
    static final int NEXT = 4;
    static final int PREVIOUS = 5;

    final Topology topology;
    private final int count;
    /// For each flow its route, where it is looked after, its class in a star, and its place in the queue of that
    /// class.
    final int[] places;
    /// For each flow the size of the transfer, the number of its start (which orders what ends at one instant), and
    /// where it
    /// ends in the measure of its class.
    final double[] amounts;
    /// What links were credited with for transfers that still run; empty as long as nobody has asked.
    private double[] credited = {};

    Flows(Topology topology, int flows) {
        this.topology = topology;
        count = flows;
        places = new int[Math.multiplyExact(flows, PLACES)];
        amounts = new double[Math.multiplyExact(flows, AMOUNTS)];
    }

    int count() {
        return count;
    }

    void begin(int flow, int route, double bits, long order) {
        places[flow * PLACES + ROUTE] = route;
        amounts[flow * AMOUNTS + BITS] = bits;
        amounts[flow * AMOUNTS + ORDER] = order;
    }

    int route(int flow) {
        return places[flow * PLACES + ROUTE];
    }

    int home(int flow) {
        return places[flow * PLACES + HOME];
    }

    void home(int flow, int home) {
        places[flow * PLACES + HOME] = home;
    }

    /// The class of a flow in its star.
    int rank(int flow) {
        return places[flow * PLACES + RANK];
    }

    void rank(int flow, int rank) {
        places[flow * PLACES + RANK] = rank;
    }

    double bits(int flow) {
        return amounts[flow * AMOUNTS + BITS];
    }

    long order(int flow) {
        return (long) amounts[flow * AMOUNTS + ORDER];
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
