package wattle.exchange;

import java.util.Locale;
import java.util.TreeSet;
import wattle.document.InputFault;
import wattle.trace.Basis;
import wattle.trace.Part;
import wattle.trace.Signal;

/// What Kwollect, the monitoring of Grid'5000, says of one machine. `wattmetre_*` and `pdu_*` are alternating
/// current, `bmc_*` the machine's controller; whatever is no power is kept beside.
final class Kwollect {

    private final Tracks tracks;
    private final TreeSet<String> devices = new TreeSet<>();

    Kwollect(Tracks tracks) {
        this.tracks = tracks;
    }

    /// Takes one value.
    ///
    /// @param ports of the instrument that were added up, as they stand in the file; empty where it says none
    void add(long micros, String device, String metric, double value, String ports) {
        devices.add(device);
        String small = metric.toLowerCase(Locale.ROOT);
        String from = ports.isEmpty() ? "" : "ports " + ports.replaceAll("[\\[\\]'\"]", "");
        if (!small.endsWith("_power_watt") && !small.endsWith("_power_watt_total")) {
            tracks.observed(device + "/" + metric, Part.NODE, "", false, from).at(micros, value);
            return;
        }
        boolean wall = small.startsWith("wattmetre") || small.startsWith("pdu");
        if (wall || small.equals("bmc_node_power_watt")) {
            tracks.power(
                            device + "/" + metric,
                            wall ? Part.WALL : Part.NODE,
                            new Signal.Averaging.Unknown(),
                            Basis.MEASURED,
                            from)
                    .at(micros, value);
        } else {
            tracks.observed(device + "/" + metric, Part.NODE, "W", false, "a part that its name does not tell")
                    .at(micros, value);
        }
    }

    /// @throws InputFault when the file held more than one machine, as two walls are not one
    Imported done(ForeignFile file) {
        if (devices.size() > 1) {
            throw file.fault(
                    "this file holds %d machines: %s.".formatted(devices.size(), String.join(", ", devices)),
                    "Maybe split it by device_id: a run of one machine has one wall.");
        }
        return tracks.done();
    }
}
