package wattle.quantity;

/// A rate of floating-point operations.
///
/// @param flopsPerSecond the rate in FLOP/s; finite
public record ComputeRate(double flopsPerSecond) implements Quantity<ComputeRate> {

    /// @throws IllegalArgumentException if the amount is not finite
    public ComputeRate {
        QuantityText.requireFinite(flopsPerSecond, Dimension.COMPUTE_RATE);
    }

    @Override
    public Dimension dimension() {
        return Dimension.COMPUTE_RATE;
    }

    @Override
    public double base() {
        return flopsPerSecond;
    }

    @Override
    public String toString() {
        return text();
    }
}
