package wattle.simulation;

import wattle.formula.Formula;
import wattle.formula.Unit;

/// Energy at the plugs of IT equipment, before any facility overhead. Only this type can be given to [Pue],
/// and nothing
/// turns a [FacilityOverhead] back into it: a PUE cannot be applied twice.
///
/// @param joules in J
record ItEnergy(Formula joules) {

    /// @throws IllegalArgumentException if the formula is not an energy
    ItEnergy {
        if (!joules.unit().equals(Unit.JOULE)) {
            throw new IllegalArgumentException("IT energy must be in J, not " + joules.unit());
        }
    }
}
