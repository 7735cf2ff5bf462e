package wattle.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wattle.trace.Basis;
import wattle.trace.Part;
import wattle.trace.Signal;

/// PowerAPI's CSV: a row for each target, scope and socket. Only the target `rapl` is what the hardware counted; the
/// others divide it by a model.
final class PowerApi implements Importer {

    @Override
    public String name() {
        return "powerapi";
    }

    @Override
    public String about() {
        return "PowerAPI CSV (W of target rapl, by socket and scope)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        String header = file.header();
        return header.contains("target") && header.contains("power") && header.contains("timestamp");
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, ',');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        tracks.zoned(table.rows().getFirst().text("timestamp"));
        Map<Long, List<Double>> together = new TreeMap<>();
        for (Table.Row row : table.rows()) {
            if (!row.text("target").equals("rapl")) {
                tracks.note("targets beside 'rapl' are shares that PowerAPI's model made of it; they are not imported");
                continue;
            }
            String scope = row.find("scope").orElse("cpu").toLowerCase(Locale.ROOT);
            Optional<String> socket = row.find("socket").map(number -> number.replace(".0", ""));
            boolean dram = scope.equals("dram");
            Part part = dram
                    ? socket.map(Parts::dram).orElse(Parts.DRAM)
                    : socket.map(Parts::cpu).orElse(Parts.CPU);
            tracks.power(
                            "rapl/" + part.name(),
                            part,
                            new Signal.Averaging.Unknown(),
                            Basis.VENDOR_MODEL,
                            "mean since the row before; " + row.find("formula").orElse("RAPL"))
                    .at(row.micros("timestamp"), row.number("power"));
            together.computeIfAbsent(row.micros("timestamp"), _ -> new ArrayList<>())
                    .add(row.number("power"));
        }
        sum(together, tracks);
        return tracks.done();
    }

    /// What all sockets and their memory drew, at the times at which none is missing.
    private static void sum(Map<Long, List<Double>> together, Tracks tracks) {
        int all = together.values().stream().mapToInt(List::size).max().orElse(0);
        if (all < 2) {
            return;
        }
        Tracks.One one = tracks.power(
                "rapl/sum",
                Parts.CPU_AND_DRAM,
                new Signal.Averaging.Unknown(),
                Basis.VENDOR_MODEL,
                "the sum of the rows of one time");
        together.forEach((micros, watts) -> {
            if (watts.size() == all) {
                one.at(micros, watts.stream().mapToDouble(w -> w).sum());
            }
        });
    }
}
