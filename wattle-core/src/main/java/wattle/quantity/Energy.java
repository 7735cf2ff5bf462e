package wattle.quantity;

/// An amount of energy, before any facility overhead is added unless its name says otherwise.
///
/// @param joules the energy in J; finite
public record Energy(double joules) implements Quantity<Energy> {

    /// @throws IllegalArgumentException if the amount is not finite
    public Energy {
        QuantityText.requireFinite(joules, Dimension.ENERGY);
    }

    /// Joules in one kilowatt-hour.
    public static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    /// No energy.
    public static final Energy ZERO = new Energy(0);

    /// Energy stated in kWh.
    public static Energy ofKilowattHours(double kilowattHours) {
        return new Energy(kilowattHours * JOULES_PER_KILOWATT_HOUR);
    }

    /// This energy in kWh.
    public double toKilowattHours() {
        return joules / JOULES_PER_KILOWATT_HOUR;
    }

    /// The sum of both.
    public Energy plus(Energy other) {
        return new Energy(joules + other.joules);
    }

    @Override
    public Dimension dimension() {
        return Dimension.ENERGY;
    }

    @Override
    public double base() {
        return joules;
    }

    @Override
    public String toString() {
        return text();
    }
}
