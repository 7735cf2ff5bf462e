package wattle.simulation.kernel;

import java.util.Arrays;

/// What a quantity that differs from one thing to the next is drawn from, by inversion: one uniform number, one value,
/// so
/// that values stay the same when another draw is added. All are of values that are finite and, but for [Fixed],
/// [Uniform] and [Empirical], above 0.
public sealed interface Distribution {

    /// The value below which a share `p` lies.
    ///
    /// @param p 0 to 1; the ends may be infinite
    double quantile(double p);

    /// The expected value.
    double mean();

    /// The value for `counter` of `seed`.
    default double draw(Seed seed, long counter) {
        return quantile(seed.inside(counter));
    }

    /// Always the same.
    record Fixed(double value) implements Distribution {
        public Fixed {
            finite("value", value);
        }

        @Override
        public double quantile(double p) {
            return value;
        }

        @Override
        public double mean() {
            return value;
        }
    }

    /// Every value from `low` to `high` equally likely.
    record Uniform(double low, double high) implements Distribution {
        public Uniform {
            finite("low", low);
            finite("high", high);
            if (low > high) {
                throw new IllegalArgumentException("low (%s) is above high (%s)".formatted(low, high));
            }
        }

        @Override
        public double quantile(double p) {
            return low + p * (high - low);
        }

        @Override
        public double mean() {
            return low + (high - low) / 2;
        }
    }

    /// The logarithm is normal.
    ///
    /// @param median above 0
    /// @param sigma standard deviation of the natural logarithm, at least 0
    record LogNormal(double median, double sigma) implements Distribution {
        public LogNormal {
            positive("median", median);
            finite("sigma", sigma);
            if (sigma < 0) {
                throw new IllegalArgumentException("sigma is " + sigma + ", must be at least 0");
            }
        }

        @Override
        public double quantile(double p) {
            return sigma == 0 ? median : median * Math.exp(sigma * NormalQuantile.at(p));
        }

        @Override
        public double mean() {
            return median * Math.exp(sigma * sigma / 2);
        }
    }

    /// Without memory.
    record Exponential(double mean) implements Distribution {
        public Exponential {
            positive("mean", mean);
        }

        @Override
        public double quantile(double p) {
            return -mean * Math.log1p(-p);
        }
    }

    /// Times to failure: shape below 1 fails early, 1 is exponential, above 1 wears out.
    record Weibull(double shape, double scale) implements Distribution {
        public Weibull {
            positive("shape", shape);
            positive("scale", scale);
        }

        @Override
        public double quantile(double p) {
            return scale * Math.pow(-Math.log1p(-p), 1 / shape);
        }

        @Override
        public double mean() {
            return scale * Math.exp(LogGamma.at(1 + 1 / shape));
        }
    }

    /// One of the values that were seen, each equally likely.
    ///
    /// @param values at least one, finite; kept sorted
    @SuppressWarnings("ArrayRecordComponent") // up to millions of values; copied on the way in and out
    record Empirical(double[] values) implements Distribution {
        public Empirical {
            values = values.clone();
            if (values.length == 0) {
                throw new IllegalArgumentException("no values to draw from");
            }
            for (double v : values) {
                finite("value", v);
            }
            Arrays.sort(values);
        }

        @Override
        public double[] values() {
            return values.clone();
        }

        @Override
        public double quantile(double p) {
            int rank = (int) Math.ceil(p * values.length);
            return values[Math.max(0, Math.min(values.length, rank) - 1)];
        }

        @Override
        public double mean() {
            return Arrays.stream(values).average().orElseThrow();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Empirical(double[] others) && Arrays.equals(values, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return "Empirical[%d values from %s to %s]".formatted(values.length, values[0], values[values.length - 1]);
        }
    }

    private static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", must be finite");
        }
    }

    private static void positive(String name, double value) {
        finite(name, value);
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ", must be above 0");
        }
    }
}
