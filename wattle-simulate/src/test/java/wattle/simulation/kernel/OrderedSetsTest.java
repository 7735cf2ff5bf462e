package wattle.simulation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The two ordered sets against the library's, over random use.
class OrderedSetsTest {

    @Test
    void ranksAreFoundInOrder() {
        for (int n : new int[] {1, 2, 63, 64, 65, 4096, 4097, 300_000}) {
            SplittableRandom random = new SplittableRandom(n);
            RankSet set = new RankSet(n);
            TreeSet<Integer> expected = new TreeSet<>();
            for (int i = 0; i < 20_000; i++) {
                int rank = random.nextInt(n);
                if (random.nextInt(5) < 2) {
                    assertThat(set.add(rank)).isEqualTo(expected.add(rank));
                } else if (random.nextInt(3) < 2) {
                    assertThat(set.remove(rank)).isEqualTo(expected.remove(rank));
                }
                assertThat(set.contains(rank)).isEqualTo(expected.contains(rank));
                int from = random.nextInt(n + 2) - 1;
                assertThat(set.next(from)).isEqualTo(Objects.requireNonNullElse(expected.ceiling(from), -1));
                assertThat(set.previous(from)).isEqualTo(Objects.requireNonNullElse(expected.floor(from), -1));
                assertThat(set.size()).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void theLeastKeyIsOnTop() {
        SplittableRandom random = new SplittableRandom(7);
        IndexedHeap heap = new IndexedHeap(500);
        double[] keys = new double[500];
        TreeMap<Double, Integer> expected = new TreeMap<>();
        for (int i = 0; i < 50_000; i++) {
            int id = random.nextInt(500);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    if (heap.contains(id)) {
                        expected.remove(keys[id]);
                    }
                    keys[id] = random.nextDouble();
                    expected.put(keys[id], id);
                    heap.put(id, keys[id]);
                    assertThat(heap.key(id)).isEqualTo(keys[id]);
                }
                case 2 -> {
                    if (heap.contains(id)) {
                        expected.remove(keys[id]);
                    }
                    heap.remove(id);
                    assertThat(heap.contains(id)).isFalse();
                }
                default -> {
                    int popped = heap.popId();
                    assertThat(popped)
                            .isEqualTo(
                                    expected.isEmpty()
                                            ? -1
                                            : expected.pollFirstEntry().getValue());
                }
            }
            assertThat(heap.peekKey()).isEqualTo(expected.isEmpty() ? Double.POSITIVE_INFINITY : expected.firstKey());
            assertThat(heap.size()).isEqualTo(expected.size());
        }
        heap.clear();
        assertThat(heap.peekId()).isEqualTo(-1);
    }
}
