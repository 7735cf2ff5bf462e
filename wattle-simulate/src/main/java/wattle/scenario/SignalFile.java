package wattle.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wattle.document.CsvTable;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Dimension;
import wattle.signal.Signal;

/// Reads a signal from a table with a column of times and one of values: `{file: carbon.csv}`, with the column's
/// name where several could be meant, and how often all of it repeats.
final class SignalFile {

    /// @param name of the file, as the scenario has it
    /// @param currency of a price; else empty
    record Read(String name, String currency, Signal signal) {}

    private record Column(int at, double factor, String currency) {}

    private final Beside files;
    private final Optional<Begins> begins;

    /// @param begins when the simulation starts, if the scenario says so
    SignalFile(Beside files, Optional<Begins> begins) {
        this.files = files;
        this.begins = begins;
    }

    Read read(Node.Mapping mapping, Measure measure) {
        try (Keys keys = Keys.of(mapping)) {
            Node file = keys.required("file");
            Optional<Node> wanted = keys.optional("column");
            Optional<Node> repeats = keys.optional("repeats");
            double periodS = repeats.map(n -> Values.amount(n, Dimension.TIME)).orElse(0.0);
            try (CsvTable table = files.table(file)) {
                Clock clock = Clock.of(table, begins);
                Column column = wanted.map(n -> named(table, n, measure)).orElseGet(() -> only(table, clock, measure));
                Steps steps = steps(table, clock, column, measure);
                if (repeats.isPresent()) {
                    requirePeriod(repeats.get(), steps, periodS);
                }
                return new Read(Values.text(file), column.currency(), steps.signal(periodS));
            }
        }
    }

    private static Steps steps(CsvTable table, Clock clock, Column column, Measure measure) {
        Steps steps = new Steps();
        while (table.next()) {
            double timeS = clock.secondsIn(table);
            if (steps.count() > 0 && !(timeS - steps.last() >= Signal.SHORTEST_STEP_S)) {
                throw table.fault(
                        clock.column(),
                        timeS == steps.last()
                                ? "the time '%s' stands here twice.".formatted(table.text(clock.column()))
                                : timeS < steps.last()
                                        ? "the time '%s' is before the one above it."
                                                .formatted(table.text(clock.column()))
                                        : "the time '%s' is less than 1 ms after the one above it."
                                                .formatted(table.text(clock.column())),
                        timeS == steps.last() ? "Maybe remove one of the two." : "Maybe sort the file by time.");
            }
            double value = table.number(column.at());
            if (value < 0 && !measure.mayBeNegative()) {
                throw table.fault(
                        column.at(), "the %s '%s' is negative.".formatted(measure.noun(), table.text(column.at())), "");
            }
            if (Math.abs(value) > Steps.LARGEST) {
                throw table.fault(
                        column.at(),
                        "'%s' is beyond anything that can be computed with.".formatted(table.text(column.at())),
                        "");
            }
            steps.add(timeS, value * column.factor());
        }
        if (steps.count() == 0) {
            throw table.fileFault("this file has a header, but no rows.", "Maybe it was cut off.");
        }
        return steps;
    }

    private static void requirePeriod(Node repeats, Steps steps, double periodS) {
        if (!(periodS - steps.span() >= Signal.SHORTEST_STEP_S && periodS <= Signal.MOST_S)) {
            throw InputFault.at(
                    repeats,
                    "the times of the file span %s s, which cannot repeat every %s s.".formatted(steps.span(), periodS),
                    "Maybe leave 'repeats' out: the last value then holds.");
        }
    }

    private static Column named(CsvTable table, Node node, Measure measure) {
        String name = Values.text(node).strip();
        int at = table.find(name)
                .orElseThrow(() -> InputFault.at(
                        node,
                        "the file has no column '%s'.".formatted(name),
                        "Maybe one of " + String.join(", ", table.columns()) + "."));
        return column(table, at, measure);
    }

    /// The one column whose name says that it holds this.
    private static Column only(CsvTable table, Clock clock, Measure measure) {
        List<String> fitting = table.columns().stream()
                .filter(c -> !c.equals(table.columns().get(clock.column())))
                .filter(c -> measure.isUnitOf(c) || c.equals("value"))
                .toList();
        if (fitting.size() == 1) {
            return column(table, table.column(fitting.getFirst()), measure);
        }
        if (fitting.size() > 1) {
            throw table.headerFault(
                    "several columns may hold the %s: %s.".formatted(measure.noun(), String.join(", ", fitting)),
                    "Maybe say which in the scenario: {file: …, column: %s}.".formatted(fitting.getFirst()));
        }
        throw table.headerFault(
                otherUnit(table, measure)
                        .orElse("no column's name says that it holds the %s.".formatted(measure.noun())),
                "Maybe call it '%s': units are %s.".formatted(measure.example(), measure.units()));
    }

    private static Optional<String> otherUnit(CsvTable table, Measure measure) {
        for (Measure other : Measure.values()) {
            for (String column : table.columns()) {
                if (other != measure && other.isUnitOf(column)) {
                    return Optional.of("the column '%s' has the unit of a %s, but a %s is expected here."
                            .formatted(column, other.noun(), measure.noun()));
                }
            }
        }
        return Optional.empty();
    }

    private static Column column(CsvTable table, int at, Measure measure) {
        String name = table.columns().get(at);
        String unit = measure.isUnitOf(name)
                ? name
                : name.equals("value") ? measure.usual().orElse("") : "";
        if (unit.isEmpty()) {
            throw table.headerFault(
                    "the name of the column '%s' does not end with the unit of its %s.".formatted(name, measure.noun()),
                    "Maybe call it '%s': units are %s.".formatted(measure.example(), measure.units()));
        }
        return new Column(at, measure.factor(unit), measure == Measure.PRICE ? currency(table, name) : "");
    }

    /// `price_eur_per_kwh` is in EUR.
    private static String currency(CsvTable table, String name) {
        String[] words = name.split("_");
        String word = words.length > 2 ? words[words.length - 3] : "";
        if (word.isEmpty() || word.equalsIgnoreCase("price")) {
            throw table.headerFault(
                    "the column '%s' does not say its currency.".formatted(name), "Maybe call it 'price_eur_per_kwh'.");
        }
        return word.toUpperCase(Locale.ROOT);
    }
}
