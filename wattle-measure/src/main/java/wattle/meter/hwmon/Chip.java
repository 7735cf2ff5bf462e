package wattle.meter.hwmon;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.meter.Tegra;

/// A hwmon chip.
///
/// @param files where its sensors are: its own folder, or `device/` in the layout before Linux 3.x
/// @param name what its driver calls it: `amdgpu`
/// @param address of the device on its bus: `0000:03:00.0`, `1-0040`; empty where there is none
record Chip(Folder files, String name, String address) {

    private static final Pattern FOLDERS = Pattern.compile("hwmon\\d+");
    private static final Pattern SENSORS = Pattern.compile("(power\\d+_(average|input)|energy\\d+_input|in\\d+_input)");

    /// All chips of this machine but those that other meters read.
    static List<Chip> all(Machine machine) {
        boolean tegra = Tegra.is(machine);
        return new Folder(machine.file("sys/class/hwmon"))
                .folders(FOLDERS).stream()
                        .flatMap(folder -> of(folder).stream())
                        .filter(chip -> !(tegra && Tegra.CHIPS.contains(chip.name())))
                        .filter(chip -> !isSupply(machine, chip))
                        .toList();
    }

    /// `amdgpu-0000:03:00.0`, or the name alone.
    String id() {
        return (address.isEmpty() ? name : name + "-" + address).replaceAll("[\\s/]+", "-");
    }

    /// A fact beside a sensor, in the chip's folder or in its device's.
    Optional<String> text(String file) {
        return files.text(file).or(() -> files.inner("device").text(file));
    }

    private static Optional<Chip> of(Folder folder) {
        Folder device = folder.inner("device");
        Folder files = folder.entries(SENSORS).isEmpty() ? device : folder;
        return folder.text("name")
                .or(() -> device.text("name"))
                .map(name -> new Chip(files, name.replaceAll("[\\s/]+", "-"), address(folder)));
    }

    /// The name of the folder that `device` leads to; else of the device above `…/DEVICE/hwmon/hwmon3`.
    private static String address(Folder folder) {
        if (folder.has("device") && !folder.inner("device").real().name().equals("device")) {
            return folder.inner("device").real().name();
        }
        java.nio.file.Path above = folder.real().path().getParent();
        return above != null && above.endsWith("hwmon") && !above.endsWith("class/hwmon")
                ? new Folder(above).inner("..").real().name()
                : "";
    }

    /// Batteries and USB-C supplies show themselves as chips too. A battery is the meter `battery`'s; a USB-C
    /// source tells what was negotiated, not what flows (Linux `drivers/usb/typec/ucsi/psy.c`).
    private static boolean isSupply(Machine machine, Chip chip) {
        return new Folder(machine.file("sys/class/power_supply")).has(chip.name())
                || chip.name().startsWith("ucsi_source_psy");
    }
}
