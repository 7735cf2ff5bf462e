package wattle.scenario;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;
import wattle.scenario.Training.Reach;

/// Finds the rounds each paradigm needs: given in the file, from the catalogue's convergence rows, or
/// estimated from
/// the epochs of centralised training. Rounds are a distribution: a single number is never assumed.
final class RoundsReader {

    private static final Wanted EPOCHS = Wanted.positive("n_c", "Epochs of centralised training", Dimension.SCALAR);
    private static final Wanted SLOWER =
            Wanted.positive("s_f", "Federated rounds over centralised epochs", Dimension.SCALAR);
    private static final Wanted CONSENSUS =
            Wanted.positive("s_d", "Decentralised over federated rounds", Dimension.SCALAR);

    /// A group that is one number, and not one by paradigm.
    private static final List<String> ONE = List.of("low", "value", "from-runs", "fitted");

    private final Catalog catalog;
    private final Keys keys;
    private final Node modelNode;
    private final Task task;
    private final Places places;
    private final Input localEpochs;
    private final ConvergenceRows rows;
    private final RecordedRounds recorded;
    private final Map<ParadigmKind, Formula> rounds = new EnumMap<>(ParadigmKind.class);
    private final Map<ParadigmKind, Reach> reach = new EnumMap<>(ParadigmKind.class);

    /// @param files that the scenario may name
    RoundsReader(
            Catalog catalog, Beside files, Keys keys, Node modelNode, Task task, Places places, Input localEpochs) {
        this.catalog = catalog;
        this.rows = new ConvergenceRows(catalog, modelNode, task);
        this.recorded = new RecordedRounds(files);
        this.keys = keys;
        this.modelNode = modelNode;
        this.task = task;
        this.places = places;
        this.localEpochs = localEpochs;
    }

    TrainingReader.Rounds read(List<ParadigmKind> paradigms) {
        Optional<Input> epochs = Inputs.given(keys, "epochs", EPOCHS);
        Map<ParadigmKind, Input> given = given(keys.optional("rounds"));
        for (ParadigmKind kind : paradigms) {
            if (given.containsKey(kind)) {
                put(kind, given.get(kind), Optional.of(true), "the scenario gives its rounds to target");
            }
        }
        for (ParadigmKind kind : paradigms) {
            if (!rounds.containsKey(kind)) {
                derive(kind, epochs, given);
            }
        }
        return new TrainingReader.Rounds(rounds, reach);
    }

    private void put(
            ParadigmKind kind, @org.jspecify.annotations.Nullable Formula n, Optional<Boolean> reaches, String why) {
        if (n != null) {
            rounds.put(kind, n);
            reach.put(kind, new Reach(reaches, why));
        }
    }

    /// `rounds: 100..300` for all federated kinds, or a group by paradigm; instead of a number, recorded runs or a
    /// fit of the catalogue's rows.
    private Map<ParadigmKind, Input> given(Optional<Node> node) {
        Map<ParadigmKind, Input> given = new HashMap<>();
        if (node.isEmpty()) {
            return given;
        }
        boolean one = !(node.get() instanceof Node.Mapping mapping)
                || ONE.stream().anyMatch(key -> mapping.entry(key).isPresent());
        if (one) {
            List<ParadigmKind> alike =
                    List.of(ParadigmKind.FEDERATED, ParadigmKind.FEDERATED_SLEEP, ParadigmKind.HIERARCHICAL);
            Input same = given(node.get(), wanted(ParadigmKind.FEDERATED), alike);
            alike.forEach(kind -> given.put(kind, same));
            return given;
        }
        try (Keys byKind = Keys.of(Values.mapping(node.get()))) {
            for (ParadigmKind kind : ParadigmKind.values()) {
                byKind.optional(kind.word()).ifPresent(n -> given.put(kind, given(n, wanted(kind), List.of(kind))));
            }
        }
        return given;
    }

    private Input given(Node node, Wanted wanted, List<ParadigmKind> kinds) {
        if (node instanceof Node.Mapping mapping && mapping.entry("from-runs").isPresent()) {
            try (Keys one = Keys.of(mapping)) {
                return recorded.read(one.required("from-runs"), wanted, kinds);
            }
        }
        if (node instanceof Node.Mapping mapping && mapping.entry("fitted").isPresent()) {
            try (Keys one = Keys.of(mapping)) {
                return rows.fitted(one.mapping("fitted"), wanted, clients(), localEpochs);
            }
        }
        return Inputs.given(node, wanted);
    }

    /// Who takes part in a round, as [TrainingReader] has it.
    private double clients() {
        return keys.optional("active", k -> (double) keys.count(k, 1))
                .orElseGet(() -> places.devices().count().value().value().typical());
    }

    private static Wanted wanted(ParadigmKind kind) {
        return Wanted.positive(
                "n",
                (kind.isCentralised() ? "Epochs of " : "Rounds of ")
                        + kind.label().toLowerCase(java.util.Locale.ROOT),
                Dimension.SCALAR);
    }

