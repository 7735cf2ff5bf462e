package wattle.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import wattle.simulation.kernel.Agenda;
import wattle.simulation.kernel.Seed;

/// Events per second on one core in the hold model: each event puts down the next of its entity, and nothing else
/// happens (D. W. Jones, "An empirical comparison of priority-queue and event-set implementations", CACM 29(4), 1986).
/// Run with `-prof gc` to see that nothing is allocated.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AgendaBenchmark implements Agenda.Handler {

    private static final int EVENTS = 100_000;
    private static final int DRAWN = 1 << 16;

    /// How many events are pending.
    @Param({"1000", "100000", "1000000"})
    private int pending;

    private Agenda agenda = new Agenda(0);
    private final long[] ahead = new long[DRAWN];
    private int next;
    private int left;

    /// Draws steps of 1 s on average, exponentially; puts one event down for each entity.
    @Setup(Level.Trial)
    public void fill() {
        for (int i = 0; i < DRAWN; i++) {
            ahead[i] = Agenda.nanos(new Seed(1).exponential(i));
        }
        agenda = new Agenda(pending);
        for (int i = 0; i < pending; i++) {
            agenda.at(ahead[next++ & DRAWN - 1], 1, i, 0);
        }
        // Every entity once, so that the buckets have the size they will keep.
        left = 10 * pending;
        agenda.run(this);
    }

    /// Lets [#EVENTS] events happen.
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long hold() {
        left = EVENTS;
        return agenda.run(this);
    }

    @Override
    public void on(int kind, int entity, int stamp) {
        agenda.at(agenda.now() + ahead[next++ & DRAWN - 1], kind, entity, stamp);
        if (--left == 0) {
            agenda.stop();
        }
    }
}
