package wattle.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The interval that is stated holds the truth as often as it says, and is not wide without need.
class EnergyIntervalTest {

    private static final int CASES = 10_000;
    private static final ChannelId ID = new ChannelId("test/part");

    /// Where a random window's error and stated half-width are collected.
    private record Outcome(double errorJ, double halfWidthJ, double trueJ) {}

    @Test
    void countersOfRandomLoadsAreWithinTheirIntervals() {
        judge(new SplittableRandom(42), EnergyIntervalTest::counterCase, "counters");
    }

    @Test
    void gaugesOfRandomLoadsAreWithinTheirIntervals() {
        judge(new SplittableRandom(43), EnergyIntervalTest::gaugeCase, "gauges");
    }

    private static void judge(
            SplittableRandom random, Function<SplittableRandom, Optional<Outcome>> make, String what) {
        Outcome[] outcomes = IntStream.range(0, CASES)
                .mapToObj(_ -> make.apply(random.split()))
                .flatMap(Optional::stream)
                .toArray(Outcome[]::new);
        int stated = outcomes.length;
        // A load seen by too few reads has no energy; that must be rare.
        assertThat(stated).isGreaterThan(CASES * 99 / 100);
        long held = Arrays.stream(outcomes)
                .filter(o -> Math.abs(o.errorJ()) <= o.halfWidthJ())
                .count();
        double[] errors = Arrays.stream(outcomes)
                .mapToDouble(o -> Math.abs(o.errorJ()))
                .sorted()
                .toArray();
        double[] widths = Arrays.stream(outcomes)
                .mapToDouble(o -> 2 * o.halfWidthJ())
                .sorted()
                .toArray();
        double[] relative = Arrays.stream(outcomes)
                .mapToDouble(o -> o.halfWidthJ() / o.trueJ())
                .sorted()
                .toArray();
        String told = "%s: %.2f %% held, error p95 %.3f J, median width %.3f J, median half-width %.3f %%"
                .formatted(
                        what,
                        100.0 * held / stated,
                        errors[stated * 95 / 100],
                        widths[stated / 2],
                        100 * relative[stated / 2]);
        assertThat(held).as(told).isGreaterThanOrEqualTo((long) Math.ceil(stated * 0.99));
        assertThat(widths[stated / 2]).as(told).isLessThan(3 * errors[stated * 95 / 100]);
    }

    private static Optional<Outcome> counterCase(SplittableRandom random) {
        double lengthS = 2 + 40 * random.nextDouble();
        PowerSignal signal = PowerSignal.random(random, lengthS + 2);
        double periodS = pick(random, 0.000976, 0.001, 0.02, 0.1);
        double unit = pick(random, 6.1035e-5, 1.53e-5, 1e-3, 1e-6);
        double pollS = pick(random, 0.01, 0.1, 0.1, 0.5, 1);
        double lossRate = pick(random, 0, 0, 0.02, 0.2);
        long modulus = random.nextBoolean() ? 0 : (long) (65_000 / unit);
        double resetS = random.nextInt(20) == 0 ? lengthS * random.nextDouble() : Double.POSITIVE_INFINITY;
        double phase = random.nextDouble();
        // Half of the counters that can wrap do. A reset just below the end looks like a wrap, to anybody.
        boolean wraps = Double.isInfinite(resetS) && random.nextBoolean();
        long below = (long) ((random.nextDouble() * (wraps ? 3_000 : 40_000) + (wraps ? 0 : 24_500)) / unit);
        long start = modulus == 0 ? random.nextLong(1L << 40) : modulus - 1 - below;
        Traits traits = Traits.UNKNOWN.period(periodS).quantum(unit).peak(600);
        Samples.Builder builder = new Samples.Builder(
                new Channel(ID, Part.NODE, new Signal.EnergyCounter(unit, modulus), Basis.MEASURED, traits, ""), 0);
        double first = 0.2 + random.nextDouble() * 0.5;
        double last = first + lengthS;
        for (double t = first; t < last + pollS; t += pollS * (0.9 + 0.2 * random.nextDouble())) {
            double time = Math.min(t, last);
            boolean edge = t == first || time == last;
            if (edge || random.nextDouble() >= lossRate) {
                double updated = Math.max(0, (Math.floor(time / periodS + phase) - phase) * periodS);
                double energy = signal.energyJ(updated) - (time >= resetS ? signal.energyJ(resetS) : 0);
                long raw = (long) Math.floor(Math.max(0, energy) / unit) + (time >= resetS ? 0 : start);
                builder.add(new Reading.Counter(ID, moment(time), modulus == 0 ? raw : raw % modulus));
            }
            if (time == last) {
                break;
            }
        }
        // Half of the windows end where something else than a read says so: at a mark.
        boolean marks = random.nextBoolean();
        double from = marks ? first + 0.4 * lengthS * random.nextDouble() : first;
        double to = marks ? last - 0.4 * lengthS * random.nextDouble() : last;
        return outcome(Unwrapping.of(builder.build()), signal, from, to);
    }

    private static Optional<Outcome> gaugeCase(SplittableRandom random) {
        double lengthS = 5 + 60 * random.nextDouble();
        PowerSignal signal = PowerSignal.random(random, lengthS + 4);
        double periodS = pick(random, 0.02, 0.1, 0.1, 1);
        double windowS = pick(random, 0, periodS / 4, periodS);
        double quantum = pick(random, 0.001, 0.1, 1);
        double pollS = pick(random, 0.05, 0.1, 0.3, 1);
        double lossRate = pick(random, 0, 0.02, 0.2);
        double phase = random.nextDouble();
        Signal.Averaging averaging =
                windowS == 0 ? new Signal.Averaging.Instant() : new Signal.Averaging.Window(windowS);
        Traits traits = Traits.UNKNOWN.period(periodS).quantum(quantum);
        Samples.Builder builder = new Samples.Builder(
                new Channel(ID, Part.NODE, new Signal.PowerGauge(averaging), Basis.MEASURED, traits, ""), 0);
        double first = 2;
        double last = first + lengthS;
        for (double t = first; t <= last; t += pollS * (0.9 + 0.2 * random.nextDouble())) {
            if (t == first || random.nextDouble() >= lossRate) {
                double updated = (Math.floor(t / periodS + phase) - phase) * periodS;
                double power = signal.meanW(updated - Math.max(windowS, 1e-4), updated);
                builder.add(new Reading.Power(ID, moment(t), Math.rint(power / quantum) * quantum));
            }
        }
        return outcome(
                Integration.of(builder.build()),
                signal,
                first + 0.2 * lengthS * random.nextDouble(),
                last - 0.2 * lengthS * random.nextDouble());
    }

    private static Optional<Outcome> outcome(Optional<EnergyCurve> curve, PowerSignal signal, double from, double to) {
        double truth = signal.energyJ(to) - signal.energyJ(from);
        return curve.flatMap(of -> of.between(nanos(from), nanos(to)))
                .map(of -> new Outcome(of.joules() - truth, of.halfWidth(), truth));
    }

    private static Moment moment(double seconds) {
        return new Moment(nanos(seconds), 3_000, Moment.NO_DEVICE_TIME);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    private static double pick(SplittableRandom random, double... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
