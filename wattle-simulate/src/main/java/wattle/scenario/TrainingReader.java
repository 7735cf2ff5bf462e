package wattle.scenario;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Formula.Input;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;
import wattle.scenario.Training.Aggregation;
import wattle.scenario.Training.Reach;

/// Reads how learning proceeds.
final class TrainingReader {

    private static final Wanted LOCAL_EPOCHS = Wanted.positive("E_l", "Local epochs in one round", Dimension.SCALAR);
    private static final Wanted ACTIVE = Wanted.positive("K_a", "Devices taking part in a round", Dimension.SCALAR);
    private static final Wanted NEIGHBOURS = Wanted.positive("N", "Neighbours of one device", Dimension.SCALAR);
    private static final Wanted BETA =
            Wanted.notNegative("β", "Aggregation over one centralised round", Dimension.SCALAR);
    private static final Wanted SERVICE =
            Wanted.notNegative("P_agg", "Power of the aggregation service", Dimension.POWER);
    private static final Wanted PER_ROUND = Wanted.notNegative("E_agg", "Energy of one aggregation", Dimension.ENERGY);
    private static final Wanted HELD_OUT = Wanted.shareOrNone("v", "Items held out, over items trained on");

    private final Catalog catalog;
    private final Beside files;

    /// @param folder of the scenario's file; empty when it was read from text
    TrainingReader(Catalog catalog, Optional<Path> folder) {
        this.catalog = catalog;
        this.files = new Beside(folder);
    }

    Training read(Optional<Keys> given, Node model, Task task, Places places, List<ParadigmKind> paradigms) {
        Keys keys = given.orElseGet(() -> Keys.of(new Node.Mapping(model.location(), "training", List.of())));
        Input localEpochs = Inputs.given(keys, "local-epochs", LOCAL_EPOCHS)
                .orElseGet(() -> Inputs.byDefault(
                        "training.local-epochs", LOCAL_EPOCHS, Range.exactly(1), "one pass over a device's data"));
        Rounds rounds = new RoundsReader(catalog, files, keys, model, task, places, localEpochs).read(paradigms);
        Training training = new Training(
                rounds.rounds(),
                localEpochs,
                active(keys, places),
                neighbours(keys, places),
                server(keys, places),
                aggregation(keys),
                new Training.Quality(
                        reach(keys, rounds, paradigms),
                        Inputs.given(keys, "evaluation-share", HELD_OUT)
                                .orElseGet(() -> Inputs.byDefault(
                                        "training.evaluation-share",
                                        HELD_OUT,
                                        new Range(0.05, 0.1, 0.25),
                                        "a held-out share of 5 to 25 %, tested once per epoch or round"))));
        keys.noOthers();
        return training;
    }

    /// Rounds per paradigm, and where they come from.
    record Rounds(Map<ParadigmKind, wattle.formula.Formula> rounds, Map<ParadigmKind, Reach> reach) {}

    private static Input active(Keys keys, Places places) {
        Input all = places.devices().count();
        Optional<Node> node = keys.optional("active");
        if (node.isEmpty()) {
            return all;
        }
        keys.count("active", 1);
        Input active = Inputs.given(node.get(), ACTIVE);
        if (active.value().value().typical() > all.value().value().typical()) {
            throw keys.fault(
                    "active",
                    "%.0f devices take part in a round, but there are only %.0f."
                            .formatted(
                                    active.value().value().typical(),
                                    all.value().value().typical()),
                    "Maybe %.0f.".formatted(all.value().value().typical()));
        }
        return active.value().value().equals(all.value().value()) ? all : active;
    }

    private static Input neighbours(Keys keys, Places places) {
        double devices = places.devices().count().value().value().typical();
        Optional<Node> node = keys.optional("neighbours");
        if (node.isPresent()) {
            long count = keys.count("neighbours", 1);
            if (count >= devices) {
                throw keys.fault(
                        "neighbours",
                        "a device cannot have %d neighbours among %.0f devices.".formatted(count, devices),
                        devices > 1 ? "Maybe %.0f.".formatted(devices - 1) : "");
            }
            return Inputs.given(node.get(), NEIGHBOURS);
        }
        return Inputs.byDefault(
                "training.neighbours", NEIGHBOURS, Range.exactly(Math.clamp(devices - 1, 1, 2)), "a ring");
    }

