package wattle.simulation.flow;

import java.util.Arrays;
import java.util.function.IntPredicate;
import wattle.simulation.kernel.IndexedHeap;

/// Progressive filling: all flows rise together, in proportion to their weights, until their own bound or a full link
/// stops
/// them. Bertsekas, Gallager, "Data Networks", 2nd edition, 1992, section 6.5.2. Links are taken by the level at which
/// they fill; levels only rise, so a level that is out of date is corrected when it comes up.
final class Filling {

    private final Flows flows;
    private final Arcs arcs;

    private int round;
    private int[] linkRound = {};
    private int[] flowRound;
    private int[] place;
    private int[] linkList = new int[16];
    private int linkCount;
    private int[] flowList = new int[16];
    private double[] rates = new double[16];
    private int flowCount;

    private double[] left = {};
    private double[] weight = {};
    private int[] open = {};
    private IndexedHeap byLevel = new IndexedHeap(0);

    Filling(Flows flows, Arcs arcs) {
        this.flows = flows;
        this.arcs = arcs;
        flowRound = new int[flows.count()];
        place = new int[flows.count()];
    }

    void begin() {
        if (arcs.links() > linkRound.length) {
            int n = Math.max(8, arcs.links() * 2);
            linkRound = Arrays.copyOf(linkRound, n);
            left = new double[n];
            weight = new double[n];
            open = new int[n];
            byLevel = new IndexedHeap(n);
        }
        round++;
        linkCount = 0;
        flowCount = 0;
    }

    /// Reaches the flows of a link, and the link itself if it `canBind`.
    void reach(int link, boolean canBind) {
        if (linkRound[link] == round) {
            return;
        }
        linkRound[link] = round;
        if (canBind) {
            if (linkCount == linkList.length) {
                linkList = Arrays.copyOf(linkList, linkCount * 2);
            }
            linkList[linkCount++] = link;
        }
        for (int i = 0; i < arcs.size(link); i++) {
            reachFlow(arcs.member(link, i));
        }
    }

    void reachFlow(int flow) {
        if (flowRound[flow] == round) {
            return;
        }
        flowRound[flow] = round;
        if (flowCount == flowList.length) {
            flowList = Arrays.copyOf(flowList, flowCount * 2);
            rates = Arrays.copyOf(rates, flowCount * 2);
        }
        place[flow] = flowCount;
        rates[flowCount] = -1;
        flowList[flowCount++] = flow;
    }

    /// Reaches everything that the flows reached so far share a link with that can bind.
    void spread(IntPredicate canBind) {
        for (int i = 0; i < flowCount; i++) {
            int base = arcs.first(flowList[i]);
            int end = base + arcs.count(flowList[i]);
            for (int arc = base; arc < end; arc++) {
                int link = arcs.link(arc);
                if (linkRound[link] != round && canBind.test(link)) {
                    reach(link, true);
                }
            }
        }
    }

    /// Works out the rates of all flows reached.
    void fill() {
        for (int i = 0; i < linkCount; i++) {
            int link = linkList[i];
            left[link] = arcs.capacity(link);
            open[link] = arcs.size(link);
            weight[link] = 0;
            for (int m = 0; m < arcs.size(link); m++) {
                weight[link] += flows.weight(arcs.member(link, m));
            }
            if (open[link] > 0) {
                byLevel.put(link, left[link] / weight[link]);
            }
        }
        double level = 0;
        while (byLevel.size() > 0) {
            double was = byLevel.peekKey();
            int link = byLevel.peekId();
            double is = open[link] == 0 ? Double.POSITIVE_INFINITY : Math.max(level, left[link] / weight[link]);
            if (open[link] == 0) {
                byLevel.remove(link);
            } else if (is > was) {
                byLevel.put(link, is);
            } else {
                level = is;
                stopAt(link, level);
            }
        }
        for (int i = 0; i < flowCount; i++) {
            if (rates[i] < 0) {
                rates[i] = flows.bound(flowList[i]);
            }
        }
    }

    /// Stops those flows of the link that cannot use the level; where there are none, all of its flows at the level.
    private void stopAt(int link, double level) {
        boolean some = false;
        for (int m = 0; m < arcs.size(link); m++) {
            int flow = arcs.member(link, m);
            if (rates[place[flow]] < 0 && flows.bound(flow) <= level * flows.weight(flow)) {
                stop(flow, flows.bound(flow));
                some = true;
            }
        }
        if (some) {
            return;
        }
        for (int m = 0; m < arcs.size(link); m++) {
            int flow = arcs.member(link, m);
            if (rates[place[flow]] < 0) {
                stop(flow, level * flows.weight(flow));
            }
        }
    }

    private void stop(int flow, double rate) {
        rates[place[flow]] = rate;
        int base = arcs.first(flow);
        int end = base + arcs.count(flow);
        for (int arc = base; arc < end; arc++) {
            int link = arcs.link(arc);
            left[link] -= rate;
            weight[link] -= flows.weight(flow);
            open[link]--;
        }
    }

    int flowCount() {
        return flowCount;
    }

    int flow(int i) {
        return flowList[i];
    }

    double rate(int i) {
        return rates[i];
    }
}
