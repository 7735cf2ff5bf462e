package wattle.app.export;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.InputFault;
import wattle.quantity.CarbonIntensity;
import wattle.quantity.CarbonMass;
import wattle.quantity.Energy;
import wattle.quantity.Nearest;

/// The grid that fed a run. Somebody must name it: nobody's country is assumed.
///
/// @param name of the country or zone: `France`
/// @param iso3 three letters of the country; empty where the zone is none
/// @param gramsPerKilowattHour yearly mean, location-based, in g CO2e per kWh
/// @param year of the mean; empty when the catalogue does not say
/// @param source whose number it is, in one line
public record GridZone(String name, String iso3, double gramsPerKilowattHour, String year, String source) {

    /// The zone of a country's three letters or name, or of a zone's name in the catalogue, in the year of the run
    /// or the last one before that is known.
    ///
    /// @throws InputFault when the catalogue has no such grid
    public static GridZone of(Catalog catalog, String text, int year) {
        String name = text.strip();
        CatalogEntry grid = catalog.find(Kind.GRID, "grid-" + name.toUpperCase(Locale.ROOT))
                .or(() -> catalog.find(Kind.GRID, name))
                .or(() -> catalog.find(Kind.GRID_ZONE, name))
                .or(() -> catalog.find(Kind.GRID_ZONE, "em-" + name.toUpperCase(Locale.ROOT)))
                .or(() -> catalog.all(Kind.GRID).stream()
                        .filter(entry -> entry.name().equalsIgnoreCase(name))
                        .findFirst())
                .orElseThrow(() -> unknown(catalog, name));
        Optional<Map.Entry<Integer, Double>> then =
                Optional.ofNullable(history(grid).floorEntry(year));
        double grams = then.map(Map.Entry::getValue)
                .or(() -> grid.number("gco2e_per_kwh"))
                .orElseThrow(() -> InputFault.of(
                        "--zone: the grid '%s' has no intensity in the catalogue.".formatted(grid.id()),
                        "Maybe add one to your own catalogue; see wattle catalog --help."));
        return new GridZone(
                grid.name(),
                grid.text("iso3").orElse(""),
                grams,
                then.map(entry -> String.valueOf(entry.getKey())).orElse(""),
                grid.source().citation());
    }

    /// Energy times intensity. Equation CA-1.
    public CarbonMass carbon(double joules) {
        return CarbonIntensity.ofGramsPerKilowattHour(gramsPerKilowattHour).of(new Energy(joules));
    }

    /// `the grid of France (56 g CO2e/kWh, yearly mean of 2023, location-based)`.
    String words() {
        return "the grid of %s (%s g CO2e/kWh, yearly mean%s, location-based)"
                .formatted(name, Plain.number(gramsPerKilowattHour), year.isEmpty() ? "" : " of " + year);
    }

    private static TreeMap<Integer, Double> history(CatalogEntry grid) {
        TreeMap<Integer, Double> years = new TreeMap<>();
        for (String field : List.of("history_gco2e_per_kwh", "gco2e_per_kwh")) {
            grid.map(field).forEach((year, grams) -> {
                if (grams instanceof Number number) {
                    years.put(Integer.parseInt(year), number.doubleValue());
                }
            });
        }
        return years;
    }

    private static InputFault unknown(Catalog catalog, String name) {
        List<String> known = catalog.all(Kind.GRID).stream()
                .flatMap(entry -> Stream.of(entry.text("iso3").orElse(""), entry.name()))
                .toList();
        return InputFault.of(
                "--zone: no grid in the catalogue is called '%s'.".formatted(name),
                Nearest.to(name, known)
                        .map(near -> "Maybe '%s'.".formatted(near))
                        .orElse("Maybe a country's three letters: FRA."));
    }
}
