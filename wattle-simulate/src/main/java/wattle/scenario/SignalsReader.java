package wattle.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Energy;
import wattle.scenario.Signals.Intensity;
import wattle.scenario.Signals.Price;
import wattle.signal.Signal;

/// Reads the group `simulation.signals`.
final class SignalsReader {

    private static final Pattern PRICE = Pattern.compile(
            "(?<number>[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\\s*(?<currency>[\\p{L}\\p{Sc}]{1,8})\\s*/\\s*(?<unit>kWh|MWh)");
    private static final double DEAREST = 1e9;

    private final Catalog catalog;
    private final Beside files;

    /// @param folder of the scenario's file; empty when it was read from text
    SignalsReader(Catalog catalog, Optional<Path> folder) {
        this.catalog = catalog;
        this.files = new Beside(folder);
    }

    Signals read(Optional<Keys> given) {
        if (given.isEmpty()) {
            return Signals.flat();
        }
        try (Keys keys = given.get()) {
            Begins begins = keys.optional("starts").map(Begins::read).orElse(Begins.NEW_YEAR);
            Optional<Begins> stated = keys.optional("starts").map(_ -> begins);
            SignalFile file = new SignalFile(files, stated);
            return new Signals(
                    begins,
                    keys.optional("carbon").map(n -> carbon(n, begins, file)).orElse(new Intensity.Flat()),
                    keys.optional("price").map(n -> price(n, file)),
                    keys.optional("surplus").map(n -> surplus(n, file)));
        }
    }

    private Intensity carbon(Node node, Begins begins, SignalFile file) {
        if (node instanceof Node.Mapping mapping) {
            SignalFile.Read read = file.read(mapping, Measure.CARBON);
            return new Intensity.Recorded(read.name(), read.signal());
        }
        String word = Values.text(node).strip();
        return word.equals("flat") ? new Intensity.Flat() : shaped(node, begins);
    }

    private Intensity shaped(Node node, Begins begins) {
        CatalogEntry shape = catalog.get(Kind.GRID_SHAPE, node);
        try {
            Signal around1 = Signal.shaped(1, multipliers(shape), begins.secondOfYear());
            return new Intensity.Shaped(shape.id(), shape.source(), around1);
        } catch (IllegalArgumentException e) {
            InputFault fault = InputFault.at(
                    node,
                    "the grid shape '%s' cannot be used: %s.".formatted(shape.id(), e.getMessage()),
                    "Maybe its entry lacks numbers: it is in %s.".formatted(shape.origin()));
            fault.initCause(e);
            throw fault;
        }
    }

    private static double[][] multipliers(CatalogEntry shape) {
        List<?> months = shape.list("multiplier_by_month_and_hour_utc");
        double[][] multipliers = new double[months.size()][];
        for (int month = 0; month < months.size(); month++) {
            List<?> hours = months.get(month) instanceof List<?> list ? list : List.of();
            multipliers[month] = new double[hours.size()];
            for (int hour = 0; hour < hours.size(); hour++) {
                multipliers[month][hour] = hours.get(hour) instanceof Number number ? number.doubleValue() : Double.NaN;
            }
        }
        return multipliers;
    }

    private static Price price(Node node, SignalFile file) {
        if (node instanceof Node.Mapping mapping) {
            SignalFile.Read read = file.read(mapping, Measure.PRICE);
            return new Price(read.currency(), read.signal());
        }
        String text = Values.text(node).strip();
        Matcher price = PRICE.matcher(text);
        if (!price.matches()) {
            throw InputFault.at(
                    node,
                    "'%s' is not a price of electricity.".formatted(text),
                    "Maybe 0.25 EUR/kWh, or {file: price.csv}.");
        }
        double perKwh =
                Double.parseDouble(price.group("number")) * (price.group("unit").equals("MWh") ? 1e-3 : 1);
        if (!(Math.abs(perKwh) <= DEAREST)) {
            throw InputFault.at(node, "'%s' is beyond anything that can be computed with.".formatted(text), "");
        }
        double perJ = perKwh / Energy.ofKilowattHours(1).joules();
        return new Price(price.group("currency"), Signal.constant(perJ));
    }

    private static Signal surplus(Node node, SignalFile file) {
        return file.read(Values.mapping(node), Measure.SURPLUS).signal();
    }
}
