package wattle.meter.jetson;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wattle.trace.Part;

/// What rails mean, by their names.
final class Board {

    /// The module's input, in the order in which they are believed. Xavier NX, Orin NX, Orin Nano, TX1 and TX2:
    /// `VDD_IN`; Nano: `POM_5V_IN`; Thor: `VIN`. (`VIN_SYS_5V0` is the input of I/O only: jetson_stats issue 344.)
    private static final List<String> INPUTS = List.of("VDD_IN", "POM_5V_IN", "VIN");

    /// Boards without an input rail, whose rails are disjoint and complete.
    private static final List<Set<String>> COMPLETE = List.of(
            // AGX Xavier
            Set.of("GPU", "CPU", "SOC", "CV", "VDDRQ", "SYS5V"),
            // AGX Orin
            Set.of("VDD_GPU_SOC", "VDD_CPU_CV", "VIN_SYS_5V0", "VDDQ_VDD2_1V8AO"));

    /// The input of the carrier board of TX1 and TX2. The module has its own, `VDD_IN`, beside it: both come from the
    /// power supply (NVIDIA developer forum, "TX2 power rail relationships", 201037).
    private static final String CARRIER_INPUT = "VDD_MUX";

    private static final Part CARRIER = Part.NODE.inner("carrier");

    /// Rails of that board, each with the rail that feeds it. Names of the TX2: Linux, `tegra186-p2771-0000.dts`; of
    /// the TX1: NVIDIA's device tree of L4T 32.
    private static final Map<String, List<String>> CARRIER_RAILS = Map.of(
            "VDD_5V0_IO_SYS", List.of(),
            "VDD_5V_IO_SYS", List.of(),
            "VDD_3V3_SYS", List.of(),
            "VDD_1V8_IO", List.of("VDD_5V0_IO_SYS", "VDD_5V_IO_SYS"),
            "VDD_3V3_IO_SLP", List.of("VDD_3V3_SYS"),
            "VDD_3V3_IO", List.of("VDD_3V3_SYS"),
            "VDD_3V3_SYS_M2", List.of("VDD_3V3_SYS"),
            "VDD_M2_IN", List.of("VDD_3V3_SYS"));

    static final Part MODULE = Part.NODE.inner("module-0");

    private Board() {}

    /// The rail that is the total, if one is.
    static Optional<String> input(List<String> rails) {
        return INPUTS.stream().filter(rails::contains).findFirst();
    }

    /// The rails whose sum is the total, where they are known to be all of a board. Rails are never added on a guess:
    /// Nano's and Xavier NX's are inside one another (jetson_stats issue 51).
    static Optional<Set<String>> summands(List<String> rails) {
        return COMPLETE.stream().filter(rails::containsAll).findFirst();
    }

    /// @param rails all of the board, as a rail lies inside of the one that feeds it
    static Part part(String rail, List<String> rails) {
        if (rail.equals(CARRIER_INPUT)) {
            return CARRIER;
        }
        List<String> feeds = CARRIER_RAILS.get(rail);
        if (feeds == null) {
            return MODULE.inner(rail);
        }
        return feeds.stream()
                .filter(rails::contains)
                .findFirst()
                .map(feed -> CARRIER.inner(feed).inner(rail))
                .orElse(CARRIER.inner(rail));
    }
}
