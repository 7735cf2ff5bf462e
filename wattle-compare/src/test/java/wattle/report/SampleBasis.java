package wattle.report;

import java.util.ArrayList;
import java.util.List;
import wattle.comparison.Basis;
import wattle.comparison.Outcome;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;
import wattle.run.Entry;

/// What the invented answer of [SampleAnswer] stands on.
final class SampleBasis {

    private SampleBasis() {}

    static Basis of(List<Outcome> outcomes) {
        List<Basis.Derivation> derivations = new ArrayList<>();
        outcomes.forEach(o -> derive(o, derivations));
        return new Basis(
                inputs(),
                boundary(),
                derivations,
                List.of(
                        "Idle devices are charged by share.",
                        "The network is charged at its average energy per data.",
                        "Carbon is location-based, at the yearly mean of each grid."));
    }

    private static void derive(Outcome outcome, List<Basis.Derivation> derivations) {
        String id = outcome.paradigm().id();
        List<Basis.Term> sum = new ArrayList<>();
        for (Entry entry : outcome.ledger().entries()) {
            String value = Scale.fitting(Scale.ENERGY, entry.energy().typical().joules())
                    .withUnit(entry.energy().range());
            sum.add(new Basis.Term(id + "." + entry.key(), entry.stage().word(), value));
            derivations.add(new Basis.Derivation(
                    id + "." + entry.key(),
                    entry.stage().word() + ", " + entry.place().name(),
                    value,
                    "EN-4",
                    "E = P · t",
                    List.of(new Basis.Term("devices.inference-time", "t", "50 s (36–68)"))));
        }
        for (Metric metric : List.of(Metric.ENERGY, Metric.CARBON_OPERATIONAL)) {
            Range range = metric.of(outcome).orElseThrow();
            boolean energy = metric == Metric.ENERGY;
            derivations.add(new Basis.Derivation(
                    metric.figure(outcome),
                    metric.label() + ", " + outcome.paradigm().label(),
                    metric.scale(outcome).withUnit(range),
                    energy ? "" : "CA-1",
                    energy ? "E = Σ entries" : "C = Σ E · CI",
                    energy
                            ? sum
                            : List.of(
                                    new Basis.Term(Metric.ENERGY.figure(outcome), "E", "see there"),
                                    new Basis.Term("hospitals.grid", "CI", "300 g/kWh (240–360)"))));
        }
    }

    private static List<Basis.Input> inputs() {
        return List.of(
                input(
                        "network.wan.energy-per-data",
                        "Network energy per data",
                        "kWh/GB",
                        new Range(0.003, 0.015, 0.045),
                        Quality.LITERATURE,
                        "Invented survey of networks, 2024",
                        "https://example.org/survey",
                        "the marginal model is the low end",
                        "catalogue"),
                input(
                        "devices.idle-share",
                        "Device idle charged to this task",
                        "",
                        new Range(0.1, 0.25, 0.6),
                        Quality.ESTIMATE,
                        "Given in the scenario",
                        "",
                        "the Jetson also serves other wards",
                        "hospitals-tumour.yaml:31:9"),
                input(
                        "devices.inference-time",
                        "Seconds per study on the Jetson",
                        "s",
                        new Range(36, 50, 68),
                        Quality.MEASURED,
                        "Invented run r-2041: 3 repetitions, 30 W mode",
                        "",
                        "",
                        "hospitals-tumour.yaml:22:9"),
                input(
                        "requests.upload",
                        "Upload of one study",
                        "MB",
                        new Range(18, 30, 42),
                        Quality.VENDOR,
                        "Invented conformance statement",
                        "",
                        "compressed series",
                        "hospitals-tumour.yaml:24:9"),
                input(
                        "requests.per-day",
                        "Studies a day",
                        "1/day",
                        new Range(4000, 5000, 6500),
                        Quality.ESTIMATE,
                        "Given in the scenario",
                        "",
                        "",
                        "hospitals-tumour.yaml:14:12"),
                input(
                        "devices.count",
                        "Hospitals",
                        "",
                        Range.exactly(20),
                        Quality.VENDOR,
                        "Given in the scenario",
                        "",
                        "",
                        "hospitals-tumour.yaml:8:10"),
                input(
                        "cloud.pue",
                        "PUE of the cloud region",
                        "",
                        new Range(1.08, 1.16, 1.35),
                        Quality.VENDOR,
                        "Invented operator’s yearly report",
                        "https://example.org/pue",
                        "applied once, to IT energy",
                        "catalogue"),
                input(
                        "hospitals.grid",
                        "Grid carbon at the hospitals",
                        "g/kWh",
                        new Range(240, 300, 360),
                        Quality.LITERATURE,
                        "Invented grid statistics, 2025",
                        "",
                        "",
                        "catalogue"),
                input(
                        "access.energy-per-data",
                        "5G access energy per data",
                        "kWh/GB",
                        new Range(0.02, 0.05, 0.12),
                        Quality.UNVERIFIED,
                        "Recalled, no document checked",
                        "",
                        "shown until a source is added",
                        "default"));
    }

    private static Basis.Input input(
            String key,
            String label,
            String unit,
            Range range,
            Quality quality,
            String citation,
            String url,
            String note,
            String place) {
        return new Basis.Input(
                key, label, unit, new Cited<>(range, quality, new Source("test", citation, url), note), place);
    }

    private static List<Basis.BoundaryLine> boundary() {
        return List.of(
                new Basis.BoundaryLine(
                        "manufacture", "included", "As embodied carbon, by share of the machines’ life; no energy."),
                new Basis.BoundaryLine("gather", "excluded", "The scanners run in every paradigm alike."),
                new Basis.BoundaryLine("transfer", "included", "Images or weights over the wide area."),
                new Basis.BoundaryLine("train", "included", "First training and eleven refreshes."),
                new Basis.BoundaryLine("infer", "included", "Every study of the year."),
                new Basis.BoundaryLine("monitor", "estimated", "A fixed share of inference."),
                new Basis.BoundaryLine("retire", "excluded", "No input given."));
    }
}