    private static Optional<PlaceKind> server(Keys keys, Places places) {
        List<PlaceKind> usual = List.of(PlaceKind.CLOUD, PlaceKind.ON_PREMISES, PlaceKind.EDGE);
        Optional<Node> node = keys.optional("server");
        if (node.isPresent()) {
            String word = Values.word(node.get(), List.of("cloud", "on-premises", "edge"));
            PlaceKind kind = usual.stream()
                    .filter(k -> k.word().equals(word))
                    .findFirst()
                    .orElseThrow();
            if (places.site(kind).isEmpty()) {
                throw InputFault.at(
                        node.get(), "the scenario has no place '%s'.".formatted(word), "Maybe add it under 'places'.");
            }
            return Optional.of(kind);
        }
        return usual.stream().filter(k -> places.site(k).isPresent()).findFirst();
    }

    private static Aggregation aggregation(Keys keys) {
        Optional<Node> node = keys.optional("aggregation");
        if (node.isEmpty()) {
            return new Aggregation.Service(Inputs.byDefault(
                    "training.aggregation.power",
                    SERVICE,
                    new Cited<>(
                            new Range(45, 90, 180),
                            Quality.LITERATURE,
                            new Source(
                                    "yousefpour2023",
                                    "Yousefpour et al., \"Green Federated Learning\", 2023, section 4",
                                    "https://arxiv.org/abs/2303.14604"),
                            "aggregator and selector, 45 W each at 1 % utilisation; half to twice as much")));
        }
        try (Keys choice = Keys.of(Values.mapping(node.get()))) {
            Optional<Input> beta = Inputs.given(choice, "share", BETA);
            Optional<Input> power = Inputs.given(choice, "power", SERVICE);
            Optional<Input> energy = Inputs.given(choice, "energy-per-round", PER_ROUND);
            if (java.util.stream.Stream.of(beta, power, energy)
                            .filter(Optional::isPresent)
                            .count()
                    != 1) {
                throw InputFault.at(
                        node.get(),
                        "exactly one of share, power and energy-per-round says what aggregating costs.",
                        "Maybe {share: 5 %}.");
            }
            return beta.<Aggregation>map(Aggregation.Share::new)
                    .or(() -> power.map(Aggregation.Service::new))
                    .or(() -> energy.map(Aggregation.PerRound::new))
                    .orElseThrow();
        }
    }

    private static Map<ParadigmKind, Reach> reach(Keys keys, Rounds rounds, List<ParadigmKind> paradigms) {
        Map<ParadigmKind, Reach> reach = new EnumMap<>(ParadigmKind.class);
        reach.putAll(rounds.reach());
        Optional<Node> node = keys.optional("reaches");
        if (node.isPresent()) {
            try (Keys stated = Keys.of(Values.mapping(node.get()))) {
                for (ParadigmKind kind : ParadigmKind.values()) {
                    stated.optional(kind.word()).ifPresent(n -> reach.put(kind, stated(n)));
                }
            }
        }
        reach.keySet().retainAll(paradigms);
        return reach;
    }

    /// `yes`, `no`, or `no, 0.50` with whatever explains it.
    private static Reach stated(Node node) {
        String text = Values.text(node).strip();
        String first = text.split("[ ,;:]", 2)[0];
        String rest = text.substring(first.length()).replaceFirst("^[ ,;:]+", "");
        boolean yes = List.of("yes", "true").contains(first);
        if (!yes && !List.of("no", "false").contains(first)) {
            throw InputFault.at(node, "'%s' does not begin with yes or no.".formatted(text), "Maybe 'no, 0.50'.");
        }
        String reason = "given in the scenario, line " + node.location().line();
        return new Reach(Optional.of(yes), rest.isEmpty() ? reason : rest + " (" + reason + ")");
    }
}
