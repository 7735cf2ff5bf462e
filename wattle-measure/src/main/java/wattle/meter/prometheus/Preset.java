package wattle.meter.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import wattle.meter.prometheus.Line.Series;
import wattle.meter.prometheus.TextFormat.Sample;
import wattle.trace.Basis;
import wattle.trace.Part;

/// What is known of the metrics of other tools.
enum Preset {
    /// <https://hubblo-org.github.io/scaphandre-documentation/>: the host is RAPL's psys or the sum of
    /// the packages, so that it is the platform's and never the node's.
    SCAPHANDRE,
    /// <https://sustainable-computing.io/kepler/>: zones of RAPL overlap.
    KEPLER,
    /// <https://github.com/NVIDIA/dcgm-exporter>.
    DCGM,
    /// <https://github.com/prometheus/node_exporter>.
    NODE_EXPORTER,
    /// <https://github.com/prometheus-community/ipmi_exporter>.
    IPMI,
    CUSTOM;

    String word() {
        return this == NODE_EXPORTER ? "node_exporter" : name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Stream.of(values()).map(Preset::word).toList();
    }

    static Preset of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// The channels in what an exporter shows.
    ///
    /// @param name of the exporter, as the channels have it
    List<Line> lines(String name, List<Sample> samples) {
        return switch (this) {
            case SCAPHANDRE -> scaphandre(name, samples);
            case KEPLER -> kepler(name, samples);
            case DCGM -> dcgm(name, samples);
            case NODE_EXPORTER -> nodeExporter(name, samples);
            case IPMI -> one(name + "/dcmi", Part.NODE, Unit.WATT, "ipmi_dcmi_power_consumption_watts", samples);
            case CUSTOM -> List.of();
        };
    }

    private static List<Line> scaphandre(String name, List<Sample> samples) {
        List<Line> lines = new ArrayList<>();
        String host = name + "/host";
        lines.addAll(one(host, Part.PLATFORM, Unit.MICROJOULE, "scaph_host_energy_microjoules", samples));
        lines.addAll(one(host, Part.PLATFORM, Unit.MICROWATT, "scaph_host_power_microwatts", samples));
        lines.addAll(each(
                "scaph_socket_energy_microjoules",
                "socket_id",
                samples,
                socket -> Line.of(
                        name + "/socket-" + socket,
                        Part.PLATFORM.inner("cpu-" + socket),
                        Unit.MICROJOULE,
                        Basis.VENDOR_MODEL,
                        List.of(new Series("scaph_socket_energy_microjoules", Map.of("socket_id", socket))),
                        false)));
        return lines;
    }

    /// Packages and memory, which do not overlap; psys, which contains both, only where no package is
    /// shown. Cores and uncore are inside of packages.
    private static List<Line> kepler(String name, List<Sample> samples) {
        String metric = "kepler_node_cpu_joules_total";
        List<Series> apart = new ArrayList<>();
        List<Series> whole = new ArrayList<>();
        boolean hasPackage = false;
        for (Sample sample : samples) {
            String zone = sample.labels().getOrDefault("zone", "").toLowerCase(Locale.ROOT);
            if (sample.name().equals(metric) && (zone.startsWith("package") || zone.startsWith("dram"))) {
                apart.add(new Series(metric, sample.labels()));
                hasPackage |= zone.startsWith("package");
            } else if (sample.name().equals(metric) && zone.equals("psys")) {
                whole.add(new Series(metric, sample.labels()));
            }
        }
        List<Series> chosen = hasPackage ? apart : whole;
        List<Line> lines = new ArrayList<>();
        if (!chosen.isEmpty()) {
            lines.add(Line.of(name + "/cpu", Part.PLATFORM, Unit.JOULE, Basis.VENDOR_MODEL, chosen, false));
        }
        lines.addAll(one(name + "/platform", Part.NODE, Unit.WATT, "kepler_platform_watts", samples));
        return lines;
    }

    /// Bug 25 (dcgm-exporter 317, 257): every MIG instance shows the power of its whole GPU. One of each
    /// UUID is taken.
    private static List<Line> dcgm(String name, List<Sample> samples) {
        List<Line> lines = new ArrayList<>();
        Map<String, Unit> metrics =
                Map.of("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", Unit.MILLIJOULE, "DCGM_FI_DEV_POWER_USAGE", Unit.WATT);
        metrics.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(metric -> lines.addAll(each(
                        metric.getKey(),
                        "UUID",
                        samples,
                        uuid -> Line.of(
                                name + "/" + uuid,
                                Part.NODE.inner("gpu-" + uuid),
                                metric.getValue(),
                                Basis.MEASURED,
                                List.of(new Series(metric.getKey(), Map.of("UUID", uuid))),
                                true))));
        return lines;
    }

    private static List<Line> nodeExporter(String name, List<Sample> samples) {
        List<Line> lines = new ArrayList<>();
        for (String kind : List.of("package", "dram")) {
            String metric = "node_rapl_" + kind + "_joules_total";
            String inner = kind.equals("package") ? "cpu-" : "dram-";
            lines.addAll(each(
                    metric,
                    "index",
                    samples,
                    index -> Line.of(
                            name + "/" + kind + "-" + index,
                            Part.PLATFORM.inner(inner + index),
                            Unit.JOULE,
                            Basis.VENDOR_MODEL,
                            List.of(new Series(metric, Map.of("index", index))),
                            false)));
        }
        // Of the chips of hwmon only ACPI's power meter watches the whole machine (ACPI 6.5, section
        // 10.4).
        String average = "node_hwmon_power_average_watt";
        samples.stream()
                .filter(sample -> sample.name().equals(average)
                        && sample.labels()
                                .getOrDefault("chip", "")
                                .toLowerCase(Locale.ROOT)
                                .contains("acpi000d"))
                .findFirst()
                .ifPresent(sample -> lines.add(Line.of(
                        name + "/acpi",
                        Part.NODE,
                        Unit.WATT,
                        Basis.MEASURED,
                        List.of(new Series(average, sample.labels())),
                        false)));
        return lines;
    }

    /// A metric that stands exactly once.
    private static List<Line> one(String name, Part part, Unit unit, String metric, List<Sample> samples) {
        long count =
                samples.stream().filter(sample -> sample.name().equals(metric)).count();
        Basis basis = part.equals(Part.NODE) ? Basis.MEASURED : Basis.VENDOR_MODEL;
        return count == 1
                ? List.of(Line.of(name, part, unit, basis, List.of(new Series(metric, Map.of())), false))
                : List.of();
    }

    /// A line for every value of a label.
    private static List<Line> each(String metric, String label, List<Sample> samples, Function<String, Line> line) {
        Set<String> values = new LinkedHashSet<>();
        samples.stream()
                .filter(sample -> sample.name().equals(metric))
                .forEach(sample ->
                        Optional.ofNullable(sample.labels().get(label)).ifPresent(values::add));
        return values.stream().map(line).toList();
    }
}
