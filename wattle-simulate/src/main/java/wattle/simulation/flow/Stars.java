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

    private final Crossings crossings;

    Stars(Topology topology, Crossings crossings, Flows flows) {
        this.topology = topology;
        this.crossings = crossings;
        this.flows = flows;
        queues = new Queues(flows.count());
        rank = new int[topology.routeCount()];
    }

    /// Makes a star of a link; returns its number.
    int open(int link) {
        int from = crossings.first(link);
        int n = crossings.count(link);
        double[] bounds = new double[n];
        for (int i = 0; i < n; i++) {
            bounds[i] = boundPerWeight(crossings.route(from + i));
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
            rank[crossings.route(from + i)] = Arrays.binarySearch(bounds, boundPerWeight(crossings.route(from + i)));
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
