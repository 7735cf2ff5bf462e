package wattle.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

class TallyTest {

    /// RAPL's range on many processors, in µJ, and one more.
    private static final long MODULUS = 262_143_328_851L;

    private static final ChannelId ID = new ChannelId("rapl/package-0");

    private static Tally counter(long modulus) {
        return new Tally(new Channel(
                ID,
                Part.of("wall/node/platform/cpu-0"),
                new Signal.EnergyCounter(1e-6, modulus),
                Basis.VENDOR_MODEL,
                Traits.UNKNOWN.peak(500),
                ""));
    }

    private static Moment at(double seconds) {
        return new Moment(Math.round(seconds * 1e9), 0, Moment.NO_DEVICE_TIME);
    }

    private static Reading.Counter count(double seconds, long raw) {
        return new Reading.Counter(ID, at(seconds), raw);
    }

    @Test
    void theTotalNeverFallsAcrossAnyNumberOfWraps() {
        SplittableRandom random = new SplittableRandom(7);
        Tally tally = counter(MODULUS);
        double trueJoules = 0;
        long raw = MODULUS - 40_000_000;
        double last = 0;
        tally.add(count(0, raw));
        for (int i = 1; i <= 20_000; i++) {
            long step = random.nextLong(0, 400_000_000);
            raw = (raw + step) % MODULUS;
            trueJoules += step * 1e-6;
            tally.add(count(i, raw));
            assertThat(tally.now().joules()).isGreaterThanOrEqualTo(last);
            last = tally.now().joules();
        }

        assertThat(last).isCloseTo(trueJoules, within(1e-3));
        assertThat(trueJoules).isGreaterThan(10 * MODULUS * 1e-6);
        assertThat(tally.now().gaps()).isEmpty();
    }

    @Test
    void aResetIsToldAndItsEnergyIsNotInvented() {
        Tally tally = counter(0);
        tally.add(count(0, 5_000_000));
        tally.add(count(1, 105_000_000));
        tally.add(count(2, 3));
        tally.add(count(3, 100_000_003));

        assertThat(tally.now().joules()).isCloseTo(200, within(1e-9));
        assertThat(tally.now().gaps()).containsExactly(Map.entry("reset", 1L));
    }

    /// A driver that was loaded again begins at 0, far from the end of its range: not one wrap of 262 kJ.
    @Test
    void aFallThatNoPartCanHaveDrawnIsNoWrap() {
        Tally tally = counter(MODULUS);
        tally.add(count(0, 100_000_000));
        tally.add(count(1, 0));

        assertThat(tally.now().joules()).isZero();
        assertThat(tally.now().watts()).isEmpty();
        assertThat(tally.now().gaps()).containsKey("reset");
    }

    @Test
    void aCounterOfAllBitsGoesOnAcrossItsSign() {
        Tally tally = counter(0);
        tally.add(count(0, Long.MAX_VALUE - 9_999_999));
        tally.add(count(1, Long.MIN_VALUE + 10_000_000));

        assertThat(tally.now().joules()).isCloseTo(20, within(1e-9));
    }

    @Test
    void aGaugeIsIntegratedAndAFailedReadIsAGapAndNoZero() {
        ChannelId id = new ChannelId("nvml/GPU-1/power");
        Tally tally = new Tally(new Channel(
                id,
                Part.of("wall/node/gpu-1"),
                new Signal.PowerGauge(new Signal.Averaging.Instant()),
                Basis.MEASURED,
                Traits.UNKNOWN,
                ""));
        tally.add(new Reading.Power(id, at(1), 100));
        tally.add(new Reading.Gap(id, at(2), GapReason.TIMED_OUT, ""));
        tally.add(new Reading.Power(id, at(3), 200));

        assertThat(tally.now().joules()).isCloseTo(300, within(1e-9));
        assertThat(tally.now().watts()).contains(200.0);
        assertThat(tally.now().gaps()).containsExactly(Map.entry("timed-out", 1L));
    }
}