    private void derive(ParadigmKind kind, Optional<Input> epochs, Map<ParadigmKind, Input> given) {
        switch (kind) {
            case CLOUD, ON_PREMISES, EDGE ->
                put(kind, epochs(epochs), Optional.of(true), "trained for the epochs to target");
            case LOCAL ->
                put(
                        kind,
                        epochs(epochs),
                        Optional.empty(),
                        "nothing says what quality a device reaches alone (training.reaches.local)");
            case FEDERATED, FEDERATED_SLEEP, HIERARCHICAL -> federated(kind, epochs, given);
            case DECENTRALISED -> decentralised(epochs, given);
        }
    }

    private void federated(ParadigmKind kind, Optional<Input> epochs, Map<ParadigmKind, Input> given) {
        for (ParadigmKind like :
                List.of(ParadigmKind.FEDERATED, ParadigmKind.FEDERATED_SLEEP, ParadigmKind.HIERARCHICAL)) {
            Formula same = rounds.containsKey(like) ? rounds.get(like) : given.get(like);
            if (same != null) {
                Reach alike = reach.getOrDefault(like, new Reach(Optional.of(true), "the scenario gives its rounds"));
                put(kind, same, alike.answer(), "as many rounds as " + like.word() + ": " + alike.reason());
                return;
            }
        }
        Optional<Input> known = rows.asTheyAre(wanted(ParadigmKind.FEDERATED));
        if (known.isPresent()) {
            put(kind, known.get(), Optional.of(true), "rounds to target from the catalogue's convergence rows");
            return;
        }
        Input slower = Inputs.byDefault(
                "training.rounds.slowdown",
                SLOWER,
                new Cited<>(
                        new Range(1, 3, 10),
                        Quality.ESTIMATE,
                        new Source(
                                "mcmahan",
                                "McMahan et al., \"Communication-Efficient Learning of Deep Networks from Decentralized Data\", AISTATS 2017, Tables 1 and 2: non-IID data multiplies rounds by up to 15",
                                "https://arxiv.org/abs/1602.05629"),
                        "no convergence row fits this model and data: estimated from the epochs of centralised training"));
        put(
                kind,
                epochs(epochs)
                        .times(slower)
                        .over(localEpochs)
                        .named("n_f", "Federated rounds, estimated", Equation.RO_1),
                Optional.of(true),
                "assumed: its rounds are estimated from centralised epochs");
    }

    private void decentralised(Optional<Input> epochs, Map<ParadigmKind, Input> given) {
        if (!rounds.containsKey(ParadigmKind.FEDERATED)) {
            federated(ParadigmKind.FEDERATED, epochs, given);
        }
        CatalogEntry row = catalog.find(Kind.CONVERGENCE, "savazzi-consensus")
                .orElseThrow(() -> new IllegalStateException("the catalogue lost its consensus row"));
        double most = row.number("slowdown_vs_centralised").orElseThrow();
        Input slower = Inputs.byDefault(
                "training.rounds.decentralised-slowdown",
                CONSENSUS,
                new Cited<>(
                        new Range(1, (1 + most) / 2, most),
                        Quality.ESTIMATE,
                        row.source(),
                        "consensus is often twice as slow where data are unevenly spread"));
        Formula federated = rounds.get(ParadigmKind.FEDERATED);
        Reach alike = reach.get(ParadigmKind.FEDERATED);
        if (federated == null || alike == null) {
            throw new IllegalStateException("federated rounds were just derived");
        }
        put(
                ParadigmKind.DECENTRALISED,
                federated.times(slower).named("n_d", "Decentralised rounds, estimated", Equation.RO_1),
                alike.answer(),
                "rounds estimated from federated ones: " + alike.reason());
    }

    private @org.jspecify.annotations.Nullable Input fromModel;

    private Input epochs(Optional<Input> given) {
        if (given.isPresent()) {
            return given.get();
        }
        if (fromModel == null) {
            fromModel = catalogueEpochs()
                    .orElseThrow(() -> InputFault.at(
                            keys.node().location(),
                            "training.epochs",
                            "the catalogue knows no epochs to target for this model, so they must be given.",
                            "Maybe add 'epochs: 50..200' under 'training'."));
        }
        return fromModel;
    }

    private Optional<Input> catalogueEpochs() {
        return new TaskReader(catalog).entry(modelNode).flatMap(model -> {
            Optional<Cited<Range>> epochs = model.range("epochs_to_target")
                    .or(() -> model.range("typical_epochs"))
                    .or(() -> model.range("epochs"));
            double items = places.devices().count().value().value().typical()
                    * task.data().items().value().value().typical();
            return epochs.or(() -> model.range("samples_to_target")
                            .map(s -> new Cited<>(
                                    s.value().times(1 / items),
                                    s.quality(),
                                    s.source(),
                                    "samples to target over the items of the scenario")))
                    .map(e -> Inputs.catalogue("training.epochs", EPOCHS, e));
        });
    }
}
