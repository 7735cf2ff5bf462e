package wattle.simulation.flow;

/// The columns of all flows: what a flow is, whoever works out how fast it runs.
final class Flows {

    /// Where a flow is looked after.
    static final byte NOWHERE = 0;

    static final byte FREE = 1;
    static final byte STAR = 2;
    static final byte MESH = 3;
    /// Has ended and was not asked for yet.
    static final byte ENDED = 4;

    final Topology topology;
    final int[] route;
    /// Size of the transfer.
    final double[] bits;
    /// Number of the start, for the order of what ends at one instant.
    final long[] order;
    final byte[] home;
    /// What links were credited with for transfers that still run; empty as long as nobody has asked.
    private double[] credited = {};

    Flows(Topology topology, int flows) {
        this.topology = topology;
        route = new int[flows];
        bits = new double[flows];
        order = new long[flows];
        home = new byte[flows];
    }

    double bound(int flow) {
        return topology.bound(route[flow]);
    }

    double weight(int flow) {
        return topology.weight(route[flow]);
    }

    double credited(int flow) {
        return credited.length == 0 ? 0 : credited[flow];
    }

    void credit(int flow, double carriedBits) {
        if (credited.length == 0) {
            if (carriedBits == 0) {
                return;
            }
            credited = new double[route.length];
        }
        credited[flow] = carriedBits;
    }

    int start(int flow) {
        return topology.start(route[flow]);
    }

    int end(int flow) {
        return topology.end(route[flow]);
    }
}
