package wattle.simulation.learning;

import org.jspecify.annotations.Nullable;
import wattle.simulation.flow.Topology;
import wattle.simulation.flow.Transfers;
import wattle.simulation.learning.World.Shared;
import wattle.simulation.learning.World.Wires;

/// The ways of every device up and down, over the links that flows share.
final class Paths {

    private static final double HAIR_S = 1e-9;

    private final Fleet fleet;
    private final Wires wires;
    private final Topology topology = new Topology();
    private final int[] up;
    private final int[] down;
    private final int serverUp;
    private final int serverDown;
    private final @Nullable Transfers transfers;
    private double latestS;

    /// @param shared whether any link is shared; if not, every flow has its own rate and none is kept
    Paths(World world, boolean shared) {
        this.fleet = world.fleet();
        this.wires = world.wires();
        if (!shared) {
            up = new int[0];
            down = new int[0];
            serverUp = -1;
            serverDown = -1;
            transfers = null;
            return;
        }
        Shared links = wires.shared();
        int[] above = new int[links.aboveBitPerS().size()];
        int[] belowDown = new int[above.length];
        for (int k = 0; k < above.length; k++) {
            above[k] = topology.link(links.aboveBitPerS().get(k));
            belowDown[k] = topology.link(links.aboveBitPerS().get(k));
        }
        serverUp = topology.link(links.serverBitPerS());
        serverDown = links.half() ? serverUp : topology.link(links.serverBitPerS());
        int[] cellUp = new int[links.cells()];
        int[] cellDown = new int[links.cells()];
        for (int c = 0; c < links.cells(); c++) {
            cellUp[c] = topology.link(links.cellUpBitPerS());
            cellDown[c] = topology.link(links.cellDownBitPerS());
        }
        up = new int[fleet.size()];
        down = new int[fleet.size()];
        for (int i = 0; i < up.length; i++) {
            up[i] = topology.route(upBitPerS(i), way(i, cellUp, above, serverUp));
            down[i] = topology.route(downBitPerS(i), way(i, cellDown, belowDown, serverDown));
        }
        transfers = new Transfers(topology, fleet.size());
    }

    private static int[] way(int device, int[] cells, int[] above, int server) {
        int first = cells.length == 0 ? 0 : 1;
        int[] links = new int[first + above.length + 1];
        if (first == 1) {
            links[0] = cells[device % cells.length];
        }
        System.arraycopy(above, 0, links, first, above.length);
        links[links.length - 1] = server;
        return links;
    }

    double upBitPerS(int i) {
        return wires.upBitPerS() * fleet.link(i);
    }

    double downBitPerS(int i) {
        return wires.downBitPerS() * fleet.link(i);
    }

    /// Empty when no link is shared.
    @Nullable
    Transfers transfers() {
        return transfers;
    }

    void sendUp(int i, double bits, double nowS) {
        running().start(i, up[i], bits, clock(nowS));
    }

    void sendDown(int i, double bits, double nowS) {
        running().start(i, down[i], bits, clock(nowS));
    }

    /// Ends what has ended by now. The clock of the agenda is rounded to nanoseconds, and a flow's end is not: an end
    /// within
    /// half of one counts as now.
    ///
    /// @return the next device whose transfer has ended, or -1
    int end(double nowS) {
        double next = running().nextEndS();
        return next <= nowS + HAIR_S ? running().end(clock(Math.max(nowS, next))) : -1;
    }

    /// When the last transfer that [#end] told of had ended.
    double endedAtS() {
        return running().endedAtS();
    }

    /// Ends a transfer before its time.
    ///
    /// @return bits it had carried
    double abort(int i, double nowS) {
        return running().abort(i, clock(nowS));
    }

    /// Never back behind a moment that the flows have seen.
    private double clock(double nowS) {
        latestS = Math.max(latestS, nowS);
        return latestS;
    }

    private Transfers running() {
        if (transfers == null) {
            throw new IllegalStateException("no link is shared, so no flow is kept");
        }
        return transfers;
    }

    /// Bits that the link of the server has carried, both directions together, for checks; 0 when no link is shared.
    double carriedBits() {
        if (transfers == null) {
            return 0;
        }
        return transfers.carriedBits(serverUp) + (serverUp == serverDown ? 0 : transfers.carriedBits(serverDown));
    }
}
