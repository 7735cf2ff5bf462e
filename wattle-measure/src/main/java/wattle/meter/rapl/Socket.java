package wattle.meter.rapl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.trace.Part;

/// A package, or a die of one that counts alone, and the parts that RAPL's domains are of it.
///
/// @param number the package's own number, not an index
/// @param die its die; empty when the counter is of the whole package
record Socket(int number, Optional<Integer> die) {

    /// `package-0`, or `package-0-die-1` on processors of several dies (Cascade Lake-AP, Threadripper).
    private static final Pattern NAME = Pattern.compile("package-(\\d{1,6})(?:-die-(\\d{1,6}))?");

    /// Reads the name of a powercap zone.
    ///
    /// @param wholePackage whether a counter is of the package even where its name speaks of a die: AMD's are
    ///     (Linux `arch/x86/events/rapl.c`, `rapl_pmu_is_pkg_scope`), so that each die shows the same joules again
    static Optional<Socket> named(String name, boolean wholePackage) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Integer> die = Optional.ofNullable(matcher.group(2)).map(Integer::valueOf);
        return Optional.of(new Socket(Integer.parseInt(matcher.group(1)), wholePackage ? Optional.empty() : die));
    }

    /// `wall/node/platform/cpu-0` or `…/cpu-0-die-1`.
    Part part() {
        return Part.PLATFORM.inner("cpu-" + suffix());
    }

    Part core() {
        return part().inner("core");
    }

    Part uncore() {
        return part().inner("uncore");
    }

    /// Beside the package: powercap nests `dram` in its folder, but its energy is not in the package's.
    Part dram() {
        return Part.PLATFORM.inner("dram-" + suffix());
    }

    private String suffix() {
        return number + die.map(d -> "-die-" + d).orElse("");
    }
}
