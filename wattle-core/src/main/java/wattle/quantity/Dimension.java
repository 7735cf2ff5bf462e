package wattle.quantity;

import java.util.Optional;

/// The kinds of amount Wattle knows, each with its base unit and the units people write.
///
/// Prefixes are decimal (SI); `GB` is 10⁹ bytes, `GiB` 2³⁰ bytes; `b` is never accepted for bit or byte,
/// because
/// bits are not bytes. A year is 365 days and a month 30 days, as a functional unit is stated in round periods.
public enum Dimension {
    ENERGY("an energy", "J", "12.5 kWh"),
    POWER("a power", "W", "250 W"),
    TIME("a time", "s", "30 days"),
    DATA("an amount of data", "bit", "180 kbit"),
    DATA_RATE("a data rate", "bit/s", "15 Mbit/s"),
    ENERGY_PER_BIT("an energy per bit", "J/bit", "50 kbit/J"),
    WORK("an amount of computation", "FLOP", "2.9 TFLOP"),
    COMPUTE_RATE("a computing rate", "FLOP/s", "19.5 TFLOP/s"),
    CARBON("a mass of CO2 equivalent", "kg", "181 kg"),
    CARBON_INTENSITY("a carbon intensity", "kg/J", "56 g/kWh"),
    SCALAR("a number", "", "1.2");

    private final String article;
    private final String baseUnit;
    private final String example;

    Dimension(String article, String baseUnit, String example) {
        this.article = article;
        this.baseUnit = baseUnit;
        this.example = example;
    }

    /// How a message names it: "an energy".
    public String article() {
        return article;
    }

    /// The unit in which [Quantity#base] counts; empty for a plain number.
    public String baseUnit() {
        return baseUnit;
    }

    /// A value a person could write.
    public String example() {
        return example;
    }

    /// Every unit accepted, in the order of first definition.
    public Iterable<String> units() {
        return Units.of(this).names();
    }

    /// Turns `value unit` into the base unit; empty when the unit is not one of this dimension.
    public Optional<Double> toBase(double value, String unit) {
        return Units.of(this).toBase(value, unit);
    }

    /// Whether the unit counts the other way round (`bit/J`): a larger number is then a smaller amount.
    public boolean isReciprocal(String unit) {
        return Units.of(this).isReciprocal(unit);
    }

    /// The dimension a unit belongs to, for messages such as "5 W is a power"; empty when no dimension knows
    /// it.
    public static Optional<Dimension> ofUnit(String unit) {
        for (Dimension dimension : values()) {
            if (!unit.isEmpty() && dimension.toBase(1, unit).isPresent()) {
                return Optional.of(dimension);
            }
        }
        return Optional.empty();
    }
}
