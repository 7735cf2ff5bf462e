package wattle.meter.battery;

import java.util.List;
import wattle.meter.Folder;
import wattle.meter.NumberFile;

/// One battery.
///
/// @param files power in µW, or current in µA and voltage in µV; a current's sign is the driver's taste
record Battery(Folder folder, List<NumberFile> files) {

    static Battery of(Folder folder) {
        return new Battery(
                folder,
                folder.has("power_now")
                        ? List.of(folder.numberFile("power_now"))
                        : List.of(folder.numberFile("current_now"), folder.numberFile("voltage_now")));
    }

    String name() {
        return folder.name().replaceAll("\\s+", "-");
    }

    /// The power that was just read, in W; never below zero.
    double watts() {
        double first = Math.abs((double) files.getFirst().value()) * 1e-6;
        return files.size() == 1 ? first : first * files.get(1).value() * 1e-6;
    }
}
