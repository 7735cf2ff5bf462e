package wattle.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RangeTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatLiesInTheOperandsLiesInTheResult(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Range a = range(random);
        Range b = range(random);
        double x = random.nextDouble(a.low(), a.high());
        double y = random.nextDouble(b.low(), b.high());

        assertThat(a.contains(x)).isTrue();
        assertThat(a.plus(b).contains(x + y)).isTrue();
        assertThat(a.times(b).contains(x * y)).isTrue();
        assertThat(a.times(3).contains(x * 3)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sumsCommuteAndScale(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Range a = range(random);
        Range b = range(random);

        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.times(b)).isEqualTo(b.times(a));
        assertThat(a.plus(Range.exactly(0))).isEqualTo(a);
        assertThat(a.plus(b).times(2)).isEqualTo(a.times(2).plus(b.times(2)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anIntervalIsARangeWithAType(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Interval<Energy> a = Interval.of(range(random), Energy::new);
        Interval<Energy> b = Interval.of(range(random), Energy::new);

        assertThat(Interval.of(a.range(), Energy::new)).isEqualTo(a);
        assertThat(a.plus(b, Energy::new).typical().joules())
                .isCloseTo(a.typical().plus(b.typical()).joules(), within(1e-9));
        assertThat(Interval.exactly(a.low()).range().isExact()).isTrue();
    }

    @Test
    void theOrderOfTheEndsIsKept() {
        assertThatThrownBy(() -> new Range(2, 1, 3)).hasMessageContaining("low <= typical <= high");
        assertThatThrownBy(() -> new Range(1, Double.NaN, 3)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Interval<>(new Power(2), new Power(1), new Power(3)))
                .hasMessageContaining("2.0 W, 1.0 W, 3.0 W");
        assertThatThrownBy(() -> new Power(Double.NaN)).hasMessage("a power must be finite, not NaN");
    }

    private static Range range(SplittableRandom random) {
        double[] three = random.doubles(3, 0, 1000).sorted().toArray();
        return new Range(three[0], three[1], three[2]);
    }
}
