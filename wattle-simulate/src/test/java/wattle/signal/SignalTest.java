package wattle.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of a signal, over random ones: regular and not, with and without period, before and after their
/// steps.
class SignalTest {

    private static final double YEAR = 365 * 86_400.0;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static final class Case {
        private final double[] timesS;
        private final double[] values;
        private final double periodS;
        private final Signal signal;

        private Case(double[] timesS, double[] values, double periodS) {
            this.timesS = timesS;
            this.values = values;
            this.periodS = periodS;
            this.signal = Signal.of(timesS, values, periodS);
        }

        Signal signal() {
            return signal;
        }

        static Case of(SplittableRandom random) {
            int n = 1 + random.nextInt(30);
            boolean regular = random.nextBoolean();
            double[] times = new double[n];
            double[] values = new double[n];
            double at = random.nextDouble(-500, 500);
            double step = random.nextDouble(1, 100);
            for (int i = 0; i < n; i++) {
                times[i] = at;
                // Some neighbours are alike: a change of step is not always a change of value.
                values[i] = i > 0 && random.nextInt(4) == 0 ? values[i - 1] : random.nextDouble(0, 10);
                at += regular ? step : random.nextDouble(0.1, 100);
            }
            double period = random.nextBoolean() ? at - times[0] : 0;
            return new Case(times, values, period);
        }

        /// By walking over the steps, one by one.
        double bruteAt(double t) {
            double inside = t;
            if (periodS > 0) {
                while (inside < timesS[0]) {
                    inside += periodS;
                }
                while (inside >= timesS[0] + periodS) {
                    inside -= periodS;
                }
            }
            double value = values[0];
            for (int i = 0; i < timesS.length && timesS[i] <= inside; i++) {
                value = values[i];
            }
            return value;
        }

        double bruteIntegral(double from, double to) {
            double sum = 0;
            double at = from;
            while (at < to) {
                double next = Math.min(to, nextStart(at));
                sum += bruteAt((at + next) / 2) * (next - at);
                at = next;
            }
            return sum;
        }

        private double nextStart(double t) {
            double first = Math.floor((t - timesS[0]) / Math.max(periodS, 1e-9));
            double next = Double.POSITIVE_INFINITY;
            for (int k = -1; k <= (periodS > 0 ? 2 : -1); k++) {
                for (double start : timesS) {
                    double s = periodS > 0 ? start + (first + k) * periodS : start;
                    next = s > t + 1e-9 ? Math.min(next, s) : next;
                }
            }
            return next;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void splittingAnIntervalChangesNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Signal signal = Case.of(random).signal();
        for (int i = 0; i < 200; i++) {
            double[] t = random.doubles(3, -5000, 20_000).sorted().toArray();
            double whole = signal.integral(t[0], t[2]);
            double parts = signal.integral(t[0], t[1]) + signal.integral(t[1], t[2]);
            assertThat(parts).isCloseTo(whole, within(1e-12 * Math.max(1, whole)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithWalkingOverTheSteps(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Case it = Case.of(random);
        for (int i = 0; i < 50; i++) {
            double[] t = random.doubles(2, -1500, 4000).sorted().toArray();
            assertThat(it.signal().at(t[0])).isEqualTo(it.bruteAt(t[0]));
            double brute = it.bruteIntegral(t[0], t[1]);
            assertThat(it.signal().integral(t[0], t[1])).isCloseTo(brute, within(1e-9 * Math.max(1, brute)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changesExactlyWhereItSaysSo(long seed) {
        Case it = Case.of(new SplittableRandom(seed));
        Signal signal = it.signal();
        double t = -1000;
        for (int i = 0; i < 300; i++) {
            double next = signal.nextChangeS(t);
            if (Double.isInfinite(next)) {
                assertThat(signal.at(1e6)).isEqualTo(signal.at(t));
                return;
            }
            assertThat(next).isGreaterThan(t);
            assertThat(signal.at(next))
                    .as("the new value holds from the change on")
                    .isNotEqualTo(signal.at(t));
            assertThat(signal.at(Math.nextDown(next))).isEqualTo(signal.at(t));
            assertThat(signal.integral(t, next)).isCloseTo(signal.at(t) * (next - t), within(1e-9));
            t = next;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void scalesWithItsFactor(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Signal signal = Case.of(random).signal();
        double factor = random.nextDouble(-3, 3);
        assertThat(signal.times(factor).integral(-70, 900))
                .isCloseTo(factor * signal.integral(-70, 900), within(1e-9 * Math.abs(signal.integral(-70, 900))));
        assertThat(signal.times(factor).mean()).isCloseTo(factor * signal.mean(), within(1e-12));
    }

    @Test
    void repeatsInBothDirections() {
        Signal signal = Signal.of(new double[] {10, 40}, new double[] {1, 3}, 100);
        assertThat(signal.at(9)).as("the last value of the period before").isEqualTo(3);
        assertThat(signal.at(10)).isEqualTo(1);
        assertThat(signal.at(110)).isEqualTo(1);
        assertThat(signal.at(-60)).isEqualTo(3);
        assertThat(signal.mean()).isEqualTo((30 + 3 * 70) / 100.0);
        assertThat(signal.nextChangeS(40)).isEqualTo(110);
        assertThat(signal.integral(-190, 10)).isEqualTo(2 * 240.0);
    }

    @Test
    void holdsItsEndsWithoutAPeriod() {
        Signal signal = Signal.of(new double[] {10, 40}, new double[] {1, 3}, 0);
        assertThat(signal.at(-1e9)).isEqualTo(1);
        assertThat(signal.at(1e9)).isEqualTo(3);
        assertThat(signal.nextChangeS(40)).isInfinite();
        assertThat(signal.integral(0, 50)).isEqualTo(40 + 30);
        assertThat(signal.mean()).as("from the first time to the last").isEqualTo(1);
    }

    @Test
    void doesNotDriftOverTenThousandYears() {
        Signal signal = Signal.of(new double[] {0, 600, 1800}, new double[] {0.1, 0.7, 0.3}, 3600);
        double hour = signal.integral(0, 3600);
        double far = 10_000 * YEAR;
        assertThat(signal.integral(far, far + 3600)).isCloseTo(hour, within(1e-12 * hour));
        assertThat(signal.integral(0, far)).isCloseTo(hour * far / 3600, within(1e-15 * hour * far));
    }

    @Test
    void aConstantIsOne() {
        Signal signal = Signal.constant(0.25);
        assertThat(signal.isConstant()).isTrue();
        assertThat(signal.mean()).isEqualTo(0.25);
        assertThat(signal.integral(-3, 5)).isEqualTo(2);
        assertThat(signal.nextChangeS(0)).isInfinite();
        assertThat(Signal.of(new double[] {0, 1, 2}, new double[] {4, 4, 4}, 3).isConstant())
                .isTrue();
    }

    @Test
    void aShapedYearKeepsItsMeanWhateverTheMultipliersAddUpTo() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] shape = new double[12][24];
        for (double[] month : shape) {
            Arrays.setAll(month, _ -> random.nextDouble(0.2, 3));
        }
        for (double start : new double[] {0, 59 * 86_400 + 8 * 3600, YEAR - 1, 12_345.678}) {
            Signal signal = Signal.shaped(1e-7, shape, start);
            assertThat(signal.integral(0, YEAR)).isCloseTo(1e-7 * YEAR, within(1e-9 * 1e-7 * YEAR));
            assertThat(signal.mean()).isCloseTo(1e-7, within(1e-16));
            assertThat(signal.integral(777, 777 + 3 * YEAR)).isCloseTo(3e-7 * YEAR, within(1e-9 * 3e-7 * YEAR));
        }
    }

    @Test
    void aShapeBeginsWhereTheSimulationStarts() {
        double[][] shape = new double[12][24];
        for (double[] month : shape) {
            Arrays.fill(month, 1);
        }
        shape[2][8] = 2;
        double march8 = (31 + 28) * 86_400.0 + 8 * 3600;
        Signal signal = Signal.shaped(1, shape, march8);
        double usual = 8760 / (8760.0 + 31);
        assertThat(signal.at(0)).isCloseTo(2 * usual, within(1e-12));
        assertThat(signal.at(-1)).isCloseTo(usual, within(1e-12));
        assertThat(signal.nextChangeS(0)).isEqualTo(3600);
        assertThat(signal.nextChangeS(3600)).isEqualTo(86_400);
    }

    @Test
    void refusesWhatCannotBe() {
        Signal signal = Signal.of(new double[] {0, 1}, new double[] {1, 2}, 5);
        assertThatThrownBy(() -> signal.integral(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signal.at(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signal.integral(0, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.constant(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.of(new double[0], new double[0], 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.of(new double[] {0, 0}, new double[] {1, 2}, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.of(new double[] {0, 5}, new double[] {1, 2}, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.shaped(1, new double[12][23], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.shaped(1, new double[12][24], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.shaped(1, new double[12][24], YEAR))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
