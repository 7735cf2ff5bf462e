package wattle.exchange;

import java.util.Optional;
import wattle.trace.Basis;
import wattle.trace.Part;
import wattle.trace.Signal;

/// What Scaphandre told Prometheus, exported as CSV: `timestamp,value` with labels, in W, or in µW where the metric's
/// name says so. One file holds one metric, which its name or its columns tell.
final class Scaphandre implements Importer {

    @Override
    public String name() {
        return "scaphandre";
    }

    @Override
    public String about() {
        return "Scaphandre through Prometheus as CSV (W, or µW by the metric's name)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        String header = file.header();
        boolean columns = header.contains("timestamp") && header.contains("value") && !header.contains("metric_id");
        return columns && (file.base().contains("scaph") || file.head().contains("scaph_"));
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, ',');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        tracks.zoned(table.rows().getFirst().text("timestamp"));
        if (table.has("exe") && table.has("pid")) {
            throw file.fault(
                    "this file holds what single processes were charged, not what a part of the machine drew.",
                    "Maybe import the host's file of the same run: scaph_host_power_microwatts.");
        }
        for (Table.Row row : table.rows()) {
            String metric = row.find("__name__").or(() -> row.find("metric")).orElse("");
            double scale = metric.endsWith("microwatts") ? 1e-6 : 1;
            one(file, row, metric, tracks).at(row.micros("timestamp"), row.number("value") * scale);
        }
        return tracks.done();
    }

    private static Tracks.One one(ForeignFile file, Table.Row row, String metric, Tracks tracks) {
        Optional<String> socket = row.find("socket_id");
        boolean ram = file.base().contains("ram")
                || metric.contains("dram")
                || row.find("domain_name").filter("dram"::equals).isPresent();
        String id = socket.map(number -> "/" + number).orElse("");
        Part part = ram
                ? socket.map(Parts::dram).orElse(Parts.DRAM)
                : socket.map(Parts::cpu).orElse(Parts.CPU);
        return tracks.power(
                (ram ? "dram" : socket.isPresent() ? "socket" : "host") + id,
                part,
                new Signal.Averaging.Unknown(),
                Basis.VENDOR_MODEL,
                ram
                        ? ""
                        : socket.isPresent()
                                ? ""
                                : "all packages; where the machine has psys, Scaphandre takes that "
                                        + "instead and does not say so");
    }
}
