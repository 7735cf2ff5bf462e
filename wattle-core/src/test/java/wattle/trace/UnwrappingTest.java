package wattle.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnwrappingTest {

    private static final ChannelId ID = new ChannelId("rapl/package-0");
    private static final long RANGE = 262_143_328_850L;

    @Test
    void aWrapIsTakenOutExactly() {
        EnergyCurve curve = curve(RANGE, List.of(RANGE - 5_000_000, RANGE - 1_000_000, 3_000_000L, 7_000_000L));

        assertThat(curve.joules(3)).isEqualTo(12.0, within(1e-9));
        assertThat(curve.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.WRAPPED);
    }

    /// Bug 3 (CodeCarbon): a failed read that counts as 0 J looks like a wrap, and adds 262 kJ.
    @Test
    void aFailedReadAddsNothing() {
        Samples.Builder samples = new Samples.Builder(channel(RANGE), 0);
        counter(samples, 0, 100_000_000);
        samples.add(new Reading.Gap(ID, moment(1), GapReason.READ_FAILED, "errno 5 EIO"));
        counter(samples, 2, 110_000_000);

        EnergyCurve curve = Unwrapping.of(samples.build()).orElseThrow();

        assertThat(curve.joules(1)).isEqualTo(10.0, within(1e-9));
        assertThat(curve.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.GAPS);
    }

    /// Bug 4 (CodeCarbon): without the range a counter that fell gave a negative energy.
    @Test
    void withoutARangeAFallingCounterIsAResetAndNeverNegative() {
        EnergyCurve curve = curve(0, List.of(500_000_000L, 510_000_000L, 2_000_000L, 12_000_000L));

        assertThat(curve.joules(3)).isEqualTo(30.0, within(1e-9));
        assertThat(curve.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.RESET);
        EnergyEstimate energy =
                curve.between(curve.firstNanos(), curve.lastNanos()).orElseThrow();
        assertThat(energy.sigmas()).containsKey(EnergyEstimate.Cause.GAPS);
    }

    /// Bug 11 (Scaphandre): on a wrap the interval became nothing, or 0 W.
    @Test
    void theIntervalOfAWrapKeepsItsPower() {
        EnergyCurve curve = curve(RANGE, List.of(RANGE - 30_000_000, RANGE - 20_000_000, RANGE - 10_000_000, 0L));

        assertThat(curve.powerW(2)).isEqualTo(10.0, within(1e-6));
    }

    @Test
    void allBitsSetIsNoValue() {
        EnergyCurve curve = curve(0, List.of(1_000_000L, -1L, 3_000_000L));

        assertThat(curve.joules(1)).isEqualTo(2.0, within(1e-9));
        assertThat(curve.findings()).extracting(Finding::kind).contains(Finding.Kind.ALL_ONES);
    }

    @Test
    void aStrayValueIsLeftOut() {
        EnergyCurve curve = curve(0, List.of(1_000_000L, 2_000_000L, 900_000_000_000L, 4_000_000L, 5_000_000L));

        assertThat(curve.joules(curve.size() - 1)).isEqualTo(4.0, within(1e-9));
        assertThat(curve.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.JUMP);
    }

    @Test
    void aCounterThatStandsStillUnderAPackageIsFrozen() {
        EnergyCurve curve = curve(0, List.of(0L, 10_000_000L, 10_000_000L, 10_000_000L, 10_000_000L));

        assertThat(curve.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.FROZEN);
    }

    @Test
    void aPauseLongerThanTheRangeIsAmbiguousAndTakesTheNearestPower() {
        Samples.Builder samples = new Samples.Builder(channel(65_000_000_000L), 0);
        for (int second = 0; second <= 10; second++) {
            counter(samples, second, 280_000_000L * second);
        }
        long later = 280_000_000L * 1000 % 65_000_000_000L;
        counter(samples, 1000, later);
        counter(samples, 1001, later + 280_000_000L);

        EnergyCurve curve = Unwrapping.of(samples.build()).orElseThrow();

        assertThat(curve.joules(curve.size() - 1)).isEqualTo(280.0 * 1001, within(1e-6));
        assertThat(curve.findings()).extracting(Finding::kind).contains(Finding.Kind.AMBIGUOUS_WRAP);
        assertThat(curve.between(curve.firstNanos(), curve.lastNanos())
                        .orElseThrow()
                        .halfWidth())
                .isGreaterThan(32_000);
    }

    @Test
    void twoWindowsThatMeetAreTheWindowOfBoth() {
        EnergyCurve curve = curve(0, List.of(0L, 10_000_000L, 40_000_000L, 50_000_000L, 90_000_000L));
        long middle = curve.nanos(2) + 300_000_000L;

        double first = curve.between(curve.firstNanos(), middle).orElseThrow().joules();
        double second = curve.between(middle, curve.lastNanos()).orElseThrow().joules();

        assertThat(first + second)
                .isEqualTo(
                        curve.between(curve.firstNanos(), curve.lastNanos())
                                .orElseThrow()
                                .joules(),
                        within(1e-9));
    }

    private static EnergyCurve curve(long modulus, List<Long> raws) {
        Samples.Builder samples = new Samples.Builder(channel(modulus), 0);
        for (int i = 0; i < raws.size(); i++) {
            counter(samples, i, raws.get(i));
        }
        return Unwrapping.of(samples.build()).orElseThrow();
    }

    private static Channel channel(long modulus) {
        return new Channel(
                ID,
                Part.of("wall/node/platform/cpu-0"),
                new Signal.EnergyCounter(1e-6, modulus),
                Basis.VENDOR_MODEL,
                Traits.UNKNOWN.period(0.000976).peak(1000),
                "");
    }

    private static void counter(Samples.Builder samples, int second, long raw) {
        samples.add(new Reading.Counter(ID, moment(second), raw));
    }

    private static Moment moment(int second) {
        return new Moment(second * 1_000_000_000L, 3_000, Moment.NO_DEVICE_TIME);
    }
}
