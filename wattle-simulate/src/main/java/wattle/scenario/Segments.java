package wattle.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Input;
import wattle.formula.Unit;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Nearest;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;
import wattle.scenario.Policy.NetworkModel;

/// Energy per bit of network segments, by the average or the marginal model. The two differ by a factor of up
/// to 4 000
/// for the same bit; which one is meant is a policy of the scenario.
final class Segments {

    /// How devices may reach the network.
    static final List<String> ACCESS = List.of("fixed", "mobile", "lan");

    private static final double J_PER_BIT_OF_KWH_PER_GB = 3.6e6 / 8e9;
    private static final double J_PER_BIT_OF_W_PER_MBPS = 1e-6;
    private static final Wanted SEGMENT =
            Wanted.notNegative("e", "Energy of a bit on one segment", Dimension.ENERGY_PER_BIT);

    private final Catalog catalog;
    private final NetworkModel model;

    Segments(Catalog catalog, NetworkModel model) {
        this.catalog = catalog;
        this.model = model;
    }

    /// The sum over `segments: [id, …]`, if given. Equation LP-1.
    Optional<Formula> given(Keys keys, String path) {
        return keys.optional("segments").map(node -> {
            List<Formula> terms = new ArrayList<>();
            for (Node item : Values.list(node)) {
                terms.add(segment(item, path));
            }
            if (terms.isEmpty()) {
                throw InputFault.at(
                        node, "a path needs at least one segment.", "Maybe [fixed-transmission-carbontrust].");
            }
            return sum(terms);
        });
    }

    private static Formula sum(List<Formula> terms) {
        return terms.size() == 1
                ? terms.getFirst()
                : Formula.sum(Unit.of(Dimension.ENERGY_PER_BIT), terms)
                        .named("e_path", "Energy of a bit on the path", Equation.LP_1);
    }

    private Input segment(Node node, String path) {
        String id = Values.text(node);
        CatalogEntry entry = catalog.find(Kind.NETWORK, id)
                .orElseThrow(() -> InputFault.at(
                        node,
                        "no network segment in the catalogue is called '%s'.".formatted(id),
                        Nearest.to(
                                        id,
                                        catalog.all(Kind.NETWORK).stream()
                                                .map(CatalogEntry::id)
                                                .toList())
                                .map(near -> "Maybe '%s'.".formatted(near))
                                .orElse("Maybe look for one with: wattle catalog search WORDS")));
        Cited<Range> value = perBit(entry)
                .orElseThrow(() -> InputFault.at(
                        node,
                        "'%s' states no %s energy per bit.".formatted(id, model.word()),
                        model == NetworkModel.MARGINAL
                                ? "Maybe a segment of kind power-model, or assumptions.network: average."
                                : "Maybe a segment of kind segment-intensity."));
        Wanted wanted = new Wanted(SEGMENT.symbol(), entry.name(), SEGMENT.dimension(), SEGMENT.bound());
        return Inputs.catalogue(path + ".segments." + id, wanted, value);
    }

    private Optional<Cited<Range>> perBit(CatalogEntry entry) {
        return model == NetworkModel.AVERAGE ? average(entry) : marginal(entry);
    }

    private static Optional<Cited<Range>> average(CatalogEntry entry) {
        Optional<Cited<Range>> intensity = entry.range("energy_kwh_per_gb").map(v -> times(v, J_PER_BIT_OF_KWH_PER_GB));
        if (intensity.isPresent()) {
            return intensity;
        }
        Optional<Double> slope = slope(entry);
        Optional<Double> line = entry.number("default_line_mbps");
        if (slope.isEmpty() || line.isEmpty()) {
            return Optional.empty();
        }
        double base = entry.number("core_base_w").orElse(0.0)
                + entry.number("access_base_w").orElse(0.0)
                + entry.number("cpe_base_w_per_household").orElse(0.0);
        return Optional.of(new Cited<>(
                Range.exactly((slope.get() + base / line.get()) * J_PER_BIT_OF_W_PER_MBPS),
                Quality.LITERATURE,
                entry.source(),
                "slope plus base power spread over a line of %.0f Mbit/s".formatted(line.get())));
    }

