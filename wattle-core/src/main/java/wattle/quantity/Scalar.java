package wattle.quantity;

/// A number without a unit: a count, a share, a ratio.
///
/// @param value the number; finite
public record Scalar(double value) implements Quantity<Scalar> {

    /// @throws IllegalArgumentException if the amount is not finite
    public Scalar {
        QuantityText.requireFinite(value, Dimension.SCALAR);
    }

    @Override
    public Dimension dimension() {
        return Dimension.SCALAR;
    }

    @Override
    public double base() {
        return value;
    }

    @Override
    public String toString() {
        return text();
    }
}
