package wattle.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Evidence;
import wattle.catalog.Kind;
import wattle.profile.ConvergenceFit.Setting;
import wattle.profile.ConvergenceFit.Term;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

class ConvergenceFitTest {

    private static final Catalog CATALOG = Catalog.builtIn();

    private static CatalogEntry row(int id, double rounds, double clients, double epochs, double batch, boolean iid) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rounds_to_target", rounds);
        fields.put("clients_per_round", clients);
        fields.put("local_epochs", epochs);
        fields.put("local_batch", batch);
        fields.put("iid", iid);
        Source source = new Source("test", "A table", "");
        return new CatalogEntry(
                Kind.CONVERGENCE,
                "row-" + id,
                "row",
                fields,
                new Evidence(source, List.of(), Quality.LITERATURE, Map.of()),
                "",
                "test");
    }

    /// Rows of a known law, with noise of a known size.
    private static List<CatalogEntry> rows(int count, double sigma, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CatalogEntry> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double clients = 1 + random.nextInt(100);
            double epochs = 1 + random.nextInt(20);
            double batch = 10 * (1 + random.nextInt(60));
            boolean iid = random.nextBoolean();
            double ln = 6 - 0.4 * Math.log(clients) - 0.7 * Math.log(epochs) + 0.3 * Math.log(batch) + (iid ? 0 : 1.2);
            rows.add(row(i, Math.exp(ln + sigma * random.nextGaussian()), clients, epochs, batch, iid));
        }
        return rows;
    }

    @Test
    void findsTheCoefficientsOfALawWithoutNoise() {
        ConvergenceFit fit = ConvergenceFit.of(CATALOG, rows(12, 0, 1));
        assertThat(fit.coefficient(Term.INTERCEPT).orElseThrow().value()).isCloseTo(6, within(1e-10));
        assertThat(fit.participationExponent().orElseThrow().value()).isCloseTo(0.4, within(1e-10));
        assertThat(fit.coefficient(Term.EPOCHS).orElseThrow().value()).isCloseTo(-0.7, within(1e-10));
        assertThat(fit.coefficient(Term.BATCH).orElseThrow().value()).isCloseTo(0.3, within(1e-10));
        assertThat(fit.coefficient(Term.NOT_IID).orElseThrow().value()).isCloseTo(1.2, within(1e-10));
        assertThat(fit.determination()).isCloseTo(1, within(1e-12));
        Range range = fit.rounds(new Setting(10, 5, 50, true)).value();
        assertThat(range.typical())
                .isCloseTo(Math.exp(6 - 0.4 * Math.log(10) - 0.7 * Math.log(5) + 0.3 * Math.log(50)), within(1e-7));
        assertThat(range.high()).isCloseTo(range.low(), within(1e-6));
    }

    /// The interval and the standard errors mean what they say, over many noisy tables.
    @Test
    void coversAsOftenAsItClaims() {
        int tables = 400;
        int inRange = 0;
        int nearExponent = 0;
        double sigma = 0.3;
        double looLargerThanSigma = 0;
        for (int seed = 0; seed < tables; seed++) {
            ConvergenceFit fit = ConvergenceFit.of(CATALOG, rows(60, sigma, seed));
            double next = rows(1, sigma, 10_000 + seed)
                    .getFirst()
                    .number("rounds_to_target")
                    .orElseThrow();
            CatalogEntry asked = rows(1, sigma, 10_000 + seed).getFirst();
            Range range = fit.rounds(new Setting(
                            asked.number("clients_per_round").orElseThrow(),
                            asked.number("local_epochs").orElseThrow(),
                            asked.number("local_batch").orElseThrow(),
                            Boolean.TRUE.equals(asked.fields().get("iid"))))
                    .value();
            inRange += range.low() <= next && next <= range.high() ? 1 : 0;
            ConvergenceFit.Estimate exponent = fit.participationExponent().orElseThrow();
            nearExponent += Math.abs(exponent.value() - 0.4) <= 1.96 * exponent.standardError() ? 1 : 0;
            looLargerThanSigma += fit.leaveOneOutError() > fit.residualSigma() ? 1 : 0;
        }
        // Binomial, four standard deviations about 0.90 and 0.95 less what few rows cost.
        assertThat(inRange / (double) tables).isBetween(0.82, 0.95);
        assertThat(nearExponent / (double) tables).isBetween(0.89, 0.99);
        assertThat(looLargerThanSigma)
                .as("a row is predicted worse when it is left out")
                .isGreaterThan(0.95 * tables);
    }

    private static List<CatalogEntry> published(String model) {
        return CATALOG.all(Kind.CONVERGENCE).stream()
                .filter(row -> row.text("model_id").orElse("").equals(model)
                        && row.text("setting").orElse("").contains("federated")
                        && row.number("rounds_to_target").isPresent())
                .toList();
    }

    /// McMahan et al. 2017, Tables 1 and 2, say so in words.
    @Test
    void publishedRowsHaveThePublishedSigns() {
        ConvergenceFit fit = ConvergenceFit.of(CATALOG, published("mnist-cnn-mcmahan"));
        assertThat(fit.rows()).isEqualTo(37);
        assertThat(fit.participationExponent().orElseThrow().value())
                .as("more clients, fewer rounds")
                .isPositive();
        assertThat(fit.coefficient(Term.EPOCHS).orElseThrow().value())
                .as("more epochs, fewer rounds")
                .isNegative();
        assertThat(fit.coefficient(Term.BATCH).orElseThrow().value())
                .as("smaller batches, fewer rounds")
                .isPositive();
        assertThat(fit.coefficient(Term.NOT_IID).orElseThrow().value())
                .as("not IID, more rounds")
                .isPositive();
        assertThat(fit.determination()).isGreaterThan(0.7);
        Cited<Range> rounds = fit.rounds(new Setting(10, 5, 10, false));
        assertThat(rounds.value().low()).isLessThan(229);
        assertThat(rounds.value().high()).as("Table 2 says 229").isGreaterThan(229);
        assertThat(rounds.quality()).as("the rows are from memory, and say so").isEqualTo(Quality.UNVERIFIED);
        assertThat(rounds.note()).contains("37 rows").contains("R²").contains("left out");
    }

    @Test
    void whatTheRowsCannotTellIsLeftOutAndRefused() {
        ConvergenceFit fit = ConvergenceFit.of(CATALOG, published("mnist-2nn-mcmahan"));
        assertThat(fit.coefficient(Term.EPOCHS))
                .as("all rows have one local epoch")
                .isEmpty();
        assertThat(fit.rounds(new Setting(10, 1, 10, true)).value().typical()).isPositive();
        assertThatThrownBy(() -> fit.rounds(new Setting(10, 5, 10, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 local epochs")
                .hasMessageContaining("1 local epochs");
    }

    @Test
    void beyondTheRowsIsSaidAndWider() {
        ConvergenceFit fit = ConvergenceFit.of(CATALOG, rows(40, 0.3, 5));
        Cited<Range> inside = fit.rounds(new Setting(20, 5, 100, true));
        Cited<Range> outside = fit.rounds(new Setting(1e6, 5, 100, true));
        assertThat(inside.quality()).isEqualTo(Quality.LITERATURE);
        assertThat(outside.quality()).isEqualTo(Quality.ESTIMATE);
        assertThat(outside.note()).contains("beyond the rows in clients per round");
        assertThat(outside.value().high() / outside.value().typical())
                .isGreaterThan(inside.value().high() / inside.value().typical());
    }

    @Test
    void aTermThatMovesWithAnotherIsLeftOut() {
        List<CatalogEntry> rows = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            rows.add(row(i, 1000.0 / i, i, i, 10, true));
        }
        ConvergenceFit fit = ConvergenceFit.of(CATALOG, rows);
        assertThat(fit.coefficient(Term.CLIENTS)).isPresent();
        assertThat(fit.coefficient(Term.EPOCHS)).isEmpty();
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> ConvergenceFit.of(CATALOG, rows(6, 0.1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 rows")
                .hasMessageContaining("7 are needed");
        assertThatThrownBy(() -> ConvergenceFit.of(CATALOG, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
