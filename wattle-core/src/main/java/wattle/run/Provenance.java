package wattle.run;

import java.util.List;
import wattle.quantity.Cited;
import wattle.quantity.Range;

/// How a run came to be: enough to make it again.
///
/// @param wattle version of Wattle that made it
/// @param engine `closed form`, `events`, or the name of the meters
/// @param draws sets of inputs drawn for the intervals; 0 when none were
/// @param seed they were drawn with
/// @param scenario digest of the scenario and of every catalogue entry it used; empty without a scenario
/// @param inputs every number that went in
public record Provenance(String wattle, String engine, int draws, long seed, String scenario, List<Given> inputs) {

    /// Copies the inputs.
    public Provenance {
        inputs = List.copyOf(inputs);
    }

    /// One number that went in.
    ///
    /// @param key stable name: `places.cloud.pue`
    /// @param unit of the value; empty for a plain number
    /// @param value in that unit, with quality and source
    /// @param place where it was given: `hospitals.yaml:14:12`, `catalogue` or `default`
    public record Given(String key, String unit, Cited<Range> value, String place) {}
}
