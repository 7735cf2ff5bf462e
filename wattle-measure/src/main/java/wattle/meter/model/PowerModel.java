package wattle.meter.model;

import wattle.quantity.Range;

/// `P(u) = P_idle + (P_peak − P_idle) · u^α`, for each end of the ranges alike.
///
/// Source: Fan, Weber, Barroso, "Power provisioning for a warehouse-sized computer", ISCA 2007,
/// <https://doi.org/10.1145/1273440.1250665>, with α = 1.
///
/// @param idle power without load, in W
/// @param peak power at full load, in W; no end below that of `idle`
/// @param alpha dimensionless, above 0
/// @param source where the powers come from, for people
public record PowerModel(Range idle, Range peak, double alpha, String source) {

    /// @throws IllegalArgumentException when a peak is below its idle power, idle is not above 0, or α is
    /// not
    public PowerModel {
        if (!(idle.low() > 0 && alpha > 0)
                || peak.low() < idle.low()
                || peak.typical() < idle.typical()
                || peak.high() < idle.high()) {
            throw new IllegalArgumentException(
                    "a model needs 0 W < idle <= peak and an exponent above 0, but got %s, %s and %s"
                            .formatted(idle, peak, alpha));
        }
    }

    /// The power at a utilisation, in W.
    ///
    /// @param utilisation busy share of the processors, 0 to 1
    public Range at(double utilisation) {
        double share = Math.pow(utilisation, alpha);
        return new Range(
                idle.low() + (peak.low() - idle.low()) * share,
                idle.typical() + (peak.typical() - idle.typical()) * share,
                idle.high() + (peak.high() - idle.high()) * share);
    }

    /// How far an end can lie from the typical value, relative to it, at any utilisation. A mean of both
    /// ends of the load is never further off than the worse of them.
    public double relativeHalfWidth() {
        return Math.max(halfWidth(idle), halfWidth(peak));
    }

    private static double halfWidth(Range range) {
        return Math.max(range.high() - range.typical(), range.typical() - range.low()) / range.typical();
    }
}
