package wattle.simulation.flow;

import java.util.Arrays;

/// Max-min fairness straight from its definition, step by step and slowly: the independent answer that [Transfers] is
/// held
/// against. Nothing of it is shared with the code under test.
final class WaterFilling {

    private WaterFilling() {}

    /// Raises the level of all flows that run, until each is stopped by its cap or a full link.
    static double[] rates(double[] capacity, Case.Flow[] flows, boolean[] runs) {
        double[] rate = new double[flows.length];
        boolean[] stopped = new boolean[flows.length];
        double[] left = capacity.clone();
        for (int i = 0; i < flows.length; i++) {
            stopped[i] = !runs[i];
        }
        while (true) {
            double[] weight = new double[capacity.length];
            for (int i = 0; i < flows.length; i++) {
                if (!stopped[i]) {
                    for (int l : flows[i].links()) {
                        weight[l] += flows[i].weight();
                    }
                }
            }
            double level = Double.POSITIVE_INFINITY;
            int capped = -1;
            int full = -1;
            for (int i = 0; i < flows.length; i++) {
                if (!stopped[i] && flows[i].cap() / flows[i].weight() < level) {
                    level = flows[i].cap() / flows[i].weight();
                    capped = i;
                }
            }
            for (int l = 0; l < capacity.length; l++) {
                if (weight[l] > 0 && left[l] / weight[l] < level) {
                    level = left[l] / weight[l];
                    full = l;
                }
            }
            if (capped < 0 && full < 0) {
                return rate;
            }
            for (int i = 0; i < flows.length; i++) {
                int link = full;
                if (!stopped[i]
                        && (full < 0
                                ? i == capped
                                : Arrays.stream(flows[i].links()).anyMatch(l -> l == link))) {
                    rate[i] = full < 0 ? flows[i].cap() : level * flows[i].weight();
                    stopped[i] = true;
                    for (int l : flows[i].links()) {
                        left[l] -= rate[i];
                    }
                }
            }
        }
    }

    /// When each flow ends or is aborted, with all flows looked at whenever anything happens.
    static Case.Outcome play(Case c, Transfers none) {
        Case.Flow[] flows = c.flows();
        double[] endS = new double[flows.length];
        double[] left = Arrays.stream(flows).mapToDouble(Case.Flow::bits).toArray();
        boolean[] runs = new boolean[flows.length];
        boolean[] done = new boolean[flows.length];
        double now = 0;
        while (true) {
            double[] rate = rates(c.capacity(), flows, runs);
            double next = Double.POSITIVE_INFINITY;
            for (int i = 0; i < flows.length; i++) {
                if (runs[i]) {
                    next = Math.min(next, Math.min(now + left[i] / rate[i], flows[i].abortS()));
                } else if (!done[i]) {
                    next = Math.min(next, flows[i].startS());
                }
            }
            if (next == Double.POSITIVE_INFINITY) {
                break;
            }
            for (int i = 0; i < flows.length; i++) {
                if (!done[i] && !runs[i] && flows[i].startS() == next) {
                    runs[i] = true;
                } else if (runs[i]) {
                    boolean ends = now + left[i] / rate[i] <= next;
                    left[i] = ends ? 0 : left[i] - rate[i] * (next - now);
                    if (ends || flows[i].abortS() <= next) {
                        runs[i] = false;
                        done[i] = true;
                        endS[i] = next;
                    }
                }
            }
            now = next;
        }
        double[] carried = new double[flows.length];
        for (int i = 0; i < flows.length; i++) {
            carried[i] = flows[i].bits() - left[i];
        }
        return new Case.Outcome(endS, carried, none);
    }
}
