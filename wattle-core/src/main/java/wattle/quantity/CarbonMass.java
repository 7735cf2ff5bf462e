package wattle.quantity;

/// A mass of greenhouse gases as CO2 equivalent.
///
/// @param kilograms the mass in kg; finite
public record CarbonMass(double kilograms) implements Quantity<CarbonMass> {

    /// @throws IllegalArgumentException if the amount is not finite
    public CarbonMass {
        QuantityText.requireFinite(kilograms, Dimension.CARBON);
    }

    @Override
    public Dimension dimension() {
        return Dimension.CARBON;
    }

    @Override
    public double base() {
        return kilograms;
    }

    @Override
    public String toString() {
        return text();
    }
}
