package wattle.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// A machine of 50 W that draws 150 W between 5 s and 15 s, seen by meters of known lag, window, period and step.
class ResponseTest {

    private static final Response.Step STEP = new Response.Step(5_000_000_000L, 15_000_000_000L);
    private static final double READ_S = 0.001;

    @ParameterizedTest
    @CsvSource({"0.02,0.5,0.1", "0.1,1,0.3", "0.02,0.1,0", "0.25,2,0.5"})
    void aGaugesLagWindowPeriodAndStepAreRecovered(double periodS, double windowS, double lagS) {
        Samples samples = gauge(periodS, windowS, lagS, 0.5, 0.2);

        double noise = Response.restNoiseW(samples, 0, STEP.upNanos());
        assertThat(Behaviour.of(samples).updateS()).isEqualTo(periodS, within(0.1 * periodS + READ_S));
        assertThat(Behaviour.of(samples).quantum()).isEqualTo(0.5, within(1e-9));
        assertThat(noise).isBetween(0.0, 0.6);
        assertThat(Response.of(samples, STEP, noise)).isInstanceOfSatisfying(Response.Told.class, told -> {
            assertThat(told.lagS()).isEqualTo(lagS, within(periodS));
            assertThat(told.windowS()).isEqualTo(windowS, within(periodS));
            assertThat(told.amplitudeW()).isEqualTo(100, within(1.0));
        });
    }

    @Test
    void aWindowShorterThanThePeriodIsNotMadeUp() {
        Samples samples = gauge(0.1, 0.025, 0, 0.5, 0.2);

        assertThat(Response.of(samples, STEP, 0.2)).isInstanceOfSatisfying(Response.Told.class, told -> {
            assertThat(told.windowS()).isLessThan(0.1);
            assertThat(told.lagS()).isEqualTo(0, within(0.1));
            assertThat(told.finestS()).isEqualTo(0.1, within(0.01));
        });
    }

    @Test
    void aCounterHasNoWindowButThatOfItsSteps() {
        double worth = 61e-6;
        Samples.Builder builder = new Samples.Builder(channel(new Signal.EnergyCounter(worth, 1L << 32)), 0);
        double joules = 0;
        for (int i = 0; i < 20_000; i++) {
            double at = i * READ_S;
            joules += watts(at) * READ_S;
            long raw = ((1L << 32) - 1000 + Math.round(joules / worth)) % (1L << 32);
            builder.add(new Reading.Counter(new ChannelId("fake/power"), moment(at), raw));
        }

        assertThat(Response.of(builder.build(), STEP, 0.2)).isInstanceOfSatisfying(Response.Told.class, told -> {
            assertThat(told.lagS()).isEqualTo(0, within(0.02));
            assertThat(told.windowS()).isLessThan(0.02);
            assertThat(told.amplitudeW()).isEqualTo(100, within(2.0));
        });
    }

    @Test
    void aMeterThatDoesNotReactBeyondItsNoiseCannotBeTold() {
        Samples.Builder builder =
                new Samples.Builder(channel(new Signal.PowerGauge(new Signal.Averaging.Unknown())), 0);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            builder.add(
                    new Reading.Power(new ChannelId("fake/power"), moment(i * READ_S), 50 + 2 * random.nextGaussian()));
        }
        Samples samples = builder.build();

        assertThat(Response.of(samples, STEP, Response.restNoiseW(samples, 0, STEP.upNanos())))
                .isInstanceOfSatisfying(
                        Response.Untold.class,
                        untold -> assertThat(untold.reason()).contains("noise at rest"));
    }

    private static Samples gauge(double periodS, double windowS, double lagS, double quantum, double noiseW) {
        SplittableRandom random = new SplittableRandom(7);
        Samples.Builder builder =
                new Samples.Builder(channel(new Signal.PowerGauge(new Signal.Averaging.Unknown())), 0);
        double shown = 50;
        long made = -1;
        for (int i = 0; i < 20_000; i++) {
            double at = i * READ_S;
            long value = (long) Math.floor((at + 0.0133) / periodS);
            if (value != made) {
                made = value;
                double to = at - lagS;
                double mean = 50 + 100 * (inside(to) - inside(to - windowS)) / windowS;
                shown = Math.rint((mean + noiseW * random.nextGaussian() + quantum * (value % 2)) / quantum) * quantum;
            }
            builder.add(new Reading.Power(new ChannelId("fake/power"), moment(at), shown));
        }
        return builder.build();
    }

    /// How much of the load lies before a time, s.
    private static double inside(double at) {
        return Math.clamp(at - 5, 0, 10);
    }

    private static double watts(double at) {
        return at >= 5 && at < 15 ? 150 : 50;
    }

    private static Moment moment(double seconds) {
        return new Moment(Math.round(seconds * 1e9), 1000, Moment.NO_DEVICE_TIME);
    }

    private static Channel channel(Signal signal) {
        return new Channel(new ChannelId("fake/power"), Part.NODE, signal, Basis.MEASURED, Traits.UNKNOWN, "");
    }
}
