package wattle.simulation.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.signal.Signal;
import wattle.simulation.learning.Post.Role;

class PowerTraceTest {

    private static Books books(PowerTrace trace) {
        Map<Role, Signal> grids = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            grids.put(role, Signal.constant(1e-7));
        }
        return new Books(grids, trace);
    }

    private static double sum(PowerTrace trace, Post post) {
        double sum = 0;
        for (int bin = 0; bin < trace.bins(); bin++) {
            sum += trace.joules(post, bin);
        }
        return sum;
    }

    /// Horizons from seconds to years, entries in no order of time.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyJouleOfTheBooksIsInABin(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PowerTrace trace = new PowerTrace();
        Books books = books(trace);
        double horizonS = Math.pow(10, (double) seed);
        Post[] posts = Post.values();
        for (int i = 0; i < 5000; i++) {
            Post post = posts[random.nextInt(posts.length)];
            double fromS = horizonS * random.nextDouble();
            double toS = random.nextInt(4) == 0 ? fromS : fromS + (horizonS - fromS) * random.nextDouble();
            books.energy(post, random.nextDouble() * 1e6, fromS, toS, 1);
        }
        for (Post post : posts) {
            assertThat(trace.joules(post)).isEqualTo(books.joules(post));
            assertThat(sum(trace, post)).isCloseTo(books.joules(post), within(1e-11 * books.joules(post)));
        }
        assertThat(trace.totalJ()).isEqualTo(books.totalJ());
        assertThat(trace.bins()).isBetween(PowerTrace.MOST_BINS / 2, PowerTrace.MOST_BINS);
        assertThat(trace.untilS()).isLessThanOrEqualTo(horizonS);
    }

    @Test
    void aConstantPowerIsFlatWhateverTheWidth() {
        for (double lastS : new double[] {0.6, 0.61, 17, 4321.5, 3e7}) {
            PowerTrace trace = new PowerTrace();
            trace.spent(Post.TRAIN, 40 * lastS, 0, lastS);
            for (int bin = 0; bin < trace.bins() - 1; bin++) {
                assertThat(trace.watts(Post.TRAIN, bin)).isCloseTo(40, within(1e-9));
            }
            assertThat(sum(trace, Post.TRAIN)).isCloseTo(40 * lastS, within(1e-10 * lastS));
        }
    }

    @Test
    void whatWasThereBeforeStaysWhereItWas() {
        PowerTrace trace = new PowerTrace();
        trace.spent(Post.TRAIN, 5, 0.1, 0.2);
        trace.spent(Post.UP, 3, 0.3, 0.3);
        trace.spent(Post.WAIT, 7, 0.5, 100);
        int before = (int) (0.25 / trace.binS());
        double early = 0;
        for (int bin = 0; bin <= before; bin++) {
            early += trace.joules(Post.TRAIN, bin);
        }
        assertThat(early).isEqualTo(5, within(1e-12));
        assertThat(trace.joules(Post.UP, (int) (0.3 / trace.binS()))).isEqualTo(3);
        assertThat(trace.posts()).containsExactly(Post.TRAIN, Post.WAIT, Post.UP);
        assertThat(trace.joules(Post.SLEEP, 0)).isZero();
    }

    @Test
    void aMomentThatIsNoneIsRefused() {
        PowerTrace trace = new PowerTrace();
        assertThatThrownBy(() -> trace.spent(Post.TRAIN, 1, -2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trace.spent(Post.TRAIN, 1, 0, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trace.spent(Post.TRAIN, 1, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
