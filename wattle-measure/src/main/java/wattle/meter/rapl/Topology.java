package wattle.meter.rapl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import wattle.meter.Folder;
import wattle.meter.Machine;

/// Which package, die and core a logical processor is of. Source: Linux `Documentation/admin-guide/cputopology.rst`.
record Topology(Folder cpus) {

    static Topology of(Machine machine) {
        return new Topology(new Folder(machine.file("sys/devices/system/cpu")));
    }

    /// Reads `0,16` or `0-3,8`; what is no number is left out.
    static List<Integer> list(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String item : text.strip().split(",", -1)) {
            if (item.strip().matches("\\d{1,6}(-\\d{1,6})?")) {
                String[] ends = item.strip().split("-", -1);
                IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                        .forEach(numbers::add);
            }
        }
        return List.copyOf(numbers);
    }

    /// The package of `cpu`, or its die when `byDie`; missing where the kernel does not say.
    Optional<Socket> socket(int cpu, boolean byDie) {
        OptionalLong number = about(cpu, "physical_package_id");
        OptionalLong die = byDie ? about(cpu, "die_id") : OptionalLong.empty();
        return number.isPresent() && number.getAsLong() >= 0
                ? Optional.of(new Socket(
                        Math.toIntExact(number.getAsLong()),
                        die.isPresent() ? Optional.of(Math.toIntExact(die.getAsLong())) : Optional.empty()))
                : Optional.empty();
    }

    /// The core of `cpu` within its package.
    OptionalLong core(int cpu) {
        return about(cpu, "core_id");
    }

    private OptionalLong about(int cpu, String name) {
        return cpus.inner("cpu" + cpu).inner("topology").number(name);
    }
}
