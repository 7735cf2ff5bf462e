package wattle.exchange;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import wattle.trace.Basis;
import wattle.trace.GapReason;
import wattle.trace.Part;

/// CodeCarbon's `emissions.csv`: one row for a run, or several of a run that was flushed meanwhile. Energies are in
/// kWh, whatever the version; columns are found by name (11 in version 1, about 30 in 2, 38 in 3).
final class CodeCarbon implements Importer {

    private static final double JOULES_PER_KWH = 3.6e6;

    /// What RAPL's `max_energy_range_uj` says on Intel processors whose energy unit is 61 µJ: 2³² units.
    private static final long RAPL_RANGE_UJ = 262_143_328_850L;

    /// How `codecarbon_version` begins in a file that `wattle runs export` wrote.
    private static final String OURS = "wattle-";

    private static final Map<String, Part> OURS_COLUMNS =
            new TreeMap<>(Map.of("cpu_energy", Parts.CPU, "gpu_energy", Parts.GPUS, "ram_energy", Parts.DRAM));

    /// Numbers in the file have 15 digits; a smaller share is rounding.
    private static final double ROUNDING = 1e-9;

    @Override
    public String name() {
        return "codecarbon";
    }

    @Override
    public String about() {
        return "CodeCarbon emissions.csv, versions 1 to 3 (kWh)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        String header = file.header();
        return header.contains("energy_consumed") && header.contains("emissions") && header.contains("duration");
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, ',');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        List<Table.Row> rows = lastRun(table, tracks);
        Table.Row last = rows.getLast();
        last.find("codecarbon_version").ifPresent(version -> tracks.fact("version", version));
        last.find("pue").ifPresent(pue -> facility(last, tracks));
        tracks.zoned(last.text("timestamp"));
        Optional<String> ours = last.find("codecarbon_version").filter(version -> version.startsWith(OURS));
        if (ours.isPresent()) {
            own(rows, ours.get().endsWith("-modelled") ? Basis.OUR_MODEL : Basis.MEASURED, tracks);
        } else if (table.has("cpu_energy")) {
            component(
                    rows,
                    "cpu_energy",
                    Parts.CPU,
                    Basis.VENDOR_MODEL,
                    tracks,
                    "RAPL or, where it cannot be read, "
                            + "a constant of the processor's name; the file does not say which");
            component(rows, "gpu_energy", Parts.GPUS, Basis.MEASURED, tracks, "all accelerators that it watched");
            component(
                    rows,
                    "ram_energy",
                    Parts.DRAM,
                    Basis.OUR_MODEL,
                    tracks,
                    "not measured: a constant for each GB " + "or module of memory");
        } else {
            boolean gpu = last.find("gpu_count").isPresent();
            component(
                    rows,
                    "energy_consumed",
                    gpu ? Parts.COMPONENTS : Parts.CPU_AND_DRAM,
                    Basis.OUR_MODEL,
                    tracks,
                    "the tool's total, of what it measured and what it assumed");
        }
        return tracks.done();
    }

    /// A file that Wattle wrote: its memory is not a constant, and its total may hold more than the columns do.
    private static void own(List<Table.Row> rows, Basis basis, Tracks tracks) {
        double parts = 0;
        double total = rows.getLast().amount("energy_consumed").orElse(0);
        for (Map.Entry<String, Part> column : OURS_COLUMNS.entrySet()) {
            parts += rows.getLast().amount(column.getKey()).orElse(0);
            if (rows.getLast().amount(column.getKey()).isPresent()) {
                component(rows, column.getKey(), column.getValue(), basis, tracks, "exported by Wattle");
            }
        }
        if (total - parts > ROUNDING * total) {
            component(rows, "energy_consumed", Part.NODE, basis, tracks, "the total, exported by Wattle");
        }
    }

    /// Several runs are appended to one file; each row stands for its own time.
    private static List<Table.Row> lastRun(Table table, Tracks tracks) {
        Table.Row last = table.rows().getLast();
        String run = last.find("run_id").orElse("");
        List<Table.Row> rows = run.isEmpty()
                ? List.of(last)
                : table.rows().stream()
                        .filter(row -> row.find("run_id").orElse("").equals(run))
                        .sorted(Comparator.comparingDouble(row -> row.time("duration")))
                        .toList();
        int others = table.rows().size() - rows.size();
        if (others > 0) {
            tracks.note("the file holds %d rows of other runs; only its last run is imported".formatted(others));
        }
        return rows;
    }

    private static void facility(Table.Row row, Tracks tracks) {
        double pue = row.amount("pue").orElse(1);
        tracks.fact("pue", String.valueOf(pue));
        if (pue != 1) {
            tracks.note("a PUE of %s was set; the energies here are taken as IT energy, before it".formatted(pue));
        }
    }

    private static void component(
            List<Table.Row> rows, String column, Part part, Basis basis, Tracks tracks, String note) {
        if (rows.stream().allMatch(row -> row.amount(column).isEmpty())) {
            // Versions differ in their columns; one that is there and says nothing is missed.
            tracks.note("%s holds no number in any row, and is left out".formatted(column));
            return;
        }
        boolean fell = rows.stream().anyMatch(row -> row.amount(column).orElse(0) < 0);
        if (rows.stream().allMatch(row -> row.amount(column).orElse(0) == 0)) {
            return;
        }
        if (fell) {
            tracks.note(("%s is below 0: a RAPL counter passed its range of 262 143 J and the tool did not see it; "
                            + "the range is added")
                    .formatted(column));
        }
        Tracks.One one = tracks.energy(column, part, basis, fell ? RAPL_RANGE_UJ : 0, note);
        Table.Row first = rows.getFirst();
        one.counter(first.micros("timestamp") - Math.round(first.time("duration") * 1e6), 0);
        for (Table.Row row : rows) {
            OptionalDouble energy = row.amount(column);
            if (energy.isPresent()) {
                double joules = energy.getAsDouble() * JOULES_PER_KWH;
                one.counter(row.micros("timestamp"), Math.round(joules / Tracks.MICROJOULE));
            } else {
                one.gap(row.micros("timestamp"), GapReason.READ_FAILED, "the cell holds no number");
            }
        }
    }
}
