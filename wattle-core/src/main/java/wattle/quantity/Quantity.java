package wattle.quantity;

/// An amount of one [Dimension], kept in its base unit as a `double`; every other unit is a way in or a way
/// out.
public sealed interface Quantity<Q extends Quantity<Q>> extends Comparable<Q>
        permits CarbonIntensity,
                CarbonMass,
                ComputeRate,
                DataRate,
                DataSize,
                Energy,
                EnergyPerBit,
                Power,
                Scalar,
                TimeSpan,
                Work {

    /// What is measured, and in which base unit.
    Dimension dimension();

    /// The amount in the base unit of its dimension.
    double base();

    /// Exact text that [QuantityText#parse] reads back to the same amount.
    default String text() {
        String unit = dimension().baseUnit();
        return unit.isEmpty() ? Double.toString(base()) : base() + " " + unit;
    }

    @Override
    default int compareTo(Q other) {
        return Double.compare(base(), other.base());
    }
}
