package wattle.workload.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final int ITEMS = 6000;
    private static final int[] CLASSES =
            IntStream.range(0, ITEMS).map(i -> i * 7 % 10).toArray();

    @Test
    void everyItemGoesToExactlyOneClient() {
        for (long seed = 0; seed < 20; seed++) {
            for (String text : List.of("iid", "shards", "dirichlet:0.05", "dirichlet:0.5", "dirichlet:100")) {
                int clients = 1 + (int) (seed * 13 % 97);
                int[][] parts = Split.of(text).divide(CLASSES, clients, new SplittableRandom(seed));
                assertThat(parts).hasNumberOfRows(clients);
                int[] together = Arrays.stream(parts)
                        .flatMapToInt(Arrays::stream)
                        .sorted()
                        .toArray();
                assertThat(Arrays.equals(together, IntStream.range(0, ITEMS).toArray()))
                        .as("%s, seed %d", text, seed)
                        .isTrue();
            }
        }
    }

    @Test
    void theSameSeedDividesAlike() {
        Split split = Split.of("dirichlet:0.5");
        assertThat(split.divide(CLASSES, 10, new SplittableRandom(3)))
                .isDeepEqualTo(split.divide(CLASSES, 10, new SplittableRandom(3)));
    }

    /// How far clients' mixes are from the whole: 0 for alike, 0.9 for one class each.
    @Test
    void shardsAndSmallConcentrationsAreUneven() {
        assertThat(distance("iid")).isLessThan(0.06);
        assertThat(distance("dirichlet:100")).isLessThan(0.1);
        assertThat(distance("dirichlet:0.5")).isBetween(0.3, 0.65);
        assertThat(distance("dirichlet:0.05")).isGreaterThan(0.65);
        // Two shards of one class each, or of two where a shard crosses from one to the next.
        assertThat(distance("shards")).isBetween(0.7, 0.9);
    }

    private static double distance(String text) {
        int[][] parts = Split.of(text).divide(CLASSES, 10, new SplittableRandom(1));
        double sum = 0;
        for (int[] part : parts) {
            double[] mix = new double[10];
            for (int item : part) {
                mix[CLASSES[item]] += 1.0 / part.length;
            }
            sum += part.length
                    * Arrays.stream(mix).map(share -> Math.abs(share - 0.1) / 2).sum();
        }
        return sum / ITEMS;
    }

    @Test
    void whatIsNoSplitIsRefusedWithWhatWouldBe() {
        for (String text :
                List.of("", "dirichlet", "dirichlet:", "dirichlet:0", "dirichlet:-1", "dirichlet:x", "random")) {
            assertThatThrownBy(() -> Split.of(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Maybe");
        }
    }
}
