package wattle.workload.data;

import java.util.SplittableRandom;

/// Draws from gamma and Dirichlet distributions, seeded.
final class Gamma {

    private Gamma() {}

    /// Shares that sum to 1, from a symmetric Dirichlet distribution.
    static double[] shares(int count, double concentration, SplittableRandom random) {
        double[] shares = new double[count];
        double largest = Double.NEGATIVE_INFINITY;
        // In logarithms: at small concentrations every plain draw may be 0.
        for (int i = 0; i < count; i++) {
            shares[i] = logGamma(concentration, random);
            largest = Math.max(largest, shares[i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            shares[i] = Math.exp(shares[i] - largest);
            sum += shares[i];
        }
        for (int i = 0; i < count; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /// The logarithm of a draw of scale 1: Marsaglia and Tsang 2000, boosted below shape 1.
    private static double logGamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return logGamma(shape + 1, random) + Math.log(1 - random.nextDouble()) / shape;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return Math.log(d * v);
            }
        }
    }
}
