package wattle.simulation.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Statistics of fixed seeds, judged at a level of 10⁻⁶ each (so that a sound mixer fails once in a hundred thousand
/// changes of the seed), and what "split" promises.
class SeedTest {

    private static final int N = 1 << 18;
    /// The standard normal quantile of 1 − 10⁻⁶ / 2.
    private static final double Z = 4.8916;

    /// Along counters, along numbered parts, along parts of parts, along named parts, along seeds that follow each
    /// other.
    private static final IntToDoubleFunction[] STREAMS = {
        i -> new Seed(1).uniform(i),
        i -> new Seed(1).split(i).uniform(0),
        i -> new Seed(1).split(i >> 9).split(i & 511).uniform(3),
        i -> new Seed(1).split("device " + i).uniform(0),
        i -> new Seed(i).uniform(0),
        i -> new Seed(1).uniform((long) i << 40)
    };

    @Test
    void uniformNumbersFillCellsEvenly() {
        for (IntToDoubleFunction stream : STREAMS) {
            int cells = 1 << 10;
            double[] lows = new double[cells];
            for (int i = 0; i < N; i++) {
                lows[(int) (stream.applyAsDouble(i) * cells)]++;
            }
            assertThat(chiSquareZ(lows, N)).isBetween(-Z, Z);
        }
    }

    /// Serial test: a number and the next fall into 32 × 32 cells evenly.
    @Test
    void neighboursAreIndependent() {
        for (IntToDoubleFunction stream : STREAMS) {
            double[] pairs = new double[1 << 10];
            for (int i = 0; i < N; i++) {
                int a = (int) (stream.applyAsDouble(2 * i) * 32);
                int b = (int) (stream.applyAsDouble(2 * i + 1) * 32);
                pairs[a * 32 + b]++;
            }
            assertThat(chiSquareZ(pairs, N)).isBetween(-Z, Z);
        }
    }

    @Test
    void splitStreamsDoNotCorrelate() {
        Seed seed = new Seed(42);
        Seed[] parts = {
            seed,
            seed.split(0),
            seed.split(1),
            seed.split(2),
            seed.split("0"),
            seed.split(0).split(0)
        };
        for (int a = 0; a < parts.length; a++) {
            for (int b = 0; b < a; b++) {
                double sum = 0;
                for (int i = 0; i < N; i++) {
                    sum += (parts[a].uniform(i) - 0.5) * (parts[b].uniform(i) - 0.5);
                }
                assertThat(sum / N * 12 * Math.sqrt(N)).isBetween(-Z, Z);
            }
        }
    }

    /// Every bit of the counter and of the seed flips every bit of the result in half of all cases.
    @Test
    void everyBitMatters() {
        for (int in = 0; in < 128; in++) {
            int[] flips = new int[64];
            int n = 4096;
            for (int i = 0; i < n; i++) {
                long value = in < 64 ? 5 : 5 ^ 1L << in;
                long counter = in < 64 ? i ^ 1L << in : i;
                long changed = new Seed(5).bits(i) ^ new Seed(value).bits(counter);
                for (int out = 0; out < 64; out++) {
                    flips[out] += (int) (changed >>> out & 1);
                }
            }
            for (int f : flips) {
                // 8192 judgements together at 10⁻⁶ each.
                assertThat((f - n / 2.0) / Math.sqrt(n / 4.0)).isBetween(-6.5, 6.5);
            }
        }
    }

    @Test
    void wholeNumbersAreEvenToo() {
        double[] counts = new double[1000];
        for (int i = 0; i < N; i++) {
            counts[new Seed(3).below(i, 1000)]++;
        }
        assertThat(chiSquareZ(counts, N)).isBetween(-Z, Z);
        assertThatThrownBy(() -> new Seed(3).below(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void normalAndExponentialHaveTheirMoments() {
        double[] m = new double[4];
        for (int i = 0; i < N; i++) {
            double z = new Seed(4).normal(i);
            double e = new Seed(4).split(1).exponential(i);
            m[0] += z / N;
            m[1] += z * z / N;
            m[2] += e / N;
            m[3] += e * e / N;
        }
        double root = Math.sqrt(N);
        assertThat(m[0]).isCloseTo(0, within(Z / root));
        assertThat(m[1]).isCloseTo(1, within(Z * Math.sqrt(2) / root));
        assertThat(m[2]).isCloseTo(1, within(Z / root));
        assertThat(m[3]).isCloseTo(2, within(Z * Math.sqrt(20) / root));
    }

    @Test
    void partsDifferAndOrderOrThreadDoesNotMatter() {
        Set<Long> seen = new HashSet<>();
        for (long key = -1000; key < 1000; key++) {
            seen.add(new Seed(9).split(key).value());
            seen.add(new Seed(9).split(Long.toString(key)).value());
        }
        assertThat(seen).hasSize(4000);
        double[] forward = IntStream.range(0, 1000)
                .mapToDouble(i -> new Seed(9).split(i).uniform(7))
                .toArray();
        double[] parallel = IntStream.range(0, 1000)
                .parallel()
                .mapToDouble(i -> new Seed(9).split(i).uniform(7))
                .toArray();
        assertThat(parallel).containsExactly(forward);
    }

    /// The chi-square statistic of even cells as a normal deviate (Wilson and Hilferty, PNAS 17, 1931).
    private static double chiSquareZ(double[] counts, int n) {
        double expected = (double) n / counts.length;
        double chi = 0;
        for (double c : counts) {
            chi += (c - expected) * (c - expected) / expected;
        }
        double k = counts.length - 1.0;
        return (Math.cbrt(chi / k) - (1 - 2 / (9 * k))) / Math.sqrt(2 / (9 * k));
    }
}
