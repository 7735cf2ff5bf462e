package wattle.simulation.cohort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import wattle.simulation.kernel.Distribution;

/// A population as weighted points. A spread is cut at equal steps of the logit of its quantile, so that tails are as
/// fine as the middle: the largest of a thousand million is a quantile of 1 − 10⁻⁹. By the trapezoid rule this
/// converges
/// faster than any power of the step for smooth integrands, as the ends vanish (L. N. Trefethen, J. A. C. Weideman,
/// "The
/// exponentially convergent trapezoidal rule", SIAM Review 56(3), 2014, <https://doi.org/10.1137/130932132>).
final class Atoms {

    private static final double FAR = 26;

    /// @param weight share of the population
    /// @param compute items over speed
    /// @param link factor on the rates of its links
    record Atom(double weight, Mix.Kind kind, double compute, double link, double items) {}

    private Atoms() {}

    static List<Atom> of(Mix mix) {
        List<Distribution> spreads = List.of(mix.speed(), mix.link(), mix.items());
        long free = spreads.stream().filter(d -> !fixed(d)).count();
        int points = free <= 1 ? 4_001 : free == 2 ? 101 : 41;
        double[][] speed = cut(mix.speed(), points);
        double[][] link = cut(mix.link(), points);
        double[][] items = cut(mix.items(), points);
        List<Atom> atoms = new ArrayList<>(mix.kinds().size() * speed[0].length * link[0].length * items[0].length);
        for (Mix.Kind kind : mix.kinds()) {
            for (int s = 0; s < speed[0].length; s++) {
                for (int i = 0; i < items[0].length; i++) {
                    for (int l = 0; l < link[0].length; l++) {
                        atoms.add(new Atom(
                                kind.share() * speed[1][s] * items[1][i] * link[1][l],
                                kind,
                                items[0][i] * kind.items() / (speed[0][s] * kind.speed()),
                                link[0][l] * kind.link(),
                                items[0][i] * kind.items()));
                    }
                }
            }
        }
        atoms.sort(Comparator.comparingDouble(Atom::compute));
        return atoms;
    }

    private static boolean fixed(Distribution distribution) {
        return distribution instanceof Distribution.Fixed;
    }

    /// Values and weights.
    private static double[][] cut(Distribution distribution, int points) {
        if (fixed(distribution)) {
            return new double[][] {{distribution.mean()}, {1}};
        }
        double[][] cut = new double[2][points];
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double x = -FAR + 2 * FAR * (i + 0.5) / points;
            double p = 1 / (1 + Math.exp(-x));
            // From 0.5 on the complement is what keeps its digits, but quantiles take p: 1 − 2⁻⁵³ is the last one.
            cut[0][i] = distribution.quantile(Math.clamp(p, 0x1p-52, 1 - 0x1p-52));
            cut[1][i] = 1 / ((1 + Math.exp(-x)) * (1 + Math.exp(x)));
            sum += cut[1][i];
        }
        for (int i = 0; i < points; i++) {
            cut[1][i] /= sum;
        }
        return cut;
    }
}
