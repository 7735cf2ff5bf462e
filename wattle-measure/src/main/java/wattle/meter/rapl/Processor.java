package wattle.meter.rapl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wattle.meter.Folder;
import wattle.meter.Machine;

/// What `/proc/cpuinfo` says of the first processor, as far as RAPL's oddities depend on it.
///
/// @param vendor `GenuineIntel`, `AuthenticAMD`, …; empty where the file does not say, as on Arm
/// @param flags features: `sgx`, `hypervisor`
record Processor(String vendor, long family, long model, Set<String> flags) {

    private static final String INTEL = "GenuineIntel";

    /// Servers whose DRAM counter has a fixed unit of its own: Haswell, Broadwell (two), Skylake, Ice Lake (two),
    /// Knights Landing and Knights Mill.
    ///
    /// Source: Linux `drivers/powercap/intel_rapl_msr.c`, `rapl_defaults_hsw_server`.
    private static final Set<Long> FIXED_DRAM_UNIT = Set.of(0x3FL, 0x4FL, 0x56L, 0x55L, 0x6AL, 0x6CL, 0x57L, 0x85L);

    private static final long SAPPHIRE_RAPIDS = 0x8F;

    static Processor of(Machine machine) {
        Map<String, String> first = new HashMap<>();
        for (String line :
                new Folder(machine.file("proc")).text("cpuinfo").orElse("").split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                first.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return new Processor(
                first.getOrDefault("vendor_id", ""),
                number(first, "cpu family"),
                number(first, "model"),
                Set.copyOf(List.of(first.getOrDefault("flags", "").split(" +", -1)).stream()
                        .distinct()
                        .toList()));
    }

    /// Whether a user would expect RAPL here.
    boolean shouldHaveRapl() {
        return isIntel() || isAmd();
    }

    boolean isIntel() {
        return vendor.equals(INTEL);
    }

    /// AMD, or Hygon, which builds AMD's design.
    boolean isAmd() {
        return vendor.equals("AuthenticAMD") || vendor.equals("HygonGenuine");
    }

    boolean isVirtual() {
        return flags.contains("hypervisor");
    }

    boolean hasFixedDramUnit() {
        return isIntel() && family == 6 && FIXED_DRAM_UNIT.contains(model);
    }

    boolean isSapphireRapids() {
        return isIntel() && family == 6 && model == SAPPHIRE_RAPIDS;
    }

    /// What every channel of this processor must be read with; empty when there is nothing odd.
    Optional<String> caution() {
        if (isVirtual()) {
            return Optional.of("A virtual machine: what its host passes through may stay 0 or be the host's.");
        }
        return flags.contains("sgx")
                ? Optional.of(
                        "SGX is present: where energy filtering is on (INTEL-SA-00389), windows below 1 s are noisy.")
                : Optional.empty();
    }

    private static long number(Map<String, String> fields, String name) {
        try {
            return Long.parseLong(fields.getOrDefault(name, "-1"));
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
