package wattle.comparison;

import wattle.quantity.Quality;
import wattle.quantity.Range;

/// One uncertain input of a comparison.
///
/// @param key stable name: `cloud.pue`
/// @param label as a person says it
/// @param value range in base units
/// @param scale how it is shown, and how far it may be moved
/// @param quality how well it is known
public record Factor(String key, String label, Range value, Scale scale, Quality quality) {

    /// @param unit for people; empty for a number without one
    /// @param basePerUnit base units in one of that unit; above 0
    /// @param least smallest value that makes sense, in base units
    /// @param most largest value that makes sense, in base units
    public record Scale(String unit, double basePerUnit, double least, double most) {}

    /// A base value in the unit for people.
    public double shown(double base) {
        return base / scale.basePerUnit();
    }

    /// The range in the unit for people.
    public Range shown() {
        return new Range(shown(value.low()), shown(value.typical()), shown(value.high()));
    }

    /// Whether it has a range at all.
    public boolean isUncertain() {
        return !value.isExact();
    }
}
