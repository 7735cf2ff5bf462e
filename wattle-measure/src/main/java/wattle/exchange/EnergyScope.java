package wattle.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.trace.Basis;
import wattle.trace.Part;
import wattle.trace.Signal;

/// EnergyScope's CSV: one row each period with the whole, all packages, all memory, each package and each memory.
final class EnergyScope implements Importer {

    private static final Pattern ARCH =
            Pattern.compile("data\\.arch\\.(.+)\\.arch\\.(\\d+)\\.data\\.(ecpu|edram|egpu)\\(W\\)");

    @Override
    public String name() {
        return "energyscope";
    }

    @Override
    public String about() {
        return "EnergyScope CSV (W; etotal is packages and memory, and GPUs where it saw any)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.header().contains("etotal(W)");
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, ',');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        tracks.zoned(table.rows().getFirst().text("timestamp"));
        boolean fine =
                table.names().stream().anyMatch(column -> ARCH.matcher(column).matches());
        boolean gpu = table.names().stream().anyMatch(column -> column.contains("egpu"));
        for (String column : table.names()) {
            Matcher arch = ARCH.matcher(column);
            if (arch.matches()) {
                String number = arch.group(2);
                Part part = switch (arch.group(3)) {
                    case "ecpu" -> Parts.cpu(number);
                    case "edram" -> Parts.dram(number);
                    default -> Parts.gpu(number);
                };
                fill(table, tracks, column, arch.group(3) + "-" + number, part, "");
            } else if (column.endsWith("etotal(W)")) {
                fill(
                        table,
                        tracks,
                        column,
                        "etotal",
                        gpu ? Parts.COMPONENTS : Parts.CPU_AND_DRAM,
                        "the sum of all that EnergyScope sees");
            } else if (!fine && column.endsWith("ecpu(W)")) {
                fill(table, tracks, column, "ecpu", Parts.CPU, "all packages");
            } else if (!fine && column.endsWith("edram(W)")) {
                fill(table, tracks, column, "edram", Parts.DRAM, "all memory");
            }
        }
        return tracks.done();
    }

    private static void fill(Table table, Tracks tracks, String column, String path, Part part, String note) {
        Basis basis = part.name().startsWith("gpu") ? Basis.MEASURED : Basis.VENDOR_MODEL;
        Tracks.One one = tracks.power(path, part, new Signal.Averaging.Unknown(), basis, note);
        table.rows().forEach(row -> one.at(row.micros("timestamp"), row.amount(column)));
    }
}
