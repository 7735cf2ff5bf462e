package wattle.simulation.flow;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import wattle.simulation.kernel.IndexedHeap;

/// The links of a world whose flows share nothing else, each a [Star].
final class Stars {

    private final Topology topology;
    private final Flows flows;
    private final Queues queues;

    private @Nullable Star[] stars = new Star[4];
    private int count;
    private IndexedHeap ends = new IndexedHeap(4);
    private int[] dirty = new int[16];
    private int dirtyCount;

    /// For each route, its class in the one star it crosses.
    private final int[] rank;

    /// The routes over each link: those of link `l` from `first[l]` to `first[l + 1]`.
    private final int[] first;

    private final int[] routes;

    Stars(Topology topology, Flows flows) {
        this.topology = topology;
        this.flows = flows;
        queues = new Queues(flows.count());
        int n = topology.routeCount();
        rank = new int[n];
        first = new int[topology.linkCount() + 1];
        int crossings = n == 0 ? 0 : topology.end(n - 1);
        for (int i = 0; i < crossings; i++) {
            first[topology.crossed(i) + 1]++;
        }
        for (int l = 0; l < topology.linkCount(); l++) {
            first[l + 1] += first[l];
        }
        routes = new int[crossings];
        int[] next = Arrays.copyOf(first, topology.linkCount());
        for (int route = 0; route < n; route++) {
            for (int i = topology.start(route); i < topology.end(route); i++) {
                routes[next[topology.crossed(i)]++] = route;
            }
        }
    }

    /// Makes a star of a link; returns its number.
    int open(int link) {
        int from = first[link];
        int n = first[link + 1] - from;
        double[] bounds = new double[n];
        for (int i = 0; i < n; i++) {
            bounds[i] = boundPerWeight(routes[from + i]);
        }
        Arrays.sort(bounds);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || bounds[i] != bounds[i - 1]) {
                bounds[distinct++] = bounds[i];
            }
        }
        bounds = Arrays.copyOf(bounds, distinct);
        for (int i = 0; i < n; i++) {
            rank[routes[from + i]] = Arrays.binarySearch(bounds, boundPerWeight(routes[from + i]));
        }
        if (count == stars.length) {
            stars = Arrays.copyOf(stars, count * 2);
            IndexedHeap more = new IndexedHeap(count * 2);
            for (int star = ends.peekId(); star >= 0; star = ends.peekId()) {
                more.put(star, ends.peekKey());
                ends.popId();
            }
            ends = more;
        }
        stars[count] = new Star(topology.capacity(link), bounds, flows, queues);
        return count++;
    }

    private double boundPerWeight(int route) {
        return topology.bound(route) / topology.weight(route);
    }

    /// Ends a star; names each of its flows, which must then be removed.
    void close(int star, IntConsumer each) {
        star(star).each(each);
        ends.remove(star);
        stars[star] = null;
    }

    void add(int flow, int star, double bits, double nowS) {
        note(star);
        star(star).add(flow, rank[flows.route(flow)], bits, nowS);
    }

    void remove(int flow, int star, double nowS) {
        note(star);
        star(star).remove(flow, rank[flows.route(flow)], nowS);
    }

    double remaining(int flow, int star, double nowS) {
        return star(star).remaining(flow, rank[flows.route(flow)], nowS);
    }

    double rate(int flow, int star) {
        return star(star).rate(flow, rank[flows.route(flow)]);
    }

    private Star star(int number) {
        Star star = stars[number];
        if (star == null) {
            throw new IllegalStateException("star " + number + " has become part of a mesh");
        }
        return star;
    }

    private void note(int star) {
        if (star(star).dirty()) {
            return;
        }
        if (dirtyCount == dirty.length) {
            dirty = Arrays.copyOf(dirty, dirtyCount * 2);
        }
        dirty[dirtyCount++] = star;
    }

    /// Works out the levels of all stars that have changed.
    void level() {
        for (int i = 0; i < dirtyCount; i++) {
            Star star = stars[dirty[i]];
            if (star == null) {
                continue;
            }
            star.level();
            double end = star.nextEndS();
            if (end == Double.POSITIVE_INFINITY) {
                ends.remove(dirty[i]);
            } else {
                ends.put(dirty[i], end);
            }
        }
        dirtyCount = 0;
    }

    /// When the next flow of any star ends, in s, after [#level].
    double nextEndS() {
        return ends.peekKey();
    }

    /// Names every flow that ends at or before `timeS`, the next end; the one named must then be removed.
    void eachEnding(double timeS, IntConsumer ending) {
        while (ends.peekKey() <= timeS) {
            star(ends.popId()).eachEnding(timeS, ending);
        }
    }
}
