package wattle.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import wattle.trace.Basis;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Signal;

/// `spl.txt` of SPEC's PTDaemon, as MLPerf keeps it: `Time,…,Watts,…,Volts,…,Amps,…,PF,…,Mark,…`, one line a
/// second, of an analyser in the supply. A value of −1 or less means that the analyser had none.
final class PtDaemon implements Importer {

    @Override
    public String name() {
        return "ptdaemon";
    }

    @Override
    public String about() {
        return "PTDaemon's spl.txt, lines Time,…,Watts,… (W, local time)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.lines().stream().limit(40).anyMatch(line -> line.startsWith("Time,") && line.contains(",Watts,"));
    }

    @Override
    public Imported read(ForeignFile file) {
        Tracks tracks = new Tracks(name(), file);
        Tracks.One one = tracks.power(
                "watts", Part.WALL, new Signal.Averaging.Window(1), Basis.MEASURED, "means of the analyser's interval");
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            if (line.isBlank()) {
                continue;
            }
            Map<String, String> cells = cells(file, i, line);
            String time = cells.getOrDefault("Time", "");
            OptionalLong at = Stamps.micros(time, file.zone());
            if (at.isEmpty()) {
                throw file.fault(i, 1, "'%s' is not a time.".formatted(time), "Maybe the line was cut off.");
            }
            tracks.zoned(time);
            double watts = watts(file, i, cells.getOrDefault("Watts", ""));
            if (watts < 0) {
                one.gap(at.getAsLong(), GapReason.NOT_VALID_NOW, "the analyser said " + watts);
            } else {
                one.at(at.getAsLong(), watts);
            }
            String mark = cells.getOrDefault("Mark", "");
            if (!mark.isEmpty() && !mark.equals("notset")) {
                tracks.fact("mark", mark);
            }
        }
        return tracks.done();
    }

    private static Map<String, String> cells(ForeignFile file, int line, String text) {
        String[] cells = text.split(",", -1);
        if (cells.length < 4 || cells.length % 2 != 0) {
            throw file.fault(
                    line,
                    1,
                    "this line has %d cells, but names and values stand in pairs.".formatted(cells.length),
                    "Maybe the line was cut off.");
        }
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            pairs.put(cells[i].strip(), cells[i + 1].strip());
        }
        return pairs;
    }

    private static double watts(ForeignFile file, int line, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw file.fault(line, 1, "'%s' is not a number of watts.".formatted(text), "");
        }
    }
}
