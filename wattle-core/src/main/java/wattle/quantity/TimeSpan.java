package wattle.quantity;

/// A length of time; fractions of a nanosecond and centuries alike.
///
/// @param seconds the length in s; finite
public record TimeSpan(double seconds) implements Quantity<TimeSpan> {

    /// @throws IllegalArgumentException if the amount is not finite
    public TimeSpan {
        QuantityText.requireFinite(seconds, Dimension.TIME);
    }

    @Override
    public Dimension dimension() {
        return Dimension.TIME;
    }

    @Override
    public double base() {
        return seconds;
    }

    @Override
    public String toString() {
        return text();
    }
}
