package wattle.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.quantity.Quality;
import wattle.quantity.Source;

/// One federated training that reached its target: after how many rounds, and in which setting.
///
/// @param rounds to the target, above 0
/// @param setting in which
/// @param quality of the number of rounds
/// @param source where it was read
record ConvergenceRow(double rounds, ConvergenceFit.Setting setting, Quality quality, Source source) {

    /// The rows that say all that the fit asks.
    static List<ConvergenceRow> of(Catalog catalog, List<CatalogEntry> entries) {
        return entries.stream()
                .map(entry -> of(catalog, entries, entry))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ConvergenceRow> of(Catalog catalog, List<CatalogEntry> entries, CatalogEntry entry) {
        Optional<Double> rounds = entry.number("rounds_to_target").filter(n -> n > 0);
        Optional<Double> clients = entry.number("clients_per_round")
                .or(() -> entry.number("client_fraction")
                        .flatMap(share -> entry.number("clients").map(all -> Math.max(1, share * all))))
                .filter(n -> n > 0);
        Optional<Double> epochs = entry.number("local_epochs").filter(n -> n > 0);
        Optional<Double> batch = batch(catalog, entries, entry).filter(n -> n > 0);
        Object iid = entry.fields().get("iid");
        if (rounds.isEmpty() || clients.isEmpty() || epochs.isEmpty() || batch.isEmpty() || !(iid instanceof Boolean)) {
            return Optional.empty();
        }
        return Optional.of(new ConvergenceRow(
                rounds.get(),
                new ConvergenceFit.Setting(clients.get(), epochs.get(), batch.get(), Boolean.TRUE.equals(iid)),
                entry.range("rounds_to_target").orElseThrow().quality(),
                entry.source()));
    }

    /// A batch of `inf` is all that a client has.
    private static Optional<Double> batch(Catalog catalog, List<CatalogEntry> entries, CatalogEntry entry) {
        return entry.number("local_batch")
                .or(() -> entry.text("local_batch")
                        .filter("inf"::equals)
                        .flatMap(_ -> itemsOfAClient(entries, entry).or(() -> evenly(catalog, entry))));
    }

    /// Rows of the same data state `u = E n / (K B)` updates of a client in a round: its items are `u B / E`.
    private static Optional<Double> itemsOfAClient(List<CatalogEntry> entries, CatalogEntry entry) {
        double[] items = entries.stream()
                .filter(other -> Objects.equals(other.text("dataset_id"), entry.text("dataset_id"))
                        && Objects.equals(other.number("clients"), entry.number("clients")))
                .flatMapToDouble(other -> other.number("expected_local_updates").stream()
                        .flatMap(u -> other.number("local_batch").stream().map(b -> u * b))
                        .flatMap(ub -> other.number("local_epochs").stream().map(e -> ub / e))
                        .mapToDouble(Double::doubleValue))
                .sorted()
                .toArray();
        return items.length == 0 ? Optional.empty() : Optional.of(items[items.length / 2]);
    }

    private static Optional<Double> evenly(Catalog catalog, CatalogEntry entry) {
        return entry.text("dataset_id")
                .flatMap(id -> catalog.find(Kind.DATASET, id))
                .flatMap(set -> set.number("items_train").or(() -> set.number("items_total")))
                .flatMap(items -> entry.number("clients").map(clients -> items / clients));
    }

    /// The worst quality of several rows.
    static Quality quality(List<ConvergenceRow> rows) {
        return rows.stream().map(ConvergenceRow::quality).reduce(Quality.MEASURED, Quality::orWorse);
    }

    /// All rows' sources as one.
    static Source source(List<ConvergenceRow> rows) {
        Source[] sources = rows.stream().map(ConvergenceRow::source).distinct().toArray(Source[]::new);
        return sources.length == 1
                ? sources[0]
                : new Source(
                        String.join("+", Arrays.stream(sources).map(Source::key).toList()),
                        String.join(
                                "; ",
                                Arrays.stream(sources).map(Source::citation).toList()),
                        sources[0].url());
    }
}
