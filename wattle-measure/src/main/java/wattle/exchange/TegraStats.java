package wattle.exchange;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.trace.Basis;
import wattle.trace.Part;
import wattle.trace.Signal;

/// A log of `tegrastats`: rails of a Jetson as `NAME now/mean`, in mW, with the unit since JetPack 5 and without it
/// before. Older logs carry no time; then each line is taken as one second, the tool's own default.
final class TegraStats implements Importer {

    private static final Pattern TIME = Pattern.compile("^(\\d\\d-\\d\\d-\\d{4} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?) .*");
    private static final Pattern RAIL = Pattern.compile(
            "\\b((?:VDD|VDDQ|VIN|POM|CV|GPU|CPU|SOC|SYS5V|VDDRQ)[A-Z0-9_]*) (\\d+)(?:mW)?/(\\d+)(?:mW)?(?=\\s|$)");

    /// Rails that feed the whole module (NVIDIA Jetson Linux Developer Guide, power monitor tables).
    private static final Set<String> WHOLE = Set.of("VDD_IN", "POM_5V_IN", "VIN");

    @Override
    public String name() {
        return "tegrastats";
    }

    @Override
    public String about() {
        return "tegrastats log of a Jetson (mW of each rail)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.lines().stream()
                .limit(5)
                .anyMatch(line -> line.contains("RAM ") && RAIL.matcher(line).find());
    }

    @Override
    public Imported read(ForeignFile file) {
        Tracks tracks = new Tracks(name(), file);
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            if (line.isBlank()) {
                continue;
            }
            if (!line.contains("RAM ")) {
                throw file.fault(i, 1, "this line is not one of tegrastats.", "Maybe other output is mixed in.");
            }
            long at = at(file, i, line, tracks);
            Matcher rail = RAIL.matcher(line);
            while (rail.find()) {
                String name = rail.group(1);
                Part part = WHOLE.contains(name) ? Parts.MODULE : Parts.MODULE.inner(name.toLowerCase(Locale.ROOT));
                tracks.power(name, part, new Signal.Averaging.Instant(), Basis.MEASURED, "rail " + name)
                        .readAt(at, Double.parseDouble(rail.group(2)) * 1e-3);
            }
        }
        return tracks.done();
    }

    private static long at(ForeignFile file, int line, String text, Tracks tracks) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            tracks.note(
                    "the log carries no times: one second is taken for each line, and it cannot be set beside others");
            return line * 1_000_000L;
        }
        OptionalLong micros = Stamps.micros(time.group(1), file.zone());
        if (micros.isEmpty()) {
            throw file.fault(line, 1, "'%s' is not a time.".formatted(time.group(1)), "");
        }
        tracks.zoned(time.group(1));
        return micros.getAsLong();
    }
}
