package wattle.scenario;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Formula.Input;
import wattle.quantity.CarbonIntensity;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Nearest;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

/// Reads the carbon intensity of a place: given directly, by country (`FRA`), by zone of the optional
/// Electricity Maps
/// data (`em-FR`), or as its datacenter discloses it.
final class GridReader {

    private static final Wanted GRID =
            Wanted.notNegative("CI", "Carbon intensity of electricity", Dimension.CARBON_INTENSITY);
    private static final double KILOGRAMS_PER_JOULE =
            CarbonIntensity.ofGramsPerKilowattHour(1).kilogramsPerJoule();

    private final Catalog catalog;
    private final int year;

    GridReader(Catalog catalog, int year) {
        this.catalog = catalog;
        this.year = year;
    }

    Input read(Keys keys, Optional<CatalogEntry> facility, Optional<Input> near) {
        String path = keys.node().path() + ".grid";
        Optional<Node> node = keys.optional("grid");
        if (node.isPresent()) {
            return named(node.get(), path);
        }
        Optional<Input> disclosed = facility.flatMap(f -> disclosed(f, path));
        if (disclosed.isPresent()) {
            return disclosed.get();
        }
        if (near.isPresent()) {
            Input same = near.get();
            return new Input(
                    path,
                    same.symbol(),
                    same.label(),
                    same.dimension(),
                    new Cited<>(
                            same.value().value(),
                            same.value().quality(),
                            same.value().source(),
                            "as for the devices, because no grid is given here"),
                    "default");
        }
        CatalogEntry world = catalog.find(Kind.GRID, "grid-WORLD")
                .orElseThrow(() -> new IllegalStateException("the catalogue lost the world's grid"));
        Cited<Range> value = value(world);
        return Inputs.byDefault(
                path,
                GRID,
                new Cited<>(
                        value.value(),
                        value.quality(),
                        value.source(),
                        "the world's average, because no grid is given"));
    }

    private Input named(Node node, String path) {
        if (!(node instanceof Node.Scalar scalar) || startsLikeNumber(scalar.text())) {
            return Inputs.given(node, GRID);
        }
        String name = Values.text(node).strip();
        Optional<CatalogEntry> entry = catalog.find(Kind.GRID, "grid-" + name.toUpperCase(Locale.ROOT))
                .or(() -> catalog.find(Kind.GRID, name))
                .or(() -> catalog.find(Kind.GRID_ZONE, name))
                .or(() -> catalog.find(Kind.GRID_ZONE, "em-" + name.toUpperCase(Locale.ROOT)))
                .or(() -> byCountry(name));
        return Inputs.catalogue(path, GRID, value(entry.orElseThrow(() -> unknown(node, name))));
    }

    private static boolean startsLikeNumber(String text) {
        return !text.isBlank() && "0123456789.+-".indexOf(text.strip().charAt(0)) >= 0;
    }

    private Optional<CatalogEntry> byCountry(String name) {
        return catalog.all(Kind.GRID).stream()
                .filter(e -> e.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private InputFault unknown(Node node, String name) {
        java.util.List<String> known = catalog.all(Kind.GRID).stream()
                .flatMap(e -> java.util.stream.Stream.of(e.text("iso3").orElse(""), e.name()))
                .toList();
        return InputFault.at(
                node,
                "no grid in the catalogue is called '%s'.".formatted(name),
                Nearest.to(name, known)
                        .map(near -> "Maybe '%s'.".formatted(near))
                        .orElse("Maybe a country's three letters (FRA), or an intensity such as 56 g/kWh."));
    }

    private static Optional<Input> disclosed(CatalogEntry facility, String path) {
        return facility.range("grid_gco2e_per_kwh_location")
                .or(() -> facility.range("gco2e_per_kwh"))
                .map(grams -> Inputs.catalogue(
                        path,
                        GRID,
                        new Cited<>(
                                grams.value().times(KILOGRAMS_PER_JOULE),
                                grams.quality(),
                                facility.source(),
                                "location-based intensity stored with the datacenter " + facility.id())));
    }

    /// The newest value at or before the carbon year, with the extremes of the last years as range.
    private Cited<Range> value(CatalogEntry grid) {
        Map<Integer, Double> history = history(grid);
        Optional<Map.Entry<Integer, Double>> atYear = Optional.ofNullable(new TreeMap<>(history).floorEntry(year));
        double typical = atYear.map(Map.Entry::getValue)
                .or(() -> grid.number("gco2e_per_kwh"))
                .orElseThrow(() -> new IllegalStateException("the grid " + grid.id() + " has no intensity"));
        double low = Math.min(typical, grid.number("gco2e_per_kwh_low").orElse(typical));
        double high = Math.max(typical, grid.number("gco2e_per_kwh_high").orElse(typical));
        Source source = grid.source();
        return new Cited<>(
                new Range(low, typical, high).times(KILOGRAMS_PER_JOULE),
                Quality.LITERATURE,
                source,
                "%s, yearly mean of %s, location-based; range over the last years"
                        .formatted(
                                grid.name(),
                                atYear.map(e -> e.getKey().toString()).orElse("the newest year")));
    }

    private static Map<Integer, Double> history(CatalogEntry grid) {
        Map<Integer, Double> years = new TreeMap<>();
        for (String field : new String[] {"history_gco2e_per_kwh", "gco2e_per_kwh"}) {
            if (grid.fields().get(field) instanceof Map<?, ?> map) {
                map.forEach((k, v) -> {
                    if (v instanceof Number number) {
                        years.put(Integer.parseInt(k.toString()), number.doubleValue());
                    }
                });
            }
        }
        return years;
    }
}
