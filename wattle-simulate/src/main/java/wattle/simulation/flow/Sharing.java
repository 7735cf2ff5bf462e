package wattle.simulation.flow;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import wattle.simulation.kernel.IndexedHeap;

/// Who works out the rate of each flow. A link that never had two flows at once is nothing but a bound; with its second
/// flow it becomes the middle of a star, and when flows join it to another such link, both become part of the mesh. A
/// flow
/// over no shared link runs at its bound.
final class Sharing {

    private final Topology topology;
    private final Flows flows;
    private final IndexedHeap ends;

    private final Links links;
    private final Crossings crossings;
    private @Nullable Stars stars;
    private @Nullable Mesh mesh;
    private int[] over = new int[8];

    private final IntConsumer ended;
    private final IntConsumer endedInStar = this::endInStar;
    private double endingS;

    /// @param ended is told each flow that has ended and is removed
    Sharing(Topology topology, Flows flows, Links links, IntConsumer ended) {
        this.topology = topology;
        this.ended = ended;
        this.flows = flows;
        ends = new IndexedHeap(flows.count());
        this.links = links;
        crossings = new Crossings(topology);
    }

    /// A flow has come over a link that has others; it is placed afterwards.
    void meet(int link, double nowS) {
        if (links.shared(link) == 0 && !crossings.neverFull(link)) {
            int other = links.only(link);
            double left = left(other, nowS);
            remove(other, nowS);
            links.share(link, -1 - stars().open(link));
            place(other, left, nowS);
        }
    }

    void place(int flow, double left, double nowS) {
        int sharing = 0;
        int found = 0;
        int end = flows.end(flow);
        for (int i = flows.start(flow); i < end; i++) {
            int at = links.shared(topology.crossed(i));
            if (at != 0) {
                sharing++;
                found = at;
            }
        }
        if (sharing == 0 || left <= 0) {
            flows.home(flow, Flows.FREE);
            ends.put(flow, left <= 0 ? nowS : nowS + left / flows.bound(flow));
        } else if (sharing == 1 && found < 0) {
            flows.home(flow, Flows.STAR);
            stars().add(flow, -1 - found, left, nowS);
        } else {
            enmesh(flow, left, nowS);
        }
    }

    private void enmesh(int flow, double left, double nowS) {
        int count = 0;
        int end = flows.end(flow);
        for (int i = flows.start(flow); i < end; i++) {
            int link = topology.crossed(i);
            if (links.shared(link) < 0) {
                dissolve(link, nowS);
            }
        }
        for (int i = flows.start(flow); i < end; i++) {
            int link = topology.crossed(i);
            if (links.shared(link) > 0) {
                if (count == over.length) {
                    over = Arrays.copyOf(over, count * 2);
                }
                over[count++] = links.shared(link) - 1;
            }
        }
        flows.home(flow, Flows.MESH);
        mesh().add(flow, left, over, count, nowS);
    }

    /// Makes the middle of a star a link of the mesh, with all of its flows.
    private void dissolve(int link, double nowS) {
        int star = -1 - links.shared(link);
        int number = mesh().takeLink(topology.capacity(link));
        int[] one = {number};
        stars().close(star, flow -> {
            double left = stars().remaining(flow, star, nowS);
            stars().remove(flow, star, nowS);
            flows.home(flow, Flows.MESH);
            mesh().add(flow, left, one, 1, nowS);
        });
        links.share(link, number + 1);
    }

    void remove(int flow, double nowS) {
        switch (flows.home(flow)) {
            case Flows.STAR -> stars().remove(flow, star(flow), nowS);
            case Flows.MESH -> mesh().remove(flow);
            default -> ends.remove(flow);
        }
    }

    private int star(int flow) {
        int end = flows.end(flow);
        for (int i = flows.start(flow); i < end; i++) {
            if (links.shared(topology.crossed(i)) < 0) {
                return -1 - links.shared(topology.crossed(i));
            }
        }
        throw new IllegalStateException("flow " + flow + " crosses no star");
    }

    /// The bits of a flow that are still to carry.
    double left(int flow, double nowS) {
        return switch (flows.home(flow)) {
            case Flows.FREE -> {
                double span = ends.key(flow) - nowS;
                yield span <= 0 ? 0 : Math.min(flows.bits(flow), span * flows.bound(flow));
            }
            case Flows.STAR -> Math.min(flows.bits(flow), stars().remaining(flow, star(flow), nowS));
            case Flows.MESH -> mesh().remaining(flow, nowS);
            default -> 0;
        };
    }

    /// The rate of a flow, after [#nextEndS].
    double rate(int flow) {
        return switch (flows.home(flow)) {
            case Flows.FREE -> flows.bound(flow);
            case Flows.STAR -> stars().rate(flow, star(flow));
            case Flows.MESH -> mesh().rate(flow);
            default -> 0;
        };
    }

    /// When the next flow ends, in s, after whatever has changed at `nowS` is worked out.
    double nextEndS(double nowS) {
        double next = Double.POSITIVE_INFINITY;
        if (stars != null) {
            stars.level();
            next = stars.nextEndS();
        }
        if (mesh != null && mesh.dirty()) {
            mesh.level(nowS);
        }
        return Math.min(next, ends.peekKey());
    }

    /// Removes and tells every flow that ends at or before `timeS`, which is the next end.
    void end(double timeS) {
        if (stars != null) {
            endingS = timeS;
            stars.eachEnding(timeS, endedInStar);
        }
        while (ends.peekKey() <= timeS) {
            int flow = ends.peekId();
            remove(flow, timeS);
            ended.accept(flow);
        }
    }

    private void endInStar(int flow) {
        remove(flow, endingS);
        ended.accept(flow);
    }

    private Stars stars() {
        if (stars == null) {
            stars = new Stars(topology, crossings, flows);
        }
        return stars;
    }

    private Mesh mesh() {
        if (mesh == null) {
            mesh = new Mesh(flows, ends);
        }
        return mesh;
    }
}
