package wattle.meter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether this is a Jetson, and so whether its power monitors are read by the meter `jetson` or, as anybody's
/// chips, by `hwmon`. One rule for both, so that no chip is read twice or by nobody.
///
/// Told by content of sysfs only: `platform.processor()` and the like are empty on many distributions.
public final class Tegra {

    /// The power monitors of Jetson boards: INA3221 (Nano to Orin; `ina3221x` is NVIDIA's driver up to JetPack 4)
    /// and INA238 (Thor). Source: NVIDIA Jetson Linux Developer Guide, "Platform Power and Performance".
    public static final Set<String> CHIPS = Set.of("ina3221x", "ina3221", "ina238");

    /// Rails that only Jetson boards have, for machines that hide their device tree, as containers do.
    private static final Set<String> TELLING_RAILS =
            Set.of("POM_5V_IN", "VDD_CPU_GPU_CV", "VDD_CPU_CV", "VDD_GPU_SOC", "VDD_CPU_SOC_MSS", "VDD_SYS_CPU");

    private static final Pattern ANY = Pattern.compile(".*");
    private static final Pattern HWMON = Pattern.compile("hwmon\\d+");
    private static final List<String> LABELS = List.of("in1_label", "in2_label", "in3_label");

    private Tegra() {}

    /// Whether `machine` is built around a Tegra.
    public static boolean is(Machine machine) {
        Folder root = new Folder(machine.root());
        return root.text("sys/firmware/devicetree/base/compatible")
                        .or(() -> root.text("proc/device-tree/compatible"))
                        .filter(text -> text.contains("nvidia,tegra"))
                        .isPresent()
                || root.text("sys/devices/soc0/family").equals(Optional.of("Tegra"))
                || root.has("etc/nv_tegra_release")
                || monitors(machine).stream().anyMatch(Tegra::isTelling);
    }

    /// The power monitors on I²C, wherever they are: bus numbers differ from board to board.
    public static List<Folder> monitors(Machine machine) {
        return new Folder(machine.file("sys/bus/i2c/devices"))
                .folders(ANY).stream()
                        .filter(device ->
                                device.text("name").filter(CHIPS::contains).isPresent())
                        .toList();
    }

    private static boolean isTelling(Folder device) {
        return device.text("name").equals(Optional.of("ina3221x"))
                || device.inner("hwmon").folders(HWMON).stream()
                        .flatMap(hwmon -> LABELS.stream().flatMap(label -> hwmon.text(label).stream()))
                        .anyMatch(TELLING_RAILS::contains);
    }
}
