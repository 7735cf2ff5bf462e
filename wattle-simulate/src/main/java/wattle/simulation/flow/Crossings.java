package wattle.simulation.flow;

import java.util.Arrays;
import java.util.BitSet;

/// Which routes cross each link, and which links can therefore never be full.
final class Crossings {

    /// The routes over link `l` are those from `first[l]` to `first[l + 1]`.
    private final int[] first;

    private final int[] routes;
    private final BitSet neverFull;

    Crossings(Topology topology) {
        int links = topology.linkCount();
        int n = topology.routeCount();
        int crossings = n == 0 ? 0 : topology.end(n - 1);
        first = new int[links + 1];
        for (int i = 0; i < crossings; i++) {
            first[topology.crossed(i) + 1]++;
        }
        for (int l = 0; l < links; l++) {
            first[l + 1] += first[l];
        }
        routes = new int[crossings];
        int[] next = Arrays.copyOf(first, links);
        for (int route = 0; route < n; route++) {
            for (int i = topology.start(route); i < topology.end(route); i++) {
                routes[next[topology.crossed(i)]++] = route;
            }
        }
        neverFull = neverFull(topology, links);
    }

    int first(int link) {
        return first[link];
    }

    int count(int link) {
        return first[link + 1] - first[link];
    }

    int route(int place) {
        return routes[place];
    }

    /// Whether no flows can ever fill a link, however many there are: it has no limit, or all its routes cross other links
    /// that together carry no more than it does.
    boolean neverFull(int link) {
        return neverFull.get(link);
    }

    private BitSet neverFull(Topology topology, int links) {
        BitSet never = new BitSet(links);
        int[] seen = new int[links];
        Arrays.fill(seen, -1);
        for (int link = 0; link < links; link++) {
            if (topology.capacity(link) == Double.POSITIVE_INFINITY || fed(topology, link, seen)) {
                never.set(link);
            }
        }
        return never;
    }

    /// Whether what feeds `link` carries no more than it. A feeder must carry less, or as much with a higher number: so no
    /// two links are left out for each other's sake.
    private boolean fed(Topology topology, int link, int[] seen) {
        double capacity = topology.capacity(link);
        double brought = 0;
        for (int place = first[link]; place < first[link + 1]; place++) {
            int feeder = feeder(topology, routes[place], link);
            if (feeder < 0) {
                return false;
            }
            if (seen[feeder] != link) {
                seen[feeder] = link;
                brought += topology.capacity(feeder);
                if (brought > capacity) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Of the links on the route that may feed `link`, the one that most routes cross: the fewer feeders, the less they bring.
    private int feeder(Topology topology, int route, int link) {
        double capacity = topology.capacity(link);
        int best = -1;
        for (int i = topology.start(route); i < topology.end(route); i++) {
            int other = topology.crossed(i);
            double its = topology.capacity(other);
            boolean below = its < capacity || (its == capacity && other > link);
            if (below && (best < 0 || count(other) > count(best))) {
                best = other;
            }
        }
        return best;
    }
}
