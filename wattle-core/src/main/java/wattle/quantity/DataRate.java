package wattle.quantity;

/// A rate of data.
///
/// @param bitsPerSecond the rate in bit/s; finite
public record DataRate(double bitsPerSecond) implements Quantity<DataRate> {

    /// @throws IllegalArgumentException if the amount is not finite
    public DataRate {
        QuantityText.requireFinite(bitsPerSecond, Dimension.DATA_RATE);
    }

    @Override
    public Dimension dimension() {
        return Dimension.DATA_RATE;
    }

    @Override
    public double base() {
        return bitsPerSecond;
    }

    @Override
    public String toString() {
        return text();
    }
}
