package wattle.meter.redfish;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One number of one resource.
///
/// @param resource its path
/// @param value JSON pointer to the number
/// @param state JSON pointer to the `Status.State` that it stands under
record Term(String resource, String value, String state) {

    static Term of(String resource, String value) {
        return new Term(resource, value, "/Status/State");
    }

    /// Empty while the controller has no value (null), and when it says 0 of something that is not
    /// switched on. Bug 21 (Kepler): 0 W is a value when the state is Enabled; a spare supply in standby
    /// may draw 0 W as well.
    Optional<Double> in(JsonNode json) {
        JsonNode number = json.at(value);
        if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
            return Optional.empty();
        }
        double value = number.doubleValue();
        String said = json.at(state).stringValueOpt().orElse("Enabled");
        boolean on = said.equals("Enabled") || said.equals("StandbySpare");
        return value == 0 && !on ? Optional.empty() : Optional.of(value);
    }
}
