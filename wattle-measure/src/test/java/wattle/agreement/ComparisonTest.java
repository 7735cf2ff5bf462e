package wattle.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;
import wattle.trace.Traits;

class ComparisonTest {

    private static final Channel WALL = gauge("plug/power", "wall");
    private static final Channel NODE = gauge("bmc/power", "wall/node");

    private static Channel gauge(String id, String part) {
        return new Channel(
                new ChannelId(id),
                Part.of(part),
                new Signal.PowerGauge(new Signal.Averaging.Instant()),
                Basis.MEASURED,
                Traits.UNKNOWN,
                "");
    }

    private static Samples samples(Channel channel, double fromS, double toS, double stepS, DoubleUnaryOperator watts) {
        Samples.Builder builder = new Samples.Builder(channel, 0);
        for (int i = 0; fromS + i * stepS <= toS; i++) {
            long micros = Math.round((fromS + i * stepS) * 1e6);
            builder.add(new Reading.Power(
                    channel.id(), new Moment(micros * 1000, 0, micros), watts.applyAsDouble(fromS + i * stepS)));
        }
        return builder.build();
    }

    /// A load of ramps, at a time in s.
    private static double load(double t) {
        return 100 + 40 * Math.sin(t / 7) + 25 * Math.sin(t / 2.3 + 1);
    }

    private static Pair pair(Samples reference, Samples other, Optional<Comparison.Baseline> baseline) {
        return Comparison.of(List.of(reference, other), WALL, baseline).pairs().getFirst();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-12.4, -1, -0.35, 0, 0.2, 0.75, 3, 9.1})
    void aClockThatIsOffIsFoundToATenthOfAStep(double lag) {
        Samples wall = samples(WALL, 100, 400, 1, ComparisonTest::load);
        Samples node = samples(NODE, 100, 400, 1, t -> load(t - lag));

        Alignment alignment = pair(wall, node, Optional.empty()).alignment();

        assertThat(alignment.told()).isTrue();
        assertThat(alignment.lagS()).isCloseTo(lag, within(0.1));
        assertThat(alignment.after()).isGreaterThan(0.999);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseAgainstNoiseHasNoLag(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Samples wall = samples(WALL, 100, 400, 1, _ -> 100 + random.nextGaussian());
        Samples node = samples(NODE, 100, 400, 1, _ -> 50 + random.nextGaussian());

        assertThat(pair(wall, node, Optional.empty()).alignment().told()).isFalse();
        assertThat(pair(wall, node, Optional.empty()).alignment().lagS()).isZero();
    }

    @Test
    void aKnownLineComesBack() {
        Samples node = samples(NODE, 100, 400, 1, ComparisonTest::load);
        Samples wall = samples(WALL, 100, 400, 1, t -> 30 + 1.1 * load(t));
        Pair pair = pair(wall, node, Optional.empty());

        assertThat(pair.line().intercept()).isCloseTo(30, within(1e-6));
        assertThat(pair.line().slope()).isCloseTo(1.1, within(1e-8));
        assertThat(pair.residualW(5)).isCloseTo(0, within(1e-6));
        assertThat(pair.energy().coverage()).isBetween(0.65, 0.75);
        assertThat(pair.dynamic().ratio()).isCloseTo(1 / 1.1, within(1e-6));
    }

    @Test
    void limitsOfAgreementHoldNineteenOfTwentyDifferences() {
        SplittableRandom random = new SplittableRandom(5);
        Samples node = samples(NODE, 100, 2100, 1, ComparisonTest::load);
        Samples wall = samples(WALL, 100, 2100, 1, t -> load(t) + 10 + 2 * random.nextGaussian());
        Pair pair = pair(wall, node, Optional.empty());
        long inside = java.util.stream.IntStream.range(0, pair.series().size())
                .mapToDouble(i -> pair.series().reference(i) - pair.series().other(i))
                .filter(d ->
                        d >= pair.agreement().lowerW() && d <= pair.agreement().upperW())
                .count();

        assertThat(pair.agreement().meanW()).isCloseTo(10, within(0.2));
        assertThat(inside / (double) pair.series().size()).isBetween(0.93, 0.97);
    }

    @Test
    void aMeasuredBaselineIsTakenForIdle() {
        Samples node = samples(NODE, 0, 400, 1, t -> t < 100 ? 60 : 60 + load(t));
        Samples wall = samples(WALL, 0, 400, 1, t -> t < 100 ? 90 : 90 + 1.25 * load(t));
        Pair.Dynamic dynamic = pair(wall, node, Optional.of(new Comparison.Baseline(10_000_000_000L, 90_000_000_000L)))
                .dynamic();

        assertThat(dynamic.referenceIdleW()).isCloseTo(90, within(1e-6));
        assertThat(dynamic.otherIdleW()).isCloseTo(60, within(1e-6));
        assertThat(dynamic.ratio()).isCloseTo(0.8, within(1e-3));
        assertThat(dynamic.how()).contains("baseline");
    }

    @Test
    void timeThatOneMeterDidNotSeeIsNotCompared() {
        Samples node = samples(NODE, 100, 400, 1, ComparisonTest::load);
        Samples.Builder broken = new Samples.Builder(WALL, 0);
        Samples whole = samples(WALL, 100, 400, 1, ComparisonTest::load);
        for (int i = 0; i < whole.size(); i++) {
            if (i < 100 || i > 180) {
                broken.add(new Reading.Power(
                        WALL.id(), new Moment(whole.nanos(i), 0, whole.nanos(i) / 1000), whole.value(i)));
            }
        }
        Pair pair = pair(broken.build(), node, Optional.empty());

        assertThat(pair.series().size()).isBetween(210, 222);
        assertThat(pair.line().r()).isGreaterThan(0.9999);
    }

    @Test
    void theOutermostInstrumentIsTheReference() {
        Samples node = samples(NODE, 100, 400, 1, ComparisonTest::load);
        Samples wall = samples(WALL, 100, 400, 1, ComparisonTest::load);

        assertThat(Comparison.best(List.of(node, wall))).contains(WALL);
        assertThat(Comparison.best(List.of())).isEmpty();
    }

    @Test
    void aReferenceThatIsNotThereIsRefused() {
        Samples node = samples(NODE, 100, 400, 1, ComparisonTest::load);

        assertThatThrownBy(() -> Comparison.of(List.of(node), WALL, Optional.empty()))
                .hasMessageContaining("plug/power");
    }
}
