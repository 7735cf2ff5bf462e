package wattle.meter.jetson;

import java.util.List;
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

    /// Rails of the TX2's carrier board: outside the module, behind `VDD_MUX`, which is the input of all.
    private static final Set<String> CARRIER =
            Set.of("VDD_5V0_IO_SYS", "VDD_3V3_SYS", "VDD_3V3_IO_SLP", "VDD_1V8_IO", "VDD_3V3_SYS_M2");

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

    static Part part(String rail) {
        if (rail.equals("VDD_MUX")) {
            return Part.NODE;
        }
        return CARRIER.contains(rail) ? Part.NODE.inner("carrier").inner(rail) : MODULE.inner(rail);
    }
}
