package wattle.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import wattle.document.Documents;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Energy;
import wattle.quantity.Interval;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

/// Reads `run.json` as strictly as any document: unknown keys, unknown words and totals that do not add up
/// are faults.
final class RunReader {

    private RunReader() {}

    static Run read(Path file) {
        Node.Mapping root = Documents.read(file);
        Node schema = root.entry("schema")
                .map(Node.Entry::value)
                .orElseThrow(() -> InputFault.inFile(
                        file.toString(), "this is not a run: it has no key 'schema'.", "Maybe it is a scenario."));
        requireReadable(schema);
        try (Keys keys = Keys.of(root)) {
            keys.has("schema");
            Run.Title title = new Run.Title(keys.text("id"), keys.text("name"), keys.text("paradigm"));
            Origin origin = word(keys.required("origin"), Origin.values(), Origin::word);
            Run.Reached reached = new Run.Reached(
                    present(keys.required("reachesTarget")).map(Values::flag), keys.text("reachesTargetReason"));
            Node total = keys.required("energyJ");
            Interval<Energy> energy = energy(total);
            Map<Cost, Range> costs = costs(keys.mapping("costs"));
            Ledger ledger = ledger(keys.list("ledger"));
            Provenance provenance = provenance(keys.mapping("provenance"));
            try {
                return new Run(title, origin, reached, energy, costs, ledger, provenance);
            } catch (IllegalArgumentException e) {
                InputFault fault =
                        InputFault.at(total, e.getMessage() + ".", "Maybe one of the two was changed by hand.");
                fault.initCause(e);
                throw fault;
            }
        }
    }

    private static void requireReadable(Node schema) {
        String name = Values.text(schema);
        if (name.equals(RunWriter.SCHEMA)) {
            return;
        }
        if (name.startsWith(RunWriter.SCHEMAS)) {
            throw InputFault.at(
                    schema,
                    "this run has the format '%s', but only '%s' is read.".formatted(name, RunWriter.SCHEMA),
                    "Maybe a newer Wattle wrote it.");
        }
        throw InputFault.at(
                schema,
                "'%s' is not the format of a run.".formatted(name),
                "Maybe this is another of Wattle's files; a run has '%s'.".formatted(RunWriter.SCHEMA));
    }

    private static Map<Cost, Range> costs(Node.Mapping mapping) {
        Map<Cost, Range> costs = new EnumMap<>(Cost.class);
        try (Keys keys = Keys.of(mapping)) {
            for (Cost cost : Cost.values()) {
                present(keys.required(cost.key())).ifPresent(node -> costs.put(cost, range(node)));
            }
        }
        return costs;
    }

    private static Ledger ledger(List<Node> nodes) {
        List<Entry> entries = new ArrayList<>();
        for (Node node : nodes) {
            try (Keys keys = Keys.of(Values.mapping(node))) {
                Node energy = keys.required("energyJ");
                Stage stage = word(keys.required("stage"), Stage.values(), Stage::word);
                Place place = place(keys.mapping("place"));
                Activity activity = word(keys.required("activity"), Activity.values(), Activity::word);
                Sector sector = word(keys.required("sector"), Sector.values(), Sector::word);
                Origin origin = word(keys.required("origin"), Origin.values(), Origin::word);
                Interval<Energy> interval = energy(energy);
                if (interval.low().joules() < 0) {
                    throw InputFault.at(energy, "an energy is negative here.", "Maybe the sign is a slip.");
                }
                entries.add(new Entry(stage, place, activity, sector, interval, origin, keys.text("note")));
            }
        }
        return new Ledger(entries);
    }

    private static Place place(Node.Mapping mapping) {
        try (Keys keys = Keys.of(mapping)) {
            return new Place(keys.text("name"), word(keys.required("sector"), Sector.values(), Sector::word));
        }
    }

    private static Provenance provenance(Node.Mapping mapping) {
        try (Keys keys = Keys.of(mapping)) {
            List<Provenance.Given> inputs = new ArrayList<>();
            keys.list("inputs").forEach(node -> inputs.add(given(Values.mapping(node))));
            return new Provenance(
                    keys.text("wattle"),
                    keys.text("engine"),
                    (int) Math.min(Integer.MAX_VALUE, keys.count("draws")),
                    seed(keys.required("seed")),
                    keys.text("scenario"),
                    inputs);
        }
    }

    private static Provenance.Given given(Node.Mapping mapping) {
        try (Keys keys = Keys.of(mapping)) {
            Range value = range(keys.required("value"));
            Quality quality = word(keys.required("quality"), Quality.values(), Quality::word);
            Cited<Range> cited = new Cited<>(value, quality, source(keys.mapping("source")), keys.text("note"));
            return new Provenance.Given(keys.text("key"), keys.text("unit"), cited, keys.text("place"));
        }
    }

    private static Source source(Node.Mapping mapping) {
        try (Keys keys = Keys.of(mapping)) {
            return new Source(keys.text("key"), keys.text("citation"), keys.text("url"));
        }
    }

    /// A seed is any `long`, beyond the whole numbers that a `double` holds.
    private static long seed(Node node) {
        String text = Values.text(node);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            InputFault fault = InputFault.at(node, "'%s' is not a seed.".formatted(text), "Maybe 1.");
            fault.initCause(e);
            throw fault;
        }
    }

    private static Interval<Energy> energy(Node node) {
        return Interval.of(range(node), Energy::new);
    }

    private static Range range(Node node) {
        return Values.range(node, Dimension.SCALAR);
    }

    private static Optional<Node> present(Node node) {
        return node instanceof Node.Scalar scalar && scalar.isMissing() ? Optional.empty() : Optional.of(node);
    }

    private static <E extends Enum<E>> E word(Node node, E[] values, Function<E, String> word) {
        String found = Values.word(node, Stream.of(values).map(word).toList());
        return Stream.of(values)
                .filter(value -> word.apply(value).equals(found))
                .findFirst()
                .orElseThrow();
    }
}
