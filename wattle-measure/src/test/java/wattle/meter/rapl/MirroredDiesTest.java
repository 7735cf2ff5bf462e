package wattle.meter.rapl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.meter.rapl.MirroredDies.Verdict;

/// Acceptance 2: two dies that are one counter, and two that are not.
class MirroredDiesTest {

    private static final long MODULUS = 262_143_328_851L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void oneCounterReadTwiceUnderChangingLoadIsMirroredEvenAcrossAWrap(long seed) {
        long[] a = trace(new SplittableRandom(seed), MODULUS - 30_000_000, 40);
        long[] b = LongStream.of(a).map(raw -> (raw + 500) % MODULUS).toArray();

        assertThat(MirroredDies.of(a, b, MODULUS)).isEqualTo(Verdict.MIRRORED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void twoDiesWithLoadsOfTheirOwnAreDistinct(long seed) {
        SplittableRandom random = new SplittableRandom(seed);

        assertThat(MirroredDies.of(trace(random, 0, 40), trace(random, 0, 40), MODULUS))
                .isEqualTo(Verdict.DISTINCT);
    }

    @Test
    void equalDeltasFromFarApartCountersAreDistinct() {
        long[] a = trace(new SplittableRandom(1), 0, 40);
        long[] b = LongStream.of(a).map(raw -> raw + 90_000_000_000L).toArray();

        assertThat(MirroredDies.of(a, b, MODULUS)).isEqualTo(Verdict.DISTINCT);
    }

    @Test
    void equalConstantLoadTellsNothing() {
        long[] a = LongStream.range(0, 40).map(i -> i * 6_800_000).toArray();

        assertThat(MirroredDies.of(a, a.clone(), MODULUS)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void tooFewReadingsTellNothing() {
        long[] a = trace(new SplittableRandom(1), 0, 5);

        assertThat(MirroredDies.of(a, a.clone(), MODULUS)).isEqualTo(Verdict.UNDECIDED);
        assertThat(MirroredDies.of(new long[0], new long[0], MODULUS)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void tracesOfDifferentSweepsAreRefused() {
        assertThatThrownBy(() -> MirroredDies.of(new long[3], new long[4], MODULUS))
                .hasMessageContaining("got 3 and 4");
    }

    /// 50 to 200 W, read every 100 ms.
    private static long[] trace(SplittableRandom random, long start, int length) {
        long[] raw = new long[length];
        long now = start;
        for (int i = 0; i < length; i++) {
            raw[i] = now;
            now = (now + random.nextLong(5_000_000, 20_000_000)) % MODULUS;
        }
        return raw;
    }
}
