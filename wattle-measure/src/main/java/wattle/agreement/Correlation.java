package wattle.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How well one quantity of a run predicts another across runs, such as its parameters its energy.
///
/// @param name of the predictor
/// @param known runs that have both quantities, both positive
/// @param missing runs that lack one; they are left out, never taken as 0
/// @param figures empty when fewer than three runs are known, or the predictor is the same in all
public record Correlation(String name, int known, int missing, java.util.Optional<Figures> figures) {

    /// Two runs lie on a line whatever they are.
    public static final int FEWEST = 3;

    /// The normal distribution's quantile of 0.975.
    private static final double NORMAL_95 = 1.959963984540054;

    private static final int DRAWS = 2000;
    private static final long SEED = 1;

    /// @param pearson of the values as they are, with Fisher's interval. Equation MC-9
    /// @param spearman of their ranks, with a bootstrap's interval. Equation MC-10
    /// @param law the power law through both, fitted to the logarithms. Equation MC-11
    /// @param leaveOneOut median relative error when each run is predicted by the law of all others. Equation MC-12
    public record Figures(Estimate pearson, Estimate spearman, Law law, double leaveOneOut) {}

    /// A number with its 95 % interval.
    public record Estimate(double value, double low, double high) {

        /// Whether the interval leaves out 0.
        public boolean isTold() {
            return low > 0 || high < 0;
        }
    }

    /// `y = factor · x^exponent`.
    ///
    /// @param exponent with its 95 % interval (Student's t)
    /// @param factor in units of y for x = 1
    public record Law(Estimate exponent, double factor) {

        /// What it says of y.
        public double at(double x) {
            return factor * Math.pow(x, exponent.value());
        }
    }

    /// One run.
    ///
    /// @param x NaN where it is not known
    /// @param y NaN where it is not known
    public record Sample(double x, double y) {

        private boolean isKnown() {
            return x > 0 && y > 0 && Double.isFinite(x) && Double.isFinite(y);
        }
    }

    /// Works it out. The bootstrap is seeded: the same runs give the same intervals.
    public static Correlation of(String name, List<Sample> runs) {
        List<Sample> known = runs.stream().filter(Sample::isKnown).toList();
        double[] x = known.stream().mapToDouble(Sample::x).toArray();
        double[] y = known.stream().mapToDouble(Sample::y).toArray();
        int missing = runs.size() - known.size();
        boolean flat = Arrays.stream(x).distinct().count() < 2;
        if (known.size() < FEWEST || flat) {
            return new Correlation(name, known.size(), missing, java.util.Optional.empty());
        }
        Figures figures = new Figures(
                fisher(new Paired(x, y).r(), x.length), spearman(x, y), law(logs(x), logs(y)), leaveOneOut(x, y));
        return new Correlation(name, known.size(), missing, java.util.Optional.of(figures));
    }

    /// The best predictor first: the smallest error of runs that were left out, then the others, then those that
    /// cannot be told.
    public static List<Correlation> ranked(List<Correlation> all) {
        List<Correlation> ranked = new ArrayList<>(all);
        ranked.sort(java.util.Comparator.comparingDouble((Correlation one) ->
                        one.figures().map(Figures::leaveOneOut).orElse(Double.POSITIVE_INFINITY))
                .thenComparing(Correlation::name));
        return ranked;
    }

    /// Fisher, "On the 'probable error' of a coefficient of correlation", 1921: atanh r is near normal, with a
    /// standard error of 1/√(n − 3). Of three runs nothing is known.
    private static Estimate fisher(double r, int n) {
        if (n <= 3) {
            return new Estimate(r, -1, 1);
        }
        if (Math.abs(r) >= 1 - 1e-12) {
            return new Estimate(r, r, r);
        }
        double z = 0.5 * Math.log((1 + r) / (1 - r));
        double half = NORMAL_95 / Math.sqrt(n - 3.0);
        return new Estimate(r, Math.tanh(z - half), Math.tanh(z + half));
    }

    private static Estimate spearman(double[] x, double[] y) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] draws = new double[DRAWS];
        int n = x.length;
        for (int k = 0; k < DRAWS; k++) {
            int[] drawn = random.ints(n, 0, n).toArray();
            draws[k] = rankR(
                    Arrays.stream(drawn).mapToDouble(i -> x[i]).toArray(),
                    Arrays.stream(drawn).mapToDouble(i -> y[i]).toArray());
        }
        double rho = rankR(x, y);
        if (n <= 3) {
            return new Estimate(rho, -1, 1);
        }
        return new Estimate(rho, Paired.quantile(draws, 0.025), Paired.quantile(draws, 0.975));
    }

    private static double rankR(double[] x, double[] y) {
        return new Paired(ranks(x), ranks(y)).r();
    }

    /// Ranks from 1; equals share the mean of theirs.
    private static double[] ranks(double[] values) {
        int n = values.length;
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, java.util.Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[n];
        int from = 0;
        while (from < n) {
            int to = from;
            while (to + 1 < n && values[order[to + 1]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i <= to; i++) {
                ranks[order[i]] = (from + to) / 2.0 + 1;
            }
            from = to + 1;
        }
        return ranks;
    }

    private static Law law(double[] x, double[] y) {
        double sxx = Paired.squares(x);
        double slope = sxx > 0 ? new Paired(x, y).products() / sxx : 0;
        double intercept = Paired.mean(y) - slope * Paired.mean(x);
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            double left = y[i] - intercept - slope * x[i];
            square += left * left;
        }
        double error = sxx > 0 ? Math.sqrt(square / (x.length - 2) / sxx) : Double.POSITIVE_INFINITY;
        double half = student(x.length - 2) * error;
        return new Law(new Estimate(slope, slope - half, slope + half), Math.exp(intercept));
    }

    private static double leaveOneOut(double[] x, double[] y) {
        double[] errors = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int out = i;
            int[] kept = IntStream.range(0, x.length).filter(k -> k != out).toArray();
            Law law = law(
                    logs(Arrays.stream(kept).mapToDouble(k -> x[k]).toArray()),
                    logs(Arrays.stream(kept).mapToDouble(k -> y[k]).toArray()));
            errors[i] = Math.abs(law.at(x[i]) - y[i]) / y[i];
        }
        return Paired.quantile(errors, 0.5);
    }

    private static double[] logs(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    /// Student's quantile of 0.975: exact for one and two degrees of freedom; beyond by Cornish and Fisher's series
    /// (Abramowitz, Stegun, 26.7.5), within 1 % from three on.
    private static double student(int degrees) {
        if (degrees < 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (degrees == 1) {
            return Math.tan(Math.PI * 0.475);
        }
        if (degrees == 2) {
            return 0.95 * Math.sqrt(2 / (1 - 0.95 * 0.95));
        }
        double z = NORMAL_95;
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        double z7 = z5 * z * z;
        double n = degrees;
        return z
                + (z3 + z) / (4 * n)
                + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
    }
}
