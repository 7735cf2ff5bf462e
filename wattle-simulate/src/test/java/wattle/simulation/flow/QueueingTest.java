package wattle.simulation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.simulation.kernel.Distribution;
import wattle.simulation.kernel.Seed;

/// One link as a server, against queueing theory. The hypothesis "the mean time in the system is what theory says" is
/// judged by a two-sided t-test on the means of 30 batches after a warm-up, at a level of 0.1 % (t of 29 degrees of
/// freedom: 3.659), with fixed seeds. Formulas: Kleinrock, "Queueing Systems", volume 1, 1975, (3.27) and volume 2,
/// 1976,
/// (4.17).
class QueueingTest {

    private static final int BATCHES = 30;
    private static final int EACH = 20_000;
    private static final double CRITICAL_T = 3.659;

    /// M/M/1, first come first served: one flow at a time. Mean time in the system `1 / (μ − λ)`.
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.7})
    void oneAfterTheOther(double load) {
        double[] spent = new double[(BATCHES + 3) * EACH];
        Transfers transfers = new Transfers(oneLink(), 1);
        Deque<double[]> waiting = new ArrayDeque<>();
        Seed seed = new Seed(20);
        double arrival = 0;
        int done = 0;
        double running = Double.NaN;
        for (int i = 0; done < spent.length; ) {
            double next = arrival + seed.exponential(2L * i) / load;
            if (transfers.nextEndS() <= next) {
                transfers.end(next);
                spent[done++] = transfers.endedAtS() - running;
                if (!waiting.isEmpty()) {
                    running = waiting.peek()[0];
                    transfers.start(0, 0, waiting.remove()[1], transfers.endedAtS());
                }
            } else {
                arrival = next;
                double bits = seed.exponential(2L * i++ + 1);
                if (transfers.active() == 0) {
                    running = arrival;
                    transfers.start(0, 0, bits, arrival);
                } else {
                    waiting.add(new double[] {arrival, bits});
                }
            }
        }
        judge(spent, 1 / (1 - load));
    }

    /// M/G/1 with processor sharing: all at once. Mean time in the system `E[S] / (1 − ρ)`, whatever the sizes' spread.
    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.5, 1.0})
    void allAtOnce(double sigma) {
        double load = 0.6;
        Distribution size = new Distribution.LogNormal(1, sigma);
        int most = 4096;
        double[] spent = new double[(BATCHES + 3) * EACH];
        double[] since = new double[most];
        int[] free = new int[most];
        Arrays.setAll(free, i -> i);
        int frees = most;
        Transfers transfers = new Transfers(oneLink(), most);
        Seed seed = new Seed(21);
        double arrival = 0;
        int done = 0;
        for (int i = 0; done < spent.length; ) {
            double next = arrival + seed.exponential(2L * i) * size.mean() / load;
            int flow = transfers.end(next);
            if (flow >= 0) {
                spent[done++] = transfers.endedAtS() - since[flow];
                free[frees++] = flow;
            } else {
                arrival = next;
                int mine = free[--frees];
                since[mine] = arrival;
                transfers.start(mine, 0, size.draw(seed, 2L * i++ + 1), arrival);
            }
        }
        judge(spent, size.mean() / (1 - load));
    }

    private static Topology oneLink() {
        Topology topology = new Topology();
        topology.route(Double.POSITIVE_INFINITY, topology.link(1));
        return topology;
    }

    private static void judge(double[] spent, double expected) {
        double[] means = new double[BATCHES];
        for (int b = 0; b < BATCHES; b++) {
            int from = (b + 3) * EACH;
            means[b] = Arrays.stream(spent, from, from + EACH).average().orElseThrow();
        }
        double mean = Arrays.stream(means).average().orElseThrow();
        double variance = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum() / (BATCHES - 1);
        assertThat((mean - expected) / Math.sqrt(variance / BATCHES)).isBetween(-CRITICAL_T, CRITICAL_T);
        // The test could tell a difference of 5 %, so that passing it means something.
        assertThat(CRITICAL_T * Math.sqrt(variance / BATCHES)).isLessThan(0.05 * expected);
    }
}
