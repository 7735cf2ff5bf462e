package wattle.agreement;

import java.util.Arrays;

/// Two series of the same length, value by value. Values that one of both lacks (NaN) are left out of both.
final class Paired {

    private final double[] x;
    private final double[] y;
    private final int[] kept;

    Paired(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("%d values cannot be paired with %d".formatted(x.length, y.length));
        }
        kept = java.util.stream.IntStream.range(0, x.length)
                .filter(i -> !Double.isNaN(x[i]) && !Double.isNaN(y[i]))
                .toArray();
        this.x = Arrays.stream(kept).mapToDouble(i -> x[i]).toArray();
        this.y = Arrays.stream(kept).mapToDouble(i -> y[i]).toArray();
    }

    double[] x() {
        return x;
    }

    double[] y() {
        return y;
    }

    /// Where value `i` stood before those without a partner were left out.
    int place(int i) {
        return kept[i];
    }

    int size() {
        return x.length;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /// Sum of squared deviations from the mean.
    static double squares(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    }

    /// Standard deviation of a sample; 0 for fewer than two.
    static double deviation(double[] values) {
        return values.length < 2 ? 0 : Math.sqrt(squares(values) / (values.length - 1));
    }

    /// Sum of the products of both deviations.
    double products() {
        double mx = mean(x);
        double my = mean(y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - mx) * (y[i] - my);
        }
        return sum;
    }

    /// Pearson's correlation; 0 when one of both never changes. Equation MC-3.
    double r() {
        double scale = Math.sqrt(squares(x) * squares(y));
        return scale > 0 ? Math.clamp(products() / scale, -1, 1) : 0;
    }

    /// The value below which a share of the values lies, between the two nearest.
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return 0;
        }
        double place = share * (sorted.length - 1);
        int low = (int) Math.floor(place);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }
}
