package wattle.agreement;

import wattle.trace.EnergyCurve;

/// How much later one meter's clock shows what another shows. Equation MC-2.
///
/// The lag is the shift at which both correlate best, searched over ± 30 s, from coarse steps to fine ones, and
/// between the finest by a parabola. Where no shift stands out, the clocks are left as they are.
///
/// @param lagS seconds by which the other meter is late (positive) or early (negative); 0 when it cannot be told
/// @param before correlation with the clocks as they are
/// @param after correlation with the other meter's clock moved
/// @param told whether a shift stands out
public record Alignment(double lagS, double before, double after, boolean told) {

    /// Clocks further apart than this are in different zones, not late.
    public static final double MOST_S = 30;

    /// Below this the two do not show the same load, and any best shift is chance.
    private static final double LEAST_R = 0.5;

    private static final int COARSE = 200;
    private static final int FEWEST = 8;

    /// Finds it.
    ///
    /// @param stepNanos the finest step at which both meters say something new
    static Alignment of(EnergyCurve reference, EnergyCurve other, long stepNanos) {
        long from = Math.max(reference.firstNanos(), other.firstNanos());
        long to = Math.min(reference.lastNanos(), other.lastNanos());
        long most = (long) Math.min(MOST_S * 1e9, (to - from) / 4.0);
        double before = r(reference, other, stepNanos, 0);
        long step = Math.max(stepNanos, most / COARSE);
        long best = search(reference, other, step, 0, most);
        while (step > stepNanos) {
            long reach = step;
            step = Math.max(stepNanos, step / 4);
            best = search(reference, other, step, best, reach);
        }
        long spacing = Math.max(1, step / 4);
        double centre = r(reference, other, stepNanos, best);
        double left = r(reference, other, stepNanos, best - spacing);
        double right = r(reference, other, stepNanos, best + spacing);
        double bend = left - 2 * centre + right;
        double move = bend < 0 ? Math.clamp(0.5 * (left - right) / bend, -1, 1) : 0;
        long lag = best + Math.round(move * spacing);
        double after = r(reference, other, stepNanos, lag);
        boolean told = after >= LEAST_R && after >= before && Math.abs(lag) < most;
        return told ? new Alignment(lag * 1e-9, before, after, true) : new Alignment(0, before, before, false);
    }

    private static long search(EnergyCurve reference, EnergyCurve other, long step, long around, long reach) {
        long spacing = Math.max(1, step / 4);
        long best = around;
        double most = Double.NEGATIVE_INFINITY;
        for (long lag = around - reach; lag <= around + reach; lag += spacing) {
            double r = r(reference, other, step, lag);
            // Of equals the smallest shift: a clock is right until it is shown wrong.
            if (r > most || (r == most && Math.abs(lag) < Math.abs(best))) {
                most = r;
                best = lag;
            }
        }
        return best;
    }

    private static double r(EnergyCurve reference, EnergyCurve other, long step, long lag) {
        long from = Math.max(reference.firstNanos(), other.firstNanos() - lag);
        long to = Math.min(reference.lastNanos(), other.lastNanos() - lag);
        Grid grid = Grid.between(from, to, step);
        Paired pairs = new Paired(grid.powers(reference, 0), grid.powers(other, lag));
        return pairs.size() < FEWEST ? -1 : pairs.r();
    }
}
