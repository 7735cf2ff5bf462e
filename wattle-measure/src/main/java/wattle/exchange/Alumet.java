package wattle.exchange;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.trace.Basis;
import wattle.trace.Part;
import wattle.trace.Signal;

/// Alumet's CSV, with `;`: a row for each value of each metric. RAPL's energies are what was used *since the last
/// row*, not a counter.
final class Alumet implements Importer {

    private static final Pattern DOMAIN = Pattern.compile("domain=([\\w-]+)");

    @Override
    public String name() {
        return "alumet";
    }

    @Override
    public String about() {
        return "Alumet CSV with ';' (J since the last row, W, mW, mJ)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.header().startsWith("metric;timestamp;value");
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, ';');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        tracks.zoned(table.rows().getFirst().text("timestamp"));
        for (Table.Row row : table.rows()) {
            String metric = row.text("metric");
            boolean process = row.find("consumer_kind")
                    .filter(kind -> kind.equals("process"))
                    .isPresent();
            if (process) {
                tracks.note("Alumet's shares of single processes are not imported: they divide what is here already");
            } else if (metric.startsWith("rapl_consumed_energy")) {
                rapl(row, tracks);
            } else if (metric.startsWith("nvml_energy_consumption") || metric.startsWith("nvidia_gpu_energy")) {
                double scale = metric.endsWith("mJ") ? 1e-3 : 1;
                tracks.energy(
                                metric + "/" + gpu(row),
                                Parts.gpu(gpu(row)),
                                Basis.MEASURED,
                                0,
                                "energy since the last row, summed")
                        .moreAt(row.micros("timestamp"), row.number("value") * scale);
            } else if (metric.startsWith("nvml_instant_power")) {
                double scale = metric.endsWith("_W") ? 1 : 1e-3;
                tracks.power(
                                metric + "/" + gpu(row),
                                Parts.gpu(gpu(row)),
                                new Signal.Averaging.Unknown(),
                                Basis.MEASURED,
                                "")
                        .readAt(row.micros("timestamp"), row.number("value") * scale);
            }
        }
        return tracks.done();
    }

    private static String gpu(Table.Row row) {
        return row.text("resource_id");
    }

    private static void rapl(Table.Row row, Tracks tracks) {
        String domain = domain(row).toLowerCase(Locale.ROOT);
        String socket = row.find("resource_id").orElse("");
        boolean whole = domain.endsWith("_total") || socket.isEmpty();
        String kind = domain.replace("_total", "");
        Part part = switch (kind) {
            case "package" -> whole ? Parts.CPU : Parts.cpu(socket);
            case "dram" -> whole ? Parts.DRAM : Parts.dram(socket);
            case "pp0" -> whole ? Parts.CPU.inner("core") : Parts.cpu(socket).inner("core");
            case "pp1" -> whole ? Parts.CPU.inner("uncore") : Parts.cpu(socket).inner("uncore");
            case "platform", "psys" -> Part.PLATFORM;
            default -> throw row.fault("metric", "the RAPL domain '%s' is not known.".formatted(domain));
        };
        tracks.energy(
                        "rapl/" + domain + (socket.isEmpty() ? "" : "/" + socket),
                        part,
                        Basis.VENDOR_MODEL,
                        0,
                        "energy since the last row, summed")
                .moreAt(row.micros("timestamp"), row.number("value"));
    }

    private static String domain(Table.Row row) {
        Optional<String> late = row.find("__late_attributes").flatMap(text -> {
            Matcher found = DOMAIN.matcher(text);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        });
        return row.find("domain").or(() -> late).orElse("package");
    }
}
