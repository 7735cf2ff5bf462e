package wattle.quantity;

/// Greenhouse gases emitted per unit of electricity used.
///
/// @param kilogramsPerJoule the intensity in kg/J; finite
public record CarbonIntensity(double kilogramsPerJoule) implements Quantity<CarbonIntensity> {

    /// @throws IllegalArgumentException if the amount is not finite
    public CarbonIntensity {
        QuantityText.requireFinite(kilogramsPerJoule, Dimension.CARBON_INTENSITY);
    }

    /// An intensity in the unit of grid statistics.
    public static CarbonIntensity ofGramsPerKilowattHour(double grams) {
        return new CarbonIntensity(grams * 1e-3 / Energy.JOULES_PER_KILOWATT_HOUR);
    }

    /// `C = E · CI`. Equation CA-1.
    public CarbonMass of(Energy energy) {
        return new CarbonMass(kilogramsPerJoule * energy.joules());
    }

    @Override
    public Dimension dimension() {
        return Dimension.CARBON_INTENSITY;
    }

    @Override
    public double base() {
        return kilogramsPerJoule;
    }

    @Override
    public String toString() {
        return text();
    }
}
