package wattle.formula;

import wattle.quantity.Dimension;

/// The unit of a formula, as exponents of the five base units Wattle computes in. A watt is J/s.
///
/// @param joule exponent of J
/// @param second exponent of s
/// @param bit exponent of bit
/// @param flop exponent of FLOP
/// @param kilogram exponent of kg CO2e
public record Unit(int joule, int second, int bit, int flop, int kilogram) {

    public static final Unit ONE = new Unit(0, 0, 0, 0, 0);
    public static final Unit JOULE = new Unit(1, 0, 0, 0, 0);
    public static final Unit SECOND = new Unit(0, 1, 0, 0, 0);
    public static final Unit BIT = new Unit(0, 0, 1, 0, 0);
    public static final Unit FLOP = new Unit(0, 0, 0, 1, 0);
    public static final Unit KILOGRAM = new Unit(0, 0, 0, 0, 1);
    public static final Unit WATT = JOULE.over(SECOND);

    /// The unit of a dimension's base.
    public static Unit of(Dimension dimension) {
        return switch (dimension) {
            case ENERGY -> JOULE;
            case POWER -> WATT;
            case TIME -> SECOND;
            case DATA -> BIT;
            case DATA_RATE -> BIT.over(SECOND);
            case ENERGY_PER_BIT -> JOULE.over(BIT);
            case WORK -> FLOP;
            case COMPUTE_RATE -> FLOP.over(SECOND);
            case CARBON -> KILOGRAM;
            case CARBON_INTENSITY -> KILOGRAM.over(JOULE);
            case SCALAR -> ONE;
        };
    }

    /// The unit of a product.
    public Unit times(Unit other) {
        return new Unit(
                joule + other.joule,
                second + other.second,
                bit + other.bit,
                flop + other.flop,
                kilogram + other.kilogram);
    }

    /// The unit of a quotient.
    public Unit over(Unit other) {
        return new Unit(
                joule - other.joule,
                second - other.second,
                bit - other.bit,
                flop - other.flop,
                kilogram - other.kilogram);
    }
}
