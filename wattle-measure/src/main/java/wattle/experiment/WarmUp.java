package wattle.experiment;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import wattle.meter.Meter;
import wattle.recording.Recorder;
import wattle.recording.Shelf;
import wattle.trace.Channel;

/// Goes through what measuring repeats until Java's compiler has seen enough of it. Ten reads a second would otherwise
/// run interpreted, at several times the cost, and be compiled while the job runs.
final class WarmUp {

    /// HotSpot compiles a method after 200 calls (`Tier3InvocationThreshold`).
    private static final int ROUNDS = 220;

    /// Whoever waits for the job does not wait longer than this, in ns, whatever the meters are.
    private static final long MOST_NANOS = 250_000_000L;

    private WarmUp() {}

    /// Reads files and calls again and again, and writes to a data base in memory. Meters on the network and of
    /// libraries are left alone.
    static void of(List<Meter> timely, List<Meter> beside, LongSupplier nanos) throws IOException {
        List<Meter> fast = timely.stream()
                .filter(meter -> meter.pace().cost() == Meter.Cost.FAST)
                .toList();
        long end = nanos.getAsLong() + MOST_NANOS;
        try (Recorder scratch = new Recorder(Shelf.inMemory(), "warm-up", 0);
                Sampler sampler = new Sampler(fast, beside, 1, nanos, scratch::add)) {
            for (Meter meter : fast) {
                for (Channel channel : meter.channels()) {
                    scratch.add(channel);
                }
            }
            for (Meter meter : beside) {
                for (Channel channel : meter.channels()) {
                    scratch.add(channel);
                }
            }
            for (int i = 0; i < ROUNDS && nanos.getAsLong() < end; i++) {
                sampler.begin();
                sampler.tick();
                scratch.flush();
                LockSupport.parkNanos(1);
            }
        }
    }
}
