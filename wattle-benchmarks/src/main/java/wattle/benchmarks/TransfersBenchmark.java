package wattle.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import wattle.simulation.flow.Topology;
import wattle.simulation.flow.Transfers;
import wattle.simulation.kernel.Distribution;
import wattle.simulation.kernel.Seed;

/// Time for one transfer by each of `devices`, started together or one after the other, over an own link with a
/// lognormal capacity (σ 0.6) and one that all share and that holds about half of them up; with `cells`, over the link
/// of a cell as well. Divide by `devices` for the time of one start and one end. `-prof gc` shows what is allocated.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Threads(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TransfersBenchmark {

    private static final double BITS = 8 * 6_655_480.0;
    private static final double MEDIAN_BIT_PER_S = 8 * 10_179_966.0;

    @Param({"1000", "10000", "100000", "1000000"})
    private int devices;

    @Param({"0"})
    private int cells;

    private Transfers transfers = new Transfers(new Topology(), 0);
    private int[] route = {};
    private double[] afterS = {};
    private double now;

    @Setup(Level.Trial)
    public void build() {
        Topology topology = new Topology();
        Distribution capacity = new Distribution.LogNormal(MEDIAN_BIT_PER_S, 0.6);
        Seed seed = new Seed(1);
        int core = topology.link(0.8 * devices * MEDIAN_BIT_PER_S);
        int[] cell = new int[cells];
        for (int c = 0; c < cells; c++) {
            cell[c] = topology.link((0.7 + 0.6 * seed.uniform(c)) * devices / cells * MEDIAN_BIT_PER_S);
        }
        route = new int[devices];
        afterS = new double[devices];
        double sum = 0;
        for (int i = 0; i < devices; i++) {
            int own = topology.link(capacity.draw(seed.split(1), i));
            route[i] = cells == 0
                    ? topology.route(Double.POSITIVE_INFINITY, own, core)
                    : topology.route(Double.POSITIVE_INFINITY, own, cell[i % cells], core);
            afterS[i] = seed.split(2).exponential(i) * BITS / MEDIAN_BIT_PER_S / devices;
            sum += afterS[i];
        }
        transfers = new Transfers(topology, devices);
        now = sum;
    }

    /// All start at one instant.
    @Benchmark
    public double together() {
        for (int i = 0; i < devices; i++) {
            transfers.start(i, route[i], BITS, now);
        }
        return drain();
    }

    /// A Poisson stream that loads the shared link for as long as it lasts.
    @Benchmark
    public double staggered() {
        for (int i = 0; i < devices; i++) {
            now += afterS[i];
            while (transfers.end(now) >= 0) {
                // Only the ends themselves are looked at.
            }
            transfers.start(i, route[i], BITS, now);
        }
        return drain();
    }

    private double drain() {
        while (transfers.end(Double.MAX_VALUE) >= 0) {
            now = Math.max(now, transfers.endedAtS());
        }
        return now;
    }
}
