package wattle.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;

/// Rounds to a target as they depend on how federated training is set: a log-linear model of rows that reached
/// the same target with the same model and data. Equation RO-2.
///
/// `ln n = a + b ln C + c ln E + d ln B + e [not IID]`, by ordinary least squares. What the rows cannot tell,
/// because it is the same in all of them or moves with what stands before it, has no coefficient.
public final class ConvergenceFit {

    /// Two-sided 90 % of a normal distribution.
    private static final double NINETY_PERCENT = 1.645;

    /// Rows that a fit needs beyond its coefficients.
    private static final int SPARE_ROWS = 2;

    private static final double SAME = 1e-9;

    /// How federated training is set.
    ///
    /// @param clientsPerRound that take part in a round, above 0
    /// @param localEpochs passes over a client's own data in a round, above 0
    /// @param localBatch items of a local step, above 0
    /// @param iid whether the clients' data are alike
    public record Setting(double clientsPerRound, double localEpochs, double localBatch, boolean iid) {
        /// @throws IllegalArgumentException when a number is not above 0
        public Setting {
            if (!(clientsPerRound > 0 && localEpochs > 0 && localBatch > 0)) {
                throw new IllegalArgumentException("clients, local epochs and local batch must be above 0");
            }
        }
    }

    /// What the model's terms are.
    public enum Term {
        INTERCEPT("rounds of one client, epoch and item"),
        CLIENTS("clients per round"),
        EPOCHS("local epochs"),
        BATCH("local batch"),
        NOT_IID("data that are not alike");

        private final String words;

        Term(String words) {
            this.words = words;
        }

        private double of(Setting setting) {
            return switch (this) {
                case INTERCEPT -> 1;
                case CLIENTS -> Math.log(setting.clientsPerRound());
                case EPOCHS -> Math.log(setting.localEpochs());
                case BATCH -> Math.log(setting.localBatch());
                case NOT_IID -> setting.iid() ? 0 : 1;
            };
        }
    }

    /// @param value of a coefficient
    /// @param standardError of it
    public record Estimate(double value, double standardError) {}

    private final List<ConvergenceRow> rows;
    private final List<Term> terms;
    private final LeastSquares fit;

    private ConvergenceFit(List<ConvergenceRow> rows, List<Term> terms, LeastSquares fit) {
        this.rows = rows;
        this.terms = terms;
        this.fit = fit;
    }

    /// Fits rows of one model, data set and target.
    ///
    /// @param entries convergence rows; those that do not say rounds, clients, epochs, batch and IID do not count
    /// @throws IllegalArgumentException when there are too few; its message is for people
    public static ConvergenceFit of(Catalog catalog, List<CatalogEntry> entries) {
        List<ConvergenceRow> rows = ConvergenceRow.of(catalog, entries);
        Term[] all = Term.values();
        double[][] columns = new double[all.length][];
        for (int k = 0; k < all.length; k++) {
            Term term = all[k];
            columns[k] =
                    rows.stream().mapToDouble(row -> term.of(row.setting())).toArray();
        }
        double[] y = rows.stream().mapToDouble(row -> Math.log(row.rounds())).toArray();
        LeastSquares fit = LeastSquares.of(columns, y);
        List<Term> terms = new ArrayList<>();
        for (int column : fit.used()) {
            terms.add(all[column]);
        }
        if (fit.freedom() < SPARE_ROWS) {
            throw new IllegalArgumentException(
                    "%d rows of the catalogue fit, which are too few for a model of %d coefficients: %d are needed.\nMaybe give the rounds, or point to recorded runs: {from-runs: runs}."
                            .formatted(rows.size(), Math.max(1, terms.size()), Math.max(1, terms.size()) + SPARE_ROWS));
        }
        return new ConvergenceFit(rows, List.copyOf(terms), fit);
    }

    /// Rows that were fitted.
    public int rows() {
        return rows.size();
    }

    /// A term's coefficient; empty when the rows cannot tell it.
    public Optional<Estimate> coefficient(Term term) {
        int at = terms.indexOf(term);
        return at < 0 ? Optional.empty() : Optional.of(new Estimate(fit.coefficient(at), fit.standardError(at)));
    }

