package wattle.exchange;

import java.util.Map;
import java.util.regex.Matcher;
import wattle.trace.Basis;

/// perf's intervals as the table of the CCGrid 2023 artefact: absolute time, `CPUn` of each socket, joules, and the
/// interval's length in ns.
final class PerfTable implements Importer {

    @Override
    public String name() {
        return "perf-table";
    }

    @Override
    public String about() {
        return "perf intervals as a table with timestamp, socket, event, value_joules, interval (J, ns)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.header().contains("value_joules") && file.header().contains("event");
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, ',');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        tracks.zoned(table.rows().getFirst().text("timestamp"));
        Map<String, String> sockets = PerfStat.sockets(
                table.rows().stream().map(row -> row.text("socket")).toList(), tracks);
        for (Table.Row row : table.rows()) {
            Matcher event = PerfStat.EVENT.matcher(row.text("event"));
            if (!event.matches()) {
                throw row.fault("event", "the event '%s' is no energy.".formatted(row.text("event")));
            }
            long end = row.micros("timestamp");
            String place = row.text("socket");
            tracks.energy(
                            event.group(1) + "/" + place,
                            PerfStat.part(event.group(1), sockets.getOrDefault(place, "")),
                            Basis.VENDOR_MODEL,
                            0,
                            "energy of each interval, summed")
                    .between(end - Math.round(row.time("interval") / 1e3), end, row.number("value_joules"));
        }
        return tracks.done();
    }
}
