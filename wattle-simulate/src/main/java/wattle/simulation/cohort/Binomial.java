package wattle.simulation.cohort;

/// How likely so many of so many are.
final class Binomial {

    private static final double TINY = 1e-300;

    private Binomial() {}

    /// Probability that at least `k` of `n` happen, each with probability `q`: the regularised incomplete beta
    /// function `I_q(k, n − k + 1)`, by its continued fraction (NIST DLMF 8.17.22, <https://dlmf.nist.gov/8.17>;
    /// evaluation by Lentz's method).
    static double atLeast(long k, long n, double q) {
        if (k <= 0) {
            return 1;
        }
        if (k > n || q <= 0) {
            return 0;
        }
        if (q >= 1) {
            return 1;
        }
        if (k == n) {
            return Math.exp(n * Math.log(q));
        }
        double a = k;
        double b = (double) n - k + 1;
        return q < (a + 1) / (a + b + 2) ? part(a, b, q, 1 - q) : 1 - part(b, a, 1 - q, q);
    }

    private static double part(double a, double b, double x, double y) {
        double front =
                Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y) - Math.log(a));
        return front == 0 ? 0 : Math.clamp(front * fraction(a, b, x), 0, 1);
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = away(1 - (a + b) * x / (a + 1));
        d = 1 / d;
        double h = d;
        long most = 200 + 10 * (long) Math.sqrt(Math.max(a, b));
        for (long m = 1; m <= most; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < 1e-14) {
                break;
            }
        }
        return h;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double x) {
        return wattle.simulation.kernel.LogGamma.at(x);
    }
}
