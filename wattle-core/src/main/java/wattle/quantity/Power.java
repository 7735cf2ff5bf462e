package wattle.quantity;

/// A rate of energy use.
///
/// @param watts the power in W; finite
public record Power(double watts) implements Quantity<Power> {

    /// @throws IllegalArgumentException if the amount is not finite
    public Power {
        QuantityText.requireFinite(watts, Dimension.POWER);
    }

    /// The energy used when this power lasts for `span`.
    public Energy over(TimeSpan span) {
        return new Energy(watts * span.seconds());
    }

    @Override
    public Dimension dimension() {
        return Dimension.POWER;
    }

    @Override
    public double base() {
        return watts;
    }

    @Override
    public String toString() {
        return text();
    }
}
