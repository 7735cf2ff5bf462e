package wattle.simulation.flow;

import java.util.Arrays;
import java.util.function.IntPredicate;
import wattle.simulation.kernel.IndexedHeap;

/// Flows over links that share flows with each other. A change is worked out for the flows and links it can reach only:
/// those joined to it by flows over links that can bind, where a link can bind when its flows could bring more than it
/// carries. A flow whose rate stays is not touched.
final class Mesh {

    /// A link whose flows bring at most this share of its capacity cannot bind; the rest is for the rounding of sums.
    private static final double SAFE = 1 - 1e-9;

    private final Flows flows;
    private final IndexedHeap ends;
    private final Arcs arcs = new Arcs();
    private final Filling filling;

    /// For each flow here: its rate, its bits left at a time, and that time.
    private final double[] rate;

    private final double[] left;
    private final double[] since;

    private final IntPredicate binding = this::canBind;
    private int[] seeds = new int[16];
    private int seedCount;
    private int[] fresh = new int[16];
    private int freshCount;

    Mesh(Flows flows, IndexedHeap ends) {
        this.flows = flows;
        this.ends = ends;
        int n = flows.count();
        rate = new double[n];
        left = new double[n];
        since = new double[n];
        filling = new Filling(flows, arcs);
    }

    /// Takes a link in; returns its number here.
    int takeLink(double capacityBitPerS) {
        return arcs.link(capacityBitPerS);
    }

    /// Takes a flow in, over the links of the mesh given.
    void add(int flow, double bits, int[] over, int count, double nowS) {
        rate[flow] = 0;
        left[flow] = bits;
        since[flow] = nowS;
        double bound = flows.bound(flow);
        arcs.add(flow, over, count, bound);
        for (int i = 0; i < count; i++) {
            if (canBind(over[i])) {
                seed(over[i]);
            }
        }
        if (freshCount == fresh.length) {
            fresh = Arrays.copyOf(fresh, freshCount * 2);
        }
        fresh[freshCount++] = flow;
    }

    /// Takes a flow out that has ended, was aborted or moves elsewhere.
    void remove(int flow) {
        ends.remove(flow);
        int base = arcs.first(flow);
        for (int arc = base; arc < base + arcs.count(flow); arc++) {
            if (canBind(arcs.link(arc))) {
                seed(arcs.link(arc));
            }
        }
        arcs.remove(flow, flows.bound(flow));
    }

    boolean dirty() {
        return seedCount + freshCount > 0;
    }

    double remaining(int flow, double nowS) {
        return Math.max(0, left[flow] - rate[flow] * (nowS - since[flow]));
    }

    double rate(int flow) {
        return rate[flow];
    }

    private boolean canBind(int link) {
        return arcs.potential(link) > arcs.capacity(link) * SAFE;
    }

    private void seed(int link) {
        if (!arcs.mark(link)) {
            return;
        }
        if (seedCount == seeds.length) {
            seeds = Arrays.copyOf(seeds, seedCount * 2);
        }
        seeds[seedCount++] = link;
    }

    /// Works out the rates anew from `nowS` on.
    void level(double nowS) {
        filling.begin();
        for (int i = 0; i < seedCount; i++) {
            arcs.unmark(seeds[i]);
            filling.reach(seeds[i], canBind(seeds[i]));
        }
        for (int i = 0; i < freshCount; i++) {
            if (flows.home(fresh[i]) == Flows.MESH && arcs.holds(fresh[i])) {
                filling.reachFlow(fresh[i]);
            }
        }
        seedCount = 0;
        freshCount = 0;
        filling.spread(binding);
        filling.fill();
        for (int i = 0; i < filling.flowCount(); i++) {
            settle(filling.flow(i), filling.rate(i), nowS);
        }
    }

    private void settle(int flow, double newRate, double nowS) {
        if (newRate == rate[flow] && ends.contains(flow)) {
            return;
        }
        left[flow] = remaining(flow, nowS);
        since[flow] = nowS;
        rate[flow] = newRate;
        ends.put(flow, left[flow] <= 0 ? nowS : nowS + left[flow] / newRate);
    }
}
