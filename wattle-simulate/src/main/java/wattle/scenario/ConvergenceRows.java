package wattle.scenario;

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
import wattle.formula.Formula.Input;
import wattle.profile.ConvergenceFit;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Quality;
import wattle.quantity.Range;

/// The catalogue's convergence rows that fit a scenario: federated, of the same model, and of the same target
/// value where both state one.
final class ConvergenceRows {

    private static final Pattern NUMBER = Pattern.compile("[0-9]*\\.?[0-9]+");
    private static final Wanted CLIENTS = Wanted.positive("C", "Clients per round", Dimension.SCALAR);
    private static final Wanted EPOCHS = Wanted.positive("E_l", "Local epochs in one round", Dimension.SCALAR);
    private static final Wanted BATCH = Wanted.positive("B_l", "Items of a local step", Dimension.SCALAR);

    private final Catalog catalog;
    private final Node modelNode;
    private final Task task;

    ConvergenceRows(Catalog catalog, Node modelNode, Task task) {
        this.catalog = catalog;
        this.modelNode = modelNode;
        this.task = task;
    }

    /// Lowest, median and highest rounds of the rows, whatever their settings.
    Optional<Input> asTheyAre(Wanted wanted) {
        List<CatalogEntry> rows = rows();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Quality quality = Quality.MEASURED;
        for (CatalogEntry row : rows) {
            quality =
                    quality.orWorse(row.range("rounds_to_target").orElseThrow().quality());
        }
        double[] sorted = rows.stream()
                .mapToDouble(row ->
                        row.range("rounds_to_target").orElseThrow().value().typical())
                .sorted()
                .toArray();
        return Optional.of(Inputs.catalogue(
                "training.rounds",
                wanted,
                new Cited<>(
                        new Range(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]),
                        quality,
                        rows.getLast().source(),
                        "lowest, median and highest of %d convergence rows of %s".formatted(rows.size(), model()))));
    }

    /// Rounds in one setting, by a log-linear model of the rows.
    ///
    /// @param clients per round, where the group does not say
    /// @param localEpochs where the group does not say
    Input fitted(Node.Mapping group, Wanted wanted, double clients, Input localEpochs) {
        try (Keys keys = Keys.of(group)) {
            ConvergenceFit.Setting setting = new ConvergenceFit.Setting(
                    number(keys, "clients-per-round", CLIENTS).orElse(clients),
                    number(keys, "local-epochs", EPOCHS)
                            .orElseGet(() -> localEpochs.value().value().typical()),
                    number(keys, "local-batch", BATCH)
                            .orElseThrow(() -> keys.fault(
                                    "local-batch",
                                    "the items of a local step are not given.",
                                    "Maybe local-batch: 10.")),
                    keys.flag("iid"));
            List<CatalogEntry> rows = ofOneDataSet(group);
            try {
                Cited<Range> rounds = ConvergenceFit.of(catalog, rows).rounds(setting);
                return Inputs.catalogue(group.path(), wanted, rounds);
            } catch (IllegalArgumentException e) {
                throw InputFault.at(group, e);
            }
        }
    }

    private static Optional<Double> number(Keys keys, String key, Wanted wanted) {
        return Inputs.given(keys, key, wanted).map(i -> i.value().value().typical());
    }

    private List<CatalogEntry> ofOneDataSet(Node.Mapping group) {
        List<CatalogEntry> rows = rows();
        List<String> sets = rows.stream()
                .flatMap(row -> row.text("dataset_id").stream())
                .distinct()
                .toList();
        if (rows.isEmpty()) {
            throw InputFault.at(
                    group,
                    "the catalogue has no convergence rows of this model and target.",
                    "Maybe give the rounds, or point to recorded runs: {from-runs: runs}.");
        }
        if (sets.size() > 1) {
            throw InputFault.at(
                    group,
                    "the catalogue's rows of %s are of several data sets: %s."
                            .formatted(model(), String.join(", ", sets)),
                    "Maybe state the target's value: 'accuracy 0.99'.");
        }
        return rows;
    }

    private String model() {
        return new TaskReader(catalog).entry(modelNode).map(CatalogEntry::id).orElse("this model");
    }

    private List<CatalogEntry> rows() {
        Optional<CatalogEntry> model = new TaskReader(catalog).entry(modelNode);
        return model.isEmpty()
                ? List.of()
                : catalog.all(Kind.CONVERGENCE).stream()
                        .filter(row -> row.text("model_id")
                                        .orElse("")
                                        .equals(model.get().id())
                                && row.text("setting").orElse("").contains("federated")
                                && row.number("rounds_to_target").isPresent()
                                && sameTarget(row))
                        .toList();
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
