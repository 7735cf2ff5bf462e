package wattle.meter.hwmon;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.trace.Basis;
import wattle.trace.Part;
import wattle.trace.Traits;

/// What a sensor of a chip is about.
///
/// @param note what is odd about it; may be empty
record Meaning(Part part, Basis basis, Traits traits, String note) {

    /// How long `amdgpu` keeps a value before it asks the GPU again, in s (1 ms in Linux `smu_cmn.c`).
    private static final double AMDGPU_PERIOD_S = 0.001;

    /// 2⁻¹⁶ J, the energy unit of AMD family 17h and later; Linux 5.8 `Documentation/hwmon/amd_energy.rst`.
    private static final double AMD_QUANTUM_J = 1.0 / 65536;

    private static final Pattern AMD_ENERGY = Pattern.compile("E(core|socket)(\\d{1,6})");

    /// Of NVIDIA Grace. Source: NVIDIA Grace Performance Tuning Guide, "Power and Thermal Monitoring".
    private static final Pattern GRACE = Pattern.compile("(Module|Grace|CPU|SysIO) Power Socket (\\d{1,6})");

    static Meaning of(Machine machine, List<Chip> chips, Chip chip, Sensor sensor) {
        return switch (chip.name()) {
            case "amdgpu" -> amdGpu(chip);
            case "amd_energy", "zenergy" -> amdEnergy(machine, chip, sensor);
            case "fam15h_power" -> fam15h(chips, chip, sensor);
            case "nouveau" -> new Meaning(gpu(chip), Basis.MEASURED, Traits.UNKNOWN, "");
            case "power_meter" -> acpi(chip, sensor);
            default -> chip.name().matches("xe|i915(_gt\\d+)?") ? intelGpu(chip, sensor) : other(chip, sensor);
        };
    }

    private static Meaning amdGpu(Chip chip) {
        return new Meaning(
                gpu(chip),
                Basis.VENDOR_MODEL,
                Traits.UNKNOWN.period(AMDGPU_PERIOD_S),
                chip.files().has("power1_cap")
                        ? ""
                        : "It has no power cap; if it is an APU, this is the power of the whole socket.");
    }

    /// The card; inside it its package (`xe`) and its tiles (`i915_gt0`).
    private static Meaning intelGpu(Chip chip, Sensor sensor) {
        String inner = chip.name().startsWith("i915_") ? chip.name().substring("i915_".length()) : sensor.label();
        Part part =
                inner.isEmpty() || inner.equals("card") ? gpu(chip) : gpu(chip).inner(word(inner));
        return new Meaning(
                part,
                Basis.VENDOR_MODEL,
                Traits.UNKNOWN,
                sensor.isEnergy() ? "The driver sees one wrap of 32 bits between two reads, so read within 60 s." : "");
    }

    private static Meaning amdEnergy(Machine machine, Chip chip, Sensor sensor) {
        Matcher label = AMD_ENERGY.matcher(sensor.label());
        Traits traits = Traits.UNKNOWN.quantum(AMD_QUANTUM_J);
        String note = "Some of these drivers show one socket's joules for both (amd_energy issue 5).";
        if (!label.matches()) {
            return new Meaning(leaf(chip, sensor), Basis.VENDOR_MODEL, traits, note);
        }
        int number = Integer.parseInt(label.group(2));
        if (label.group(1).equals("socket")) {
            return new Meaning(socket(number), Basis.VENDOR_MODEL, traits, note);
        }
        OptionalLong socket = new Folder(machine.file("sys/devices/system/cpu/cpu" + number + "/topology"))
                .number("physical_package_id");
        Part part = socket.isPresent()
                ? socket(Math.toIntExact(socket.getAsLong())).inner("core").inner("core-" + number)
                : leaf(chip, sensor);
        return new Meaning(part, Basis.VENDOR_MODEL, traits, note);
    }

    /// Families 15h and 16h have one such chip per node, and processors of two nodes exist: with several, nobody
    /// says which socket a node is in.
    private static Meaning fam15h(List<Chip> chips, Chip chip, Sensor sensor) {
        long nodes = chips.stream().filter(c -> c.name().equals(chip.name())).count();
        return new Meaning(nodes == 1 ? socket(0) : leaf(chip, sensor), Basis.VENDOR_MODEL, Traits.UNKNOWN, "");
    }

    private static Meaning acpi(Chip chip, Sensor sensor) {
        String owner = chip.text("power1_oem_info").orElse("");
        Matcher grace = GRACE.matcher(owner);
        Traits traits = accuracy(chip);
        OptionalLong millis = chip.files().number(sensor.file() + "_interval");
        if (millis.isPresent() && millis.getAsLong() > 0) {
            traits = traits.period(millis.getAsLong() / 1000.0);
        }
        if (grace.matches()) {
            return new Meaning(
                    grace(grace.group(1), grace.group(2)),
                    Basis.MEASURED,
                    traits,
                    owner + "." + (grace.group(1).equals("Module") ? " It holds the GPU of the module as well." : ""));
        }
        boolean battery = chip.text("power1_is_battery").filter("1"::equals).isPresent();
        return new Meaning(
                Part.NODE, Basis.MEASURED, traits, battery ? "By ACPI, it measures what the battery gives." : owner);
    }

    /// A module holds Grace and a GPU; Grace holds its cores, its I/O and its memory, which has no meter of its own.
    private static Part grace(String what, String number) {
        Part module = Part.NODE.inner("module-" + number);
        Part grace = module.inner("grace-" + number);
        return switch (what) {
            case "Module" -> module;
            case "CPU" -> grace.inner("cpu-" + number);
            case "SysIO" -> grace.inner("sysio-" + number);
            default -> grace;
        };
    }

    private static Meaning other(Chip chip, Sensor sensor) {
        OptionalLong millis = chip.files().number("update_interval");
        Traits traits = millis.isPresent() && millis.getAsLong() > 0
                ? Traits.UNKNOWN.period(millis.getAsLong() / 1000.0)
                : Traits.UNKNOWN;
        return new Meaning(leaf(chip, sensor), Basis.MEASURED, traits, "");
    }

    /// ACPI says `95.0%` where the value may be off by 5 %; 100 % is no claim that any meter could keep.
    private static Traits accuracy(Chip chip) {
        OptionalDouble percent = chip.text("power1_accuracy")
                .filter(text -> text.matches("\\d{1,3}(\\.\\d{1,6})?%?"))
                .map(text -> OptionalDouble.of(Double.parseDouble(text.replace("%", ""))))
                .orElse(OptionalDouble.empty());
        return percent.isPresent() && percent.getAsDouble() > 0 && percent.getAsDouble() < 100
                ? Traits.UNKNOWN.accuracy((100 - percent.getAsDouble()) / 100)
                : Traits.UNKNOWN;
    }

    private static Part gpu(Chip chip) {
        return Part.NODE.inner("gpu-" + (chip.address().isEmpty() ? chip.name() : chip.address()));
    }

    private static Part socket(int number) {
        return Part.PLATFORM.inner("cpu-" + number);
    }

    private static Part leaf(Chip chip, Sensor sensor) {
        return Part.NODE
                .inner(chip.id())
                .inner(
                        sensor.label().isEmpty()
                                ? sensor.file().replaceFirst("_(average|input)$", "")
                                : word(sensor.label()));
    }

    private static String word(String label) {
        return label.strip().replaceAll("[\\s/]+", "-");
    }
}