    /// `-b`: rounds fall with the number of clients in a round to this power. 0 when more clients do not help, 1
    /// when twice the clients halve the rounds. Empty when the rows cannot tell.
    public Optional<Estimate> participationExponent() {
        return coefficient(Term.CLIENTS).map(b -> new Estimate(-b.value(), b.standardError()));
    }

    /// Standard deviation of `ln n` about the model.
    public double residualSigma() {
        return fit.sigma();
    }

    /// Share of the variance of `ln n` that the model explains.
    public double determination() {
        return fit.determination();
    }

    /// Root mean squared error of `ln n` when each row is predicted from the others.
    public double leaveOneOutError() {
        return fit.leaveOneOut();
    }

    /// Rounds in a setting: the median, and the 90 % interval of one more training, never below 1. The interval
    /// widens away from the rows, by their leverage.
    ///
    /// @throws IllegalArgumentException when the setting differs in something that the rows cannot tell; its
    ///     message is for people
    public Cited<Range> rounds(Setting setting) {
        requireKnown(setting);
        double[] x = terms.stream().mapToDouble(term -> term.of(setting)).toArray();
        double middle = fit.at(x);
        double spread = NINETY_PERCENT * fit.sigma() * Math.sqrt(1 + fit.leverage(x));
        Range range = new Range(
                Math.max(1, Math.exp(middle - spread)),
                Math.max(1, Math.exp(middle)),
                Math.max(1, Math.exp(middle + spread)));
        List<Term> outside =
                terms.stream().filter(term -> isOutside(term, setting)).toList();
        Quality quality = ConvergenceRow.quality(rows);
        String note = outside.isEmpty()
                ? description()
                : description() + "; beyond the rows in "
                        + outside.stream().map(t -> t.words).collect(Collectors.joining(" and "));
        return new Cited<>(
                range,
                outside.isEmpty() ? quality : quality.orWorse(Quality.ESTIMATE),
                ConvergenceRow.source(rows),
                note);
    }

    /// The model in one line: rows, coefficients, R², spread and leave-one-out error.
    public String description() {
        StringBuilder text = new StringBuilder("log-linear fit (RO-2) of %d rows: ln n =".formatted(rows.size()));
        for (int k = 0; k < terms.size(); k++) {
            double value = fit.coefficient(k);
            text.append(k == 0 ? " " : value < 0 ? " - " : " + ");
            text.append(String.format(Locale.ROOT, "%.3g", k == 0 ? value : Math.abs(value)));
            text.append(
                    switch (terms.get(k)) {
                        case INTERCEPT -> "";
                        case CLIENTS -> " ln C";
                        case EPOCHS -> " ln E";
                        case BATCH -> " ln B";
                        case NOT_IID -> " [not IID]";
                    });
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "; R² %.2f; rows scatter by a factor of %.2f, and by %.2f when each is left out",
                        determination(),
                        Math.exp(residualSigma()),
                        Math.exp(leaveOneOutError())))
                .toString();
    }

    private double lowest(Term term) {
        return rows.stream().mapToDouble(r -> term.of(r.setting())).min().orElseThrow();
    }

    private double highest(Term term) {
        return rows.stream().mapToDouble(r -> term.of(r.setting())).max().orElseThrow();
    }

    private boolean isOutside(Term term, Setting setting) {
        double value = term.of(setting);
        return value < lowest(term) - SAME || value > highest(term) + SAME;
    }

    private void requireKnown(Setting setting) {
        for (Term term : Term.values()) {
            if (!terms.contains(term) && isOutside(term, setting)) {
                throw new IllegalArgumentException(
                        "the %d rows of the catalogue cannot tell what %s would change, as all have %s.\nMaybe ask for that, or give the rounds."
                                .formatted(
                                        rows.size(),
                                        wish(term, setting),
                                        wish(term, rows.getFirst().setting())));
            }
        }
    }

    private static String wish(Term term, Setting setting) {
        return switch (term) {
            case INTERCEPT -> "nothing";
            case CLIENTS -> "%.0f clients per round".formatted(setting.clientsPerRound());
            case EPOCHS -> "%.0f local epochs".formatted(setting.localEpochs());
            case BATCH -> "a local batch of %.0f".formatted(setting.localBatch());
            case NOT_IID -> setting.iid() ? "IID data" : "data that are not IID";
        };
    }
}
