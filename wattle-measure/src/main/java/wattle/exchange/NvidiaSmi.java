package wattle.exchange;

import java.util.Optional;
import wattle.trace.Basis;
import wattle.trace.GapReason;
import wattle.trace.Signal;

/// What `nvidia-smi --query-gpu=timestamp,… --format=csv` writes. Its times are the machine's *local* time without an
/// offset, and the time of the read: the power itself may be older by one update of the sensor.
final class NvidiaSmi implements Importer {

    @Override
    public String name() {
        return "nvidia-smi";
    }

    @Override
    public String about() {
        return "nvidia-smi --format=csv with timestamp and power.draw (W, local time)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.header().contains("power.draw") && file.header().contains("timestamp");
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, ',');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        tracks.zoned(table.rows().getFirst().text("timestamp"));
        boolean named = table.has("uuid") || table.has("gpu_uuid") || table.has("pci.bus_id") || table.has("index");
        if (!named) {
            tracks.note("no column names the accelerator; all rows are taken as one");
        }
        for (String column : table.names()) {
            if (column.startsWith("power.draw")) {
                table.rows().forEach(row -> power(row, column, tracks));
            } else if (column.startsWith("utilization.gpu")) {
                table.rows()
                        .forEach(row -> row.amount(column)
                                .ifPresent(percent -> tracks.observed(
                                                id(row) + "/utilisation", Parts.gpu(id(row)), "%", false, "")
                                        .readAt(row.micros("timestamp"), percent)));
            }
        }
        return tracks.done();
    }

    private static void power(Table.Row row, String column, Tracks tracks) {
        String field = column.replaceAll("\\s*\\[.*", "");
        // nvidia-smi's manual page: `average` is over the last second, `instant` the last reading; `draw` is either,
        // by the architecture.
        Signal.Averaging averaging = switch (field) {
            case "power.draw.instant" -> new Signal.Averaging.Instant();
            default -> new Signal.Averaging.Unknown();
        };
        Tracks.One one = tracks.power(
                id(row) + "/" + field,
                Parts.gpu(id(row)),
                averaging,
                Basis.MEASURED,
                "the board's own sensor; the time is that of the read");
        long at = row.micros("timestamp");
        row.amount(column)
                .ifPresentOrElse(
                        watts -> one.readAt(at, watts), () -> one.gap(at, GapReason.NOT_SUPPORTED, "not available"));
    }

    private static String id(Table.Row row) {
        return Optional.<String>empty()
                .or(() -> row.find("uuid"))
                .or(() -> row.find("gpu_uuid"))
                .or(() -> row.find("pci.bus_id"))
                .or(() -> row.find("index"))
                .orElse("0");
    }
}