    /// The slope of the power model: what one more bit costs. Equation LP-2.
    private static Optional<Cited<Range>> marginal(CatalogEntry entry) {
        return entry.range("marginal_j_per_bit")
                .or(() -> slope(entry)
                        .map(s -> new Cited<>(
                                Range.exactly(s * J_PER_BIT_OF_W_PER_MBPS),
                                Quality.LITERATURE,
                                entry.source(),
                                "slope of the power model, LP-2")));
    }

    private static Optional<Double> slope(CatalogEntry entry) {
        double sum = 0;
        boolean any = false;
        for (String field : List.of("core_w_per_mbps", "access_w_per_mbps", "cpe_w_per_mbps", "w_per_mbps")) {
            Optional<Double> slope = entry.number(field);
            any |= slope.isPresent();
            sum += slope.orElse(0.0);
        }
        return any ? Optional.of(sum) : Optional.empty();
    }

    private static Cited<Range> times(Cited<Range> value, double factor) {
        return new Cited<>(value.value().times(factor), value.quality(), value.source(), value.note());
    }

    /// The energy per bit of a usual path.
    Formula usual(String access, String path) {
        return model == NetworkModel.AVERAGE ? usualAverage(access, path) : usualMarginal(access, path);
    }

    private Formula usualAverage(String access, String path) {
        return switch (access) {
            case "mobile" ->
                byDefault(
                        path,
                        "Mobile access and network",
                        ends("mobile-carbontrust", "mobile-carbontrust", "mobile-traficom"));
            case "lan" -> byDefault(path, "Local network", ends("wifi-leaf-mesh", "wifi-leaf-v2i", "metro-uk2019"));
            case "backhaul" ->
                byDefault(
                        path,
                        "Metro and core network",
                        ends(
                                "internet-core-2015",
                                "internet-edge-metro-core-uk2019",
                                "internet-edge-metro-core-uk2019"));
            default ->
                byDefault(
                        path,
                        "Fixed access and internet",
                        ends("fixed-transmission-carbontrust", "internet-edge-metro-core-uk2019", "fixed-traficom"));
        };
    }

    private Formula usualMarginal(String access, String path) {
        String id = access.equals("mobile") ? "power-model-mobile" : "power-model-fixed";
        return byDefault(
                path,
                "Marginal energy of the " + access + " network",
                marginal(entry(id)).orElseThrow());
    }

    private static Input byDefault(String path, String label, Cited<Range> value) {
        return Inputs.byDefault(
                path + ".energy", new Wanted("e", label, Dimension.ENERGY_PER_BIT, Wanted.Bound.NOT_NEGATIVE), value);
    }

    private Cited<Range> ends(String low, String typical, String high) {
        Range range = new Range(kwhPerGb(low), kwhPerGb(typical), kwhPerGb(high)).times(J_PER_BIT_OF_KWH_PER_GB);
        return new Cited<>(
                range,
                Quality.ESTIMATE,
                entry(typical).source(),
                "from %s to %s, typically %s"
                        .formatted(
                                entry(low).name(),
                                entry(high).name(),
                                entry(typical).name()));
    }

    private double kwhPerGb(String id) {
        return entry(id).number("energy_kwh_per_gb").orElseThrow();
    }

    private CatalogEntry entry(String id) {
        return catalog.find(Kind.NETWORK, id)
                .orElseThrow(() -> new IllegalStateException("the catalogue lost its segment " + id));
    }

    /// The rate of a usual line: what the power models assume of it.
    Input usualRate(String access, String path, Wanted wanted) {
        CatalogEntry entry = entry(access.equals("mobile") ? "power-model-mobile" : "power-model-fixed");
        double mbps = entry.number("default_line_mbps").orElseThrow();
        Source source = entry.source();
        return Inputs.byDefault(
                path + ".rate",
                wanted,
                new Cited<>(
                        new Range(mbps / 3, mbps, mbps * 3).times(1e6),
                        Quality.ESTIMATE,
                        source,
                        "the line of %s, a factor of 3 each way".formatted(entry.name())));
    }

    Input usualLatency(String name, String path, Wanted wanted) {
        return Inputs.byDefault(path + ".latency", wanted, NetworkReader.latencyOf(name), "usual for such a link");
    }
}
