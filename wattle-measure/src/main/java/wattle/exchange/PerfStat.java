package wattle.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.trace.Basis;
import wattle.trace.Part;

/// What `perf stat -I MS -x SEP` writes for the events `power/energy-*`: joules of each interval, of the whole machine
/// (`-a`), of each socket (`--per-socket`) or of one processor of each socket (`-A`). Times are seconds from the
/// start, which the first line tells.
final class PerfStat implements Importer {

    private static final Pattern ROW = Pattern.compile("\\s*(\\d+\\.\\d{6,9})([,;:|\\t])(.*)");
    private static final Pattern STARTED = Pattern.compile("# started on (.+)");
    static final Pattern EVENT = Pattern.compile("power/energy-(pkg|ram|cores|gpu|psys)/?.*");

    @Override
    public String name() {
        return "perf";
    }

    @Override
    public String about() {
        return "perf stat -I MS -x, of power/energy-* (J of each interval)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.lines().stream()
                .limit(40)
                .anyMatch(line -> ROW.matcher(line).matches() && line.contains("energy-"));
    }

    @Override
    public Imported read(ForeignFile file) {
        Tracks tracks = new Tracks(name(), file);
        List<Interval> rows = new ArrayList<>();
        for (int i = 0; i < file.lines().size(); i++) {
            if (!file.lines().get(i).isBlank() && !file.lines().get(i).startsWith("#")) {
                rows.add(row(file, i));
            }
        }
        long start = start(file, tracks);
        Map<String, String> sockets = sockets(rows.stream().map(Interval::place).toList(), tracks);
        Map<String, Long> last = new HashMap<>();
        for (Interval row : rows) {
            Part part = part(row.event(), sockets.getOrDefault(row.place(), ""));
            long end = start + Math.round(row.seconds() * 1e6);
            long from = last.getOrDefault(row.event() + row.place(), start);
            Tracks.One one = tracks.energy(
                    row.event() + (row.place().isEmpty() ? "" : "/" + row.place()),
                    part,
                    Basis.VENDOR_MODEL,
                    0,
                    "energy of each interval, summed");
            if (row.joules().isPresent()) {
                one.between(from, end, row.joules().getAsDouble());
            } else {
                one.gap(end, wattle.trace.GapReason.READ_FAILED, "<not counted>");
            }
            last.put(row.event() + row.place(), end);
        }
        return tracks.done();
    }

    /// @param place `CPU0`, `S0`; empty for the whole machine
    /// @param joules empty when perf did not count
    private record Interval(double seconds, String place, String event, OptionalDouble joules) {}

    private static Interval row(ForeignFile file, int line) {
        Matcher found = ROW.matcher(file.lines().get(line));
        if (!found.matches()) {
            throw file.fault(
                    line,
                    1,
                    "this line is no interval of perf stat -I with -x.",
                    "Maybe the command's own "
                            + "output went into the file; perf writes to a file of its own with -o.");
        }
        String[] cells = found.group(3).split(Pattern.quote(found.group(2)), -1);
        for (int i = 1; i + 1 < cells.length; i++) {
            if (cells[i].equals("Joules") || EVENT.matcher(cells[i + 1]).matches()) {
                Matcher event = EVENT.matcher(cells[i + 1]);
                if (!event.matches()) {
                    throw file.fault(line, 1, "the event '%s' is no energy.".formatted(cells[i + 1]), "");
                }
                String place = i > 1 ? cells[0].strip() : "";
                return new Interval(
                        Double.parseDouble(found.group(1)), place, event.group(1), joules(file, line, cells[i - 1]));
            }
        }
        throw file.fault(line, 1, "there is no value in Joules in this line.", "Maybe it is an event beside energy.");
    }

    private static OptionalDouble joules(ForeignFile file, int line, String text) {
        if (text.startsWith("<not")) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            throw file.fault(line, 1, "'%s' is not a number of joules.".formatted(text), "");
        }
    }

    private static long start(ForeignFile file, Tracks tracks) {
        for (String line : file.lines()) {
            Matcher started = STARTED.matcher(line);
            if (started.matches()) {
                OptionalLong micros = Stamps.micros(started.group(1), file.zone());
                if (micros.isPresent()) {
                    tracks.zoned(started.group(1));
                    tracks.note("perf gives its start in whole seconds: its times may be up to 1 s late");
                    return micros.getAsLong();
                }
            }
        }
        tracks.note("the file does not say when it began: its times cannot be set beside those of other files");
        return 0;
    }

    /// perf names a processor of each socket; sockets are counted in the order of these.
    static Map<String, String> sockets(List<String> places, Tracks tracks) {
        Set<String> distinct = new TreeSet<>(java.util.Comparator.comparingInt(PerfStat::number));
        places.stream().filter(place -> !place.isEmpty()).forEach(distinct::add);
        Map<String, String> sockets = new HashMap<>();
        for (String place : distinct) {
            sockets.put(place, String.valueOf(sockets.size()));
            if (place.startsWith("CPU")) {
                tracks.note("%s is taken as a processor of package %s, in the order of their numbers"
                        .formatted(place, sockets.get(place)));
            }
        }
        return sockets;
    }

    static Part part(String event, String socket) {
        boolean whole = socket.isEmpty();
        return switch (event) {
            case "ram" -> whole ? Parts.DRAM : Parts.dram(socket);
            case "cores" -> (whole ? Parts.CPU : Parts.cpu(socket)).inner("core");
            case "gpu" -> (whole ? Parts.CPU : Parts.cpu(socket)).inner("uncore");
            case "psys" -> Part.PLATFORM;
            default -> whole ? Parts.CPU : Parts.cpu(socket);
        };
    }

    private static int number(String place) {
        String digits = place.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits.substring(0, Math.min(9, digits.length())));
    }
}
