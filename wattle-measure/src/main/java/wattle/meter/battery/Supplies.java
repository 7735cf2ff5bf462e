package wattle.meter.battery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import wattle.meter.Folder;
import wattle.meter.Machine;

/// The batteries of a machine, and what else may feed it.
///
/// @param batteries those that feed the machine
/// @param mains adapters and chargers
record Supplies(List<Battery> batteries, List<Folder> mains) {

    private static final Pattern ANY = Pattern.compile(".*");

    static Supplies of(Machine machine) {
        List<Folder> all = new Folder(machine.file("sys/class/power_supply")).folders(ANY);
        return new Supplies(
                all.stream().filter(Supplies::isBattery).map(Battery::of).toList(),
                all.stream()
                        .filter(f -> f.has("online") && !f.text("type").equals(Optional.of("Battery")))
                        .toList());
    }

    /// Why the batteries' power is not the machine's at present; empty when it is.
    Optional<String> objection() {
        for (Folder main : mains) {
            if (main.text("online").filter("0"::equals).isEmpty()) {
                return Optional.of(main.name() + " is online");
            }
        }
        boolean discharging = false;
        for (Battery battery : batteries) {
            String status = battery.folder().text("status").orElse("unreadable");
            if (status.equals("Charging") || status.equals("unreadable")) {
                return Optional.of("the status of " + battery.name() + " is " + status);
            }
            discharging |= status.equals("Discharging");
        }
        return discharging
                ? Optional.empty()
                : Optional.of("no battery is discharging; the status of "
                        + batteries.getFirst().name() + " is "
                        + batteries.getFirst().folder().text("status").orElse("unreadable"));
    }

    /// A mouse's battery feeds the mouse: its scope is `Device`.
    private static boolean isBattery(Folder folder) {
        return folder.text("type").equals(Optional.of("Battery"))
                && !folder.text("scope").equals(Optional.of("Device"))
                && !folder.text("present").equals(Optional.of("0"));
    }
}
