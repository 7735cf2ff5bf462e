package wattle.simulation.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wattle.simulation.kernel.Distribution.Empirical;
import wattle.simulation.kernel.Distribution.Exponential;
import wattle.simulation.kernel.Distribution.Fixed;
import wattle.simulation.kernel.Distribution.LogNormal;
import wattle.simulation.kernel.Distribution.Uniform;
import wattle.simulation.kernel.Distribution.Weibull;

class DistributionTest {

    static List<Distribution> all() {
        return List.of(
                new Fixed(3),
                new Uniform(-2, 5),
                new LogNormal(4, 0.6),
                new Exponential(2.5),
                new Weibull(0.8, 3),
                new Weibull(2.5, 3),
                new Empirical(new double[] {5, 1, 1, 9}));
    }

    /// The mean is the integral of the quantiles (midpoints; the tail beyond the last is what the tolerance is for).
    @ParameterizedTest
    @MethodSource("all")
    void theMeanIsTheIntegralOfTheQuantiles(Distribution d) {
        int n = 1_000_000;
        double sum = 0;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double x = d.quantile((i + 0.5) / n);
            assertThat(x).isGreaterThanOrEqualTo(last);
            last = x;
            sum += x;
        }
        assertThat(sum / n).isCloseTo(d.mean(), within(3e-5 * Math.abs(d.mean())));
    }

    /// One-sample Kolmogorov–Smirnov: the distance of 10⁵ draws stays below the critical value at 10⁻⁶, 2.69 / √n.
    @ParameterizedTest
    @MethodSource("all")
    void drawsFollowTheQuantiles(Distribution d) {
        int n = 100_000;
        double[] draws = new double[n];
        Arrays.setAll(draws, i -> d.draw(new Seed(11), i));
        Arrays.sort(draws);
        double slack = 2.69 / Math.sqrt(n);
        for (int i = 0; i < n; i += 100) {
            double p = (i + 0.5) / n;
            assertThat(draws[i]).isBetween(d.quantile(Math.max(0, p - slack)), d.quantile(Math.min(1, p + slack)));
        }
    }

    /// Against the cumulative distribution, integrated by Simpson's rule from 0.
    @Test
    void normalQuantilesAreAccurate() {
        for (double x = -8; x <= 8; x += 0.0625) {
            int steps = 4000;
            double h = Math.abs(x) / steps;
            double sum = 0;
            for (int i = 0; i <= steps; i++) {
                double t = i * h;
                sum += Math.exp(-t * t / 2) * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
            }
            double half = sum * h / 3 / Math.sqrt(2 * Math.PI);
            if (Math.abs(x) < 4) {
                assertThat(NormalQuantile.at(0.5 + Math.signum(x) * half)).isCloseTo(x, within(1e-11));
            }
        }
        // Points in the far tail, as printed in NIST DLMF and in AS 241 itself.
        assertThat(NormalQuantile.at(0.25)).isCloseTo(-0.6744897501960817, within(1e-15));
        assertThat(NormalQuantile.at(0.001)).isCloseTo(-3.090232306167814, within(1e-14));
        assertThat(NormalQuantile.at(1e-20)).isCloseTo(-9.262340089798409, within(1e-13));
        assertThat(NormalQuantile.at(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(NormalQuantile.at(1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void gammaIsTheFactorial() {
        double factorial = 1;
        for (int n = 1; n < 30; n++) {
            assertThat(Math.exp(LogGamma.at(n))).isCloseTo(factorial, within(1e-12 * factorial));
            factorial *= n;
        }
        assertThat(Math.exp(LogGamma.at(1.5))).isCloseTo(Math.sqrt(Math.PI) / 2, within(1e-13));
    }

    @Test
    void wrongParametersAreRefused() {
        List<Runnable> wrong = List.of(
                () -> new Fixed(Double.NaN),
                () -> new Uniform(2, 1),
                () -> new Uniform(0, Double.POSITIVE_INFINITY),
                () -> new LogNormal(0, 1),
                () -> new LogNormal(1, -1),
                () -> new Exponential(-1),
                () -> new Weibull(0, 1),
                () -> new Weibull(1, Double.NaN),
                () -> new Empirical(new double[0]),
                () -> new Empirical(new double[] {1, Double.NaN}));
        wrong.forEach(w -> assertThatThrownBy(w::run).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void seenValuesAreCopied() {
        double[] values = {2, 1};
        Empirical d = new Empirical(values);
        values[0] = 100;
        d.values()[0] = 100;
        assertThat(d).isEqualTo(new Empirical(new double[] {1, 2})).hasSameHashCodeAs(new Empirical(new double[] {2, 1
        }));
        assertThat(d.quantile(0)).isEqualTo(1);
        assertThat(d.quantile(1)).isEqualTo(2);
    }
}
