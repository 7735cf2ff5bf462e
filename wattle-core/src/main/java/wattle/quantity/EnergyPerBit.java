package wattle.quantity;

/// The energy that moving one bit costs; the inverse of a link efficiency in bit/J.
///
/// @param joulesPerBit the cost in J/bit; finite
public record EnergyPerBit(double joulesPerBit) implements Quantity<EnergyPerBit> {

    /// @throws IllegalArgumentException if the amount is not finite
    public EnergyPerBit {
        QuantityText.requireFinite(joulesPerBit, Dimension.ENERGY_PER_BIT);
    }

    /// A cost given as a link efficiency.
    ///
    /// @param bitsPerJoule the efficiency in bit/J; above 0
    public static EnergyPerBit ofBitsPerJoule(double bitsPerJoule) {
        return new EnergyPerBit(1 / bitsPerJoule);
    }

    @Override
    public Dimension dimension() {
        return Dimension.ENERGY_PER_BIT;
    }

    @Override
    public double base() {
        return joulesPerBit;
    }

    @Override
    public String toString() {
        return text();
    }
}
