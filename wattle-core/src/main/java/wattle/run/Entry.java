package wattle.run;

import wattle.quantity.Energy;
import wattle.quantity.Interval;

/// One line of the account.
///
/// @param stage when in the model's life
/// @param place where
/// @param activity doing what
/// @param sector the part of the total it belongs to
/// @param energy how much; the ends are a 90 % interval where draws were made
/// @param origin how it is known
/// @param note the equation's label, or the reason for a zero
public record Entry(
        Stage stage,
        Place place,
        Activity activity,
        Sector sector,
        Interval<Energy> energy,
        Origin origin,
        String note) {

    /// @throws IllegalArgumentException for negative energy
    public Entry {
        if (energy.low().joules() < 0) {
            throw new IllegalArgumentException(
                    "the energy of %s at %s is negative (%s)".formatted(stage.word(), place.name(), energy.low()));
        }
    }

    /// `train.devices.compute`: the name by which a person asks for this line.
    public String key() {
        return stage.word() + "." + place.name() + "." + activity.word();
    }
}
