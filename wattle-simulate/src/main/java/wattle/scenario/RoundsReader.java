package wattle.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
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

    private final Catalog catalog;
    private final Keys keys;
    private final Node modelNode;
    private final Task task;
    private final Places places;
    private final Input localEpochs;
    private final Map<ParadigmKind, Formula> rounds = new EnumMap<>(ParadigmKind.class);
    private final Map<ParadigmKind, Reach> reach = new EnumMap<>(ParadigmKind.class);

    RoundsReader(Catalog catalog, Keys keys, Node modelNode, Task task, Places places, Input localEpochs) {
        this.catalog = catalog;
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

    /// `rounds: 100..300` for all federated kinds, or a group by paradigm.
    private static Map<ParadigmKind, Input> given(Optional<Node> node) {
        Map<ParadigmKind, Input> given = new HashMap<>();
        if (node.isEmpty()) {
            return given;
        }
        if (node.get() instanceof Node.Mapping mapping
                && mapping.entry("low").isEmpty()
                && mapping.entry("value").isEmpty()) {
            try (Keys keys = Keys.of(mapping)) {
                for (ParadigmKind kind : ParadigmKind.values()) {
                    Inputs.given(keys, kind.word(), wanted(kind)).ifPresent(i -> given.put(kind, i));
                }
            }
            return given;
        }
        Input rounds = Inputs.given(node.get(), wanted(ParadigmKind.FEDERATED));
        given.put(ParadigmKind.FEDERATED, rounds);
        given.put(ParadigmKind.FEDERATED_SLEEP, rounds);
        given.put(ParadigmKind.HIERARCHICAL, rounds);
        return given;
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
        Optional<Input> known = convergence();
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

    private static final Pattern NUMBER = Pattern.compile("[0-9]*\\.?[0-9]+");

    /// Rows of the same model, and of the same target value where both state one.
    private Optional<Input> convergence() {
        Optional<CatalogEntry> model = new TaskReader(catalog).entry(modelNode);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        List<Double> found = new ArrayList<>();
        CatalogEntry one = null;
        Quality quality = Quality.MEASURED;
        for (CatalogEntry row : catalog.all(Kind.CONVERGENCE)) {
            boolean fits = row.text("model_id").orElse("").equals(model.get().id())
                    && row.text("setting").orElse("").contains("federated")
                    && sameTarget(row);
            if (fits && row.number("rounds_to_target").isPresent()) {
                Cited<Range> rounds = row.range("rounds_to_target").orElseThrow();
                found.add(rounds.value().typical());
                quality = quality.orWorse(rounds.quality());
                one = row;
            }
        }
        if (one == null) {
            return Optional.empty();
        }
        double[] sorted =
                found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Range range = new Range(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
        return Optional.of(Inputs.catalogue(
                "training.rounds",
                wanted(ParadigmKind.FEDERATED),
                new Cited<>(
                        range,
                        quality,
                        one.source(),
                        "lowest, median and highest of %d convergence rows of %s"
                                .formatted(found.size(), model.get().id()))));
    }

    private boolean sameTarget(CatalogEntry row) {
        Optional<Double> target = row.number("target_value");
        Matcher matcher = NUMBER.matcher(task.target());
        if (target.isEmpty() || !matcher.find()) {
            return true;
        }
        double wanted = Double.parseDouble(matcher.group());
        return Math.abs(wanted - target.get()) < 1e-9 || Math.abs(wanted - 100 * target.get()) < 1e-9;
    }
}
