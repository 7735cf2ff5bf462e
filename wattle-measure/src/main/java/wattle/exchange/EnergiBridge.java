package wattle.exchange;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.trace.Basis;
import wattle.trace.Signal;

/// EnergiBridge's CSV: counters of RAPL as joules, power of Apple systems in W, power of NVIDIA cards in mW. Times
/// are in ms since 1970.
final class EnergiBridge implements Importer {

    /// A 32-bit counter of units of 2⁻¹⁴ J (Intel) ends here.
    private static final long INTEL_RANGE_UJ = 262_144_000_000L;

    /// Of units of 2⁻¹⁶ J (AMD, and Intel's fixed memory unit).
    private static final long AMD_RANGE_UJ = 65_536_000_000L;

    private static final Pattern GPU = Pattern.compile("GPU(\\d+)_(POWER|ENERGY) \\((.+)\\)");
    private static final Pattern CORE = Pattern.compile("CORE(\\d+)_ENERGY \\(J\\)");

    @Override
    public String name() {
        return "energibridge";
    }

    @Override
    public String about() {
        return "EnergiBridge CSV (J, W, mW; times in ms)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.header().startsWith("Delta") && file.header().contains("Time");
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, file.header().contains(";") ? ';' : ',');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        for (String column : table.names()) {
            Matcher gpu = GPU.matcher(column);
            if (gpu.matches()) {
                gpu(table, tracks, column, gpu);
            } else if (CORE.matcher(column).matches()) {
                tracks.note("counters of single cores are part of the package and are not imported");
            } else {
                switch (column) {
                    case "PACKAGE_ENERGY (J)", "CPU_ENERGY (J)" -> {
                        counter(table, tracks, column, one(table, tracks, column, "cpu-0"));
                        tracks.note("EnergiBridge reads package 0 only; other sockets are not in the file");
                    }
                    case "DRAM_ENERGY (J)" -> {
                        counter(table, tracks, column, one(table, tracks, column, "dram-0"));
                        tracks.note("EnergiBridge takes the package's unit for memory: on Xeon servers, whose memory "
                                + "counts in 15.3 µJ, its joules are four times too many");
                    }
                    case "PP0_ENERGY (J)" -> counter(table, tracks, column, one(table, tracks, column, "cpu-0/core"));
                    case "PP1_ENERGY (J)" -> counter(table, tracks, column, one(table, tracks, column, "cpu-0/uncore"));
                    case "SYSTEM_POWER (Watts)" -> {
                        Tracks.One one = tracks.power(
                                column,
                                wattle.trace.Part.NODE,
                                new Signal.Averaging.Unknown(),
                                Basis.VENDOR_MODEL,
                                "what the system's controller says");
                        table.rows().forEach(row -> one.at(row.micros("Time"), row.amount(column)));
                    }
                    default -> {}
                }
            }
        }
        return tracks.done();
    }

    private static Tracks.One one(Table table, Tracks tracks, String column, String part) {
        double most = table.rows().stream()
                .mapToDouble(row -> row.amount(column).orElse(0))
                .max()
                .orElse(0);
        boolean amd = column.startsWith("CPU_") && most <= AMD_RANGE_UJ * Tracks.MICROJOULE;
        return tracks.energy(
                column,
                wattle.trace.Part.PLATFORM.inner(part),
                Basis.VENDOR_MODEL,
                amd ? AMD_RANGE_UJ : INTEL_RANGE_UJ,
                "a 32-bit register; its wraps are taken out");
    }

    private static void counter(Table table, Tracks tracks, String column, Tracks.One one) {
        for (Table.Row row : table.rows()) {
            OptionalDouble joules = row.amount(column);
            if (joules.isPresent() && joules.getAsDouble() >= 0) {
                one.joulesAt(row.micros("Time"), joules.getAsDouble());
            } else {
                tracks.note("a negative or missing %s was left out".formatted(column));
            }
        }
    }

    private static void gpu(Table table, Tracks tracks, String column, Matcher gpu) {
        double scale = gpu.group(3).startsWith("m") ? 1e-3 : 1;
        if (gpu.group(2).equals("ENERGY")) {
            Tracks.One one = tracks.energy(column, Parts.gpu(gpu.group(1)), Basis.MEASURED, 0, "");
            table.rows().forEach(row -> one.joulesAt(row.micros("Time"), row.number(column) * scale));
        } else {
            Tracks.One one =
                    tracks.power(column, Parts.gpu(gpu.group(1)), new Signal.Averaging.Unknown(), Basis.MEASURED, "");
            table.rows()
                    .forEach(row ->
                            row.amount(column).ifPresent(value -> one.readAt(row.micros("Time"), value * scale)));
        }
    }
}
