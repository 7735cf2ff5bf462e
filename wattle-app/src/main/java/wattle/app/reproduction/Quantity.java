package wattle.app.reproduction;

import java.util.Optional;
import wattle.quantity.Dimension;

/// What a published number counts, read from its key: `comm_energy_kJ` is a communication energy in kJ.
///
/// @param key as it stands in the file
/// @param name without the unit
/// @param unit empty when the key states none
public record Quantity(String key, String name, String unit) {

    static final String COMMUNICATION = "comm_energy";
    static final String COMPUTING = "comp_energy";
    static final String TOTAL = "total_energy";
    static final String CARBON_DELTA = "carbon_delta_vs_CL";

    static Quantity of(String key) {
        int cut = key.lastIndexOf('_');
        String end = key.substring(cut + 1);
        boolean hasUnit = cut > 0 && Dimension.ofUnit(end).isPresent();
        return hasUnit ? new Quantity(key, key.substring(0, cut), end) : new Quantity(key, key, "");
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /// Whether it is an energy that the closed form computes.
    boolean isEnergy() {
        return (is(COMMUNICATION) || is(COMPUTING) || is(TOTAL)) && dimension().equals(Optional.of(Dimension.ENERGY));
    }

    Optional<Dimension> dimension() {
        return Dimension.ofUnit(unit);
    }

    /// How many base units one unit is; 1 without a unit.
    double unitSize() {
        return dimension().flatMap(d -> d.toBase(1, unit)).orElse(1.0);
    }
}
