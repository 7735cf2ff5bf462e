package wattle.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws of availability over random traces, against asking every interval.
class OnTimesTest {

    static LongStream seeds() {
        return LongStream.range(0, 80);
    }

    private static final class Trace {
        private final int[] device;
        private final double[] fromS;
        private final double[] toS;
        private final double periodS;

        private Trace(SplittableRandom random) {
            int n = random.nextInt(120);
            device = random.ints(n, 0, 5).toArray();
            // Whole seconds, so that ends meet starts.
            fromS = random.ints(n, -200, 1000).asDoubleStream().toArray();
            periodS = random.nextBoolean() ? 300 : 0;
            toS = new double[n];
            for (int i = 0; i < n; i++) {
                boolean everlasting = periodS == 0 && random.nextInt(60) == 0;
                toS[i] = everlasting
                        ? Double.POSITIVE_INFINITY
                        : fromS[i] + 1 + random.nextInt(random.nextInt(20) == 0 ? 400 : 20);
            }
        }

        private OnTimes onTimes() {
            return OnTimes.of(device, fromS, toS, periodS);
        }

        private boolean isOn(int asked, double t) {
            for (int i = 0; i < device.length; i++) {
                for (int k = periodS > 0 ? -10 : 0; k <= (periodS > 0 ? 10 : 0); k++) {
                    if (device[i] == asked && fromS[i] + k * periodS <= t && t < toS[i] + k * periodS) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithAskingEveryInterval(long seed) {
        Trace trace = new Trace(new SplittableRandom(seed));
        OnTimes times = trace.onTimes();
        for (int d = 0; d < times.devices(); d++) {
            for (double t = -700; t < 1500; t += 0.5) {
                assertThat(times.isOn(d, t)).as("device %d at %s", d, t).isEqualTo(trace.isOn(d, t));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsAndStartsAreWhereTheStateChanges(long seed) {
        OnTimes times = new Trace(new SplittableRandom(seed)).onTimes();
        for (int d = 0; d < times.devices(); d++) {
            double t = -700;
            for (int i = 0; i < 200 && t < 1e9; i++) {
                boolean on = times.isOn(d, t);
                double next = on ? times.offAtS(d, t) : times.onAtS(d, t);
                assertThat(on ? times.onAtS(d, t) : times.offAtS(d, t)).isEqualTo(t);
                assertThat(next).isGreaterThan(t);
                if (Double.isInfinite(next)) {
                    break;
                }
                assertThat(times.isOn(d, next)).isNotEqualTo(on);
                assertThat(times.isOn(d, Math.nextDown(next))).isEqualTo(on);
                t = next;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfIntervalsDoesNotMatter(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Trace trace = new Trace(random);
        OnTimes times = trace.onTimes();
        int n = trace.device.length;
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
        OnTimes shuffled = OnTimes.of(
                IntStream.of(order).map(i -> trace.device[i]).toArray(),
                IntStream.of(order).mapToDouble(i -> trace.fromS[i]).toArray(),
                IntStream.of(order).mapToDouble(i -> trace.toS[i]).toArray(),
                trace.periodS);
        assertThat(shuffled.intervals()).isEqualTo(times.intervals());
        for (int d = 0; d < times.devices(); d++) {
            assertThat(shuffled.onS(d)).isEqualTo(times.onS(d));
            for (double t = -100; t < 400; t += 7) {
                assertThat(shuffled.offAtS(d, t)).isEqualTo(times.offAtS(d, t));
                assertThat(shuffled.onAtS(d, t)).isEqualTo(times.onAtS(d, t));
            }
        }
    }

    @Test
    void anIntervalReachesOverTheEndOfThePeriod() {
        OnTimes times = OnTimes.of(new int[] {0, 0}, new double[] {80, 10}, new double[] {110, 20}, 100);
        assertThat(times.intervals()).isEqualTo(1);
        assertThat(times.offAtS(0, 85)).isEqualTo(120);
        assertThat(times.offAtS(0, 5)).isEqualTo(20);
        assertThat(times.onAtS(0, 20)).isEqualTo(80);
        assertThat(times.onAtS(0, 1_000_020)).isEqualTo(1_000_080);
        assertThat(times.onS(0)).isEqualTo(40);
    }

    @Test
    void aWholePeriodIsForEver() {
        OnTimes times = OnTimes.of(new int[] {0, 0}, new double[] {0, 50}, new double[] {60, 100}, 100);
        assertThat(times.offAtS(0, 33)).isInfinite();
        assertThat(times.isOn(0, -1e9)).isTrue();
        assertThat(times.onS(0)).isCloseTo(100, within(0.0));
    }

    @Test
    void aDeviceWithoutIntervalsIsNeverOn() {
        OnTimes times = OnTimes.of(new int[] {2}, new double[] {1}, new double[] {2}, 0);
        assertThat(times.devices()).isEqualTo(3);
        assertThat(times.onAtS(0, 0)).isInfinite();
        assertThat(times.onAtS(2, 0)).isEqualTo(1);
        assertThat(times.onAtS(2, 2)).isInfinite();
        assertThat(times.onS(1)).isZero();
        assertThatThrownBy(() -> times.isOn(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> OnTimes.of(new int[] {-1}, new double[] {0}, new double[] {1}, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OnTimes.of(new int[] {0}, new double[] {1}, new double[] {1}, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OnTimes.of(new int[] {0}, new double[] {Double.NaN}, new double[] {1}, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OnTimes.of(new int[] {0}, new double[] {0}, new double[] {1}, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OnTimes.of(new int[] {0}, new double[0], new double[] {1}, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
