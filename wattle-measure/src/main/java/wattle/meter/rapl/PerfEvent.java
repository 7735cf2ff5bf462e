package wattle.meter.rapl;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.meter.Folder;

/// An energy event of a perf unit, as its `events` folder tells it.
///
/// @param name `energy-pkg`
/// @param config what to open
/// @param joulesPerUnit worth of 1, in J: 2⁻³² in all kernels so far, but read, not assumed
record PerfEvent(String name, long config, double joulesPerUnit) {

    private static final String PREFIX = "energy-";
    private static final Pattern NAMES = Pattern.compile("energy-[a-z0-9_-]+");
    private static final Pattern CONFIG = Pattern.compile("event=0x([0-9a-fA-F]{1,8})");

    /// Those that count joules; others are left out.
    static List<PerfEvent> all(Folder events) {
        return events.entries(NAMES).stream()
                .flatMap(file -> read(events, String.valueOf(file.getFileName())).stream())
                .toList();
    }

    /// `pkg`, `cores`, `ram`, `gpu`, `psys`, or `core`.
    String domain() {
        return name.substring(PREFIX.length());
    }

    private static Optional<PerfEvent> read(Folder events, String name) {
        Optional<Matcher> config = events.text(name).map(CONFIG::matcher).filter(Matcher::matches);
        Optional<Double> scale = events.text(name + ".scale").flatMap(PerfEvent::positive);
        boolean joules = events.text(name + ".unit").filter("Joules"::equals).isPresent();
        return config.isPresent() && scale.isPresent() && joules
                ? Optional.of(new PerfEvent(name, Long.parseLong(config.get().group(1), 16), scale.get()))
                : Optional.empty();
    }

    private static Optional<Double> positive(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(scale -> scale > 0 && Double.isFinite(scale));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
