package wattle.agreement;

import wattle.trace.EnergyCurve;

/// Steps of equal length, in each of which every meter has a mean power. Equation MC-1.
///
/// @param fromNanos where the first begins
/// @param stepNanos their length
/// @param count how many
record Grid(long fromNanos, long stepNanos, int count) {

    /// As many whole steps as fit.
    static Grid between(long fromNanos, long toNanos, long stepNanos) {
        return new Grid(fromNanos, stepNanos, (int) Math.max(0, (toNanos - fromNanos) / stepNanos));
    }

    /// A piece of a curve that is this much longer than a step is a time without readings.
    private static final int TOO_LONG = 3;

    /// Mean power of a meter in each step, in W; NaN where the meter gave nothing for longer than three steps, as
    /// what is interpolated there agrees with nothing.
    ///
    /// @param shiftNanos added to the grid's times to get the meter's
    double[] powers(EnergyCurve curve, long shiftNanos) {
        double[] powers = new double[count];
        int piece = 0;
        double before = 0;
        boolean blind = false;
        for (int i = 0; i <= count; i++) {
            long time = fromNanos + i * stepNanos + shiftNanos;
            while (piece < curve.size() - 2 && curve.nanos(piece + 1) <= time) {
                piece++;
                blind |= isBlind(curve, piece);
            }
            double now = curve.joules(piece) + curve.powerW(piece) * (time - curve.nanos(piece)) * 1e-9;
            if (i > 0) {
                powers[i - 1] = blind ? Double.NaN : (now - before) / (stepNanos * 1e-9);
            }
            before = now;
            blind = isBlind(curve, piece);
        }
        return powers;
    }

    private boolean isBlind(EnergyCurve curve, int piece) {
        return curve.nanos(piece + 1) - curve.nanos(piece) > TOO_LONG * stepNanos;
    }
}
