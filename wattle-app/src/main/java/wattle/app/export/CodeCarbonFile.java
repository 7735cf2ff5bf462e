package wattle.app.export;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wattle.app.export.Exported.Component;
import wattle.document.CsvRow;
import wattle.experiment.Usage;
import wattle.quantity.Energy;
import wattle.run.Origin;

/// CodeCarbon's `emissions.csv` as version 3 writes it: energy in **kWh**, carbon in **kg**, its rate in kg/s, power
/// in W, duration in s. What is not known stands empty; 0 would say that it was nothing.
///
/// The columns and their order are those of `EmissionsData` in CodeCarbon 3.3
/// (<https://github.com/mlco2/codecarbon>, `codecarbon/output_methods/emissions_data.py`).
final class CodeCarbonFile {

    static final List<String> COLUMNS = List.of(
            "timestamp",
            "project_name",
            "run_id",
            "experiment_id",
            "duration",
            "emissions",
            "emissions_rate",
            "cpu_power",
            "gpu_power",
            "ram_power",
            "cpu_energy",
            "gpu_energy",
            "ram_energy",
            "energy_consumed",
            "water_consumed",
            "country_name",
            "country_iso_code",
            "region",
            "cloud_provider",
            "cloud_region",
            "os",
            "python_version",
            "codecarbon_version",
            "cpu_count",
            "cpu_model",
            "gpu_count",
            "gpu_model",
            "longitude",
            "latitude",
            "ram_total_size",
            "tracking_mode",
            "cpu_utilization_percent",
            "gpu_utilization_percent",
            "ram_utilization_percent",
            "ram_used_gb",
            "on_cloud",
            "pue",
            "wue");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Exported run;
    private final Map<String, String> cells = new HashMap<>();

    private CodeCarbonFile(Exported run) {
        this.run = run;
    }

    /// The header and one row.
    static String of(Exported run) {
        CodeCarbonFile file = new CodeCarbonFile(run);
        file.identity();
        file.energy();
        file.machine();
        return CsvRow.of(COLUMNS)
                + CsvRow.of(COLUMNS.stream()
                        .map(column -> file.cells.getOrDefault(column, ""))
                        .toList());
    }

    private void identity() {
        cells.put("timestamp", STAMP.format(run.ended()));
        cells.put("project_name", run.name());
        cells.put("run_id", run.id());
        cells.put("duration", Plain.number(run.wallS()));
        // Not CodeCarbon's numbers: whoever reads them, our own import first, can tell.
        cells.put(
                "codecarbon_version", "wattle-" + run.version() + (run.origin() == Origin.MODELLED ? "-modelled" : ""));
        cells.put("tracking_mode", "machine");
        run.zone().ifPresent(grid -> {
            cells.put("country_name", grid.name());
            cells.put("country_iso_code", grid.iso3());
        });
    }

    private void energy() {
        component("cpu", Component.CPU);
        component("gpu", Component.GPU);
        component("ram", Component.MEMORY);
        run.total().ifPresent(energy -> cells.put("energy_consumed", kilowattHours(Math.max(0, energy.joules()))));
        run.kilograms().ifPresent(kilograms -> {
            cells.put("emissions", Plain.number(kilograms));
            if (run.wallS() > 0) {
                cells.put("emissions_rate", Plain.number(kilograms / run.wallS()));
            }
        });
    }

    private void component(String word, Component component) {
        run.joules(component).ifPresent(joules -> {
            cells.put(word + "_energy", kilowattHours(joules));
            if (run.wallS() > 0) {
                cells.put(word + "_power", Plain.number(joules / run.wallS()));
            }
        });
    }

    private void machine() {
        run.fact("system").ifPresent(system -> cells.put("os", system));
        run.fact("processors").ifPresent(count -> cells.put("cpu_count", count));
        Usage usage = run.nodes().getFirst().outcome().usage();
        if (!usage.gpus().isEmpty()) {
            cells.put("gpu_count", String.valueOf(usage.gpus().size()));
        }
        Optional<Double> processors = run.fact("processors").map(Double::valueOf);
        if (processors.isPresent() && usage.busyS().isPresent() && usage.wallS() > 0) {
            double share = usage.busyS().getAsDouble() / (processors.get() * usage.wallS());
            cells.put("cpu_utilization_percent", Plain.number(100 * share));
        }
        OptionalDouble busy = usage.gpus().values().stream()
                .flatMapToDouble(OptionalDouble::stream)
                .average();
        busy.ifPresent(share -> cells.put("gpu_utilization_percent", Plain.number(100 * share)));
    }

    private static String kilowattHours(double joules) {
        return Plain.number(joules / Energy.JOULES_PER_KILOWATT_HOUR);
    }
}
