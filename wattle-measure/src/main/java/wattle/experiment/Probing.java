package wattle.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Samples;
import wattle.trace.Signal;

/// Reads meters as fast as makes sense while the machine rests, then works on all its processors, then rests again.
/// What the meters are like is told afterwards, from what they said.
///
/// @param seen one for each meter
/// @param fromNanos when it began; monotonic, in ns, like the others
/// @param loadNanos when the load began
/// @param restNanos when the load ended
public record Probing(List<Seen> seen, long fromNanos, long loadNanos, long restNanos) {

    private static final long GLANCE_NANOS = 1_000_000;
    private static final double QUICK_S = 0.005;

    /// Copies the list.
    public Probing {
        seen = List.copyOf(seen);
    }

    /// What one meter said.
    ///
    /// @param callS median time of one read of the whole meter, in s
    /// @param samples of its channels of energy
    public record Seen(Meter.Cost cost, double callS, List<Samples> samples) {

        /// Copies the list.
        public Seen {
            samples = List.copyOf(samples);
        }
    }

    /// Reads all meters at once for so many seconds: a quarter at rest, a half under load, a quarter at rest.
    public static Probing run(Machine machine, List<Meter> meters, double seconds) throws InterruptedException {
        long from = machine.nanos().getAsLong();
        long epoch = from - machine.micros().getAsLong() * 1000;
        long end = from + Math.round(seconds * 1e9);
        Map<Meter, Seen> seen = new java.util.concurrent.ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (Meter meter : meters) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("wattle-probe")
                    .start(() -> seen.put(
                            meter, watch(meter, new Clock(machine.nanos(), LockSupport::parkNanos), epoch, end))));
        }
        Thread.sleep(Math.round(seconds * 250));
        long up = machine.nanos().getAsLong();
        busy(Math.round(seconds * 500));
        long down = machine.nanos().getAsLong();
        for (Thread thread : threads) {
            thread.join();
        }
        List<Seen> ordered = meters.stream()
                .map(seen::get)
                .filter(java.util.Objects::nonNull)
                .toList();
        return new Probing(ordered, from, up, down);
    }

    /// Looks for a moment at the meters of counters that say they move each few ms, to see whether they do: some
    /// kernels
    /// and virtual machines show them anew at their own ticks only, and then an end of a window is known no better.
    ///
    /// @return what their channels said
    public static List<Samples> glance(Machine machine, List<Meter> meters, double seconds) {
        Map<ChannelId, Samples.Builder> builders = new LinkedHashMap<>();
        List<Meter> quick = new ArrayList<>();
        for (Meter meter : meters) {
            List<Channel> counters =
                    meter.channels().stream().filter(Probing::isQuick).toList();
            counters.forEach(channel -> builders.put(channel.id(), new Samples.Builder(channel, 0)));
            if (!counters.isEmpty() && meter.pace().cost() == Meter.Cost.FAST) {
                quick.add(meter);
            }
        }
        long due = machine.nanos().getAsLong();
        long end = quick.isEmpty() ? due : due + Math.round(seconds * 1e9);
        for (long now = due; now < end; now = machine.nanos().getAsLong()) {
            if (now < due) {
                LockSupport.parkNanos(due - now);
                continue;
            }
            quick.forEach(meter -> meter.read(reading -> {
                Samples.Builder builder = builders.get(reading.channel());
                if (builder != null) {
                    builder.add(reading);
                }
            }));
            due = now + GLANCE_NANOS;
        }
        return builders.values().stream().map(Samples.Builder::build).toList();
    }

    private static boolean isQuick(Channel channel) {
        return channel.signal() instanceof Signal.EnergyCounter
                && channel.traits().periodS().orElse(1) <= QUICK_S;
    }

    /// Time, and a way to let it pass.
    ///
    /// @param pause waits for so many ns, or less
    record Clock(LongSupplier nanos, LongConsumer pause) {}

    /// Reads one meter until `endNanos`; deadlines are absolute, and those that are missed are not made up for.
    static Seen watch(Meter meter, Clock clock, long epochNanos, long endNanos) {
        Map<ChannelId, Samples.Builder> builders = new LinkedHashMap<>();
        meter.channels().stream()
                .filter(channel -> channel.isEnergy())
                .forEach(channel -> builders.put(channel.id(), new Samples.Builder(channel, epochNanos)));
        long period = periodNanos(meter.pace());
        List<Long> calls = new ArrayList<>();
        long due = clock.nanos().getAsLong();
        for (long now = due; now < endNanos; now = clock.nanos().getAsLong()) {
            if (now < due) {
                clock.pause().accept(due - now);
                continue;
            }
            meter.read(reading -> {
                Samples.Builder builder = builders.get(reading.channel());
                if (builder != null) {
                    builder.add(reading);
                }
            });
            long after = clock.nanos().getAsLong();
            calls.add(after - now);
            due += period * Math.max(1, (after - due + period - 1) / period);
        }
        long[] sorted = calls.stream().mapToLong(Long::longValue).sorted().toArray();
        double callS = sorted.length == 0 ? 0 : sorted[sorted.length / 2] * 1e-9;
        return new Seen(
                meter.pace().cost(),
                callS,
                builders.values().stream().map(Samples.Builder::build).toList());
    }

    /// Faster than these no known meter of the class makes values: RAPL makes one each ms (Intel SDM, vol. 3B,
    /// 16.10.1), NVML's power one in 20 to 100 ms, controllers and plugs at most some a second. A meter that says
    /// that it must be left in peace longer is.
    private static long periodNanos(Meter.Pace pace) {
        return switch (pace.cost()) {
            case FAST -> 1_000_000;
            case LIBRARY -> 5_000_000;
            case NETWORK -> Math.max(200_000_000, Math.round(pace.shortestS() * 1e9));
        };
    }

    /// Keeps all processors busy.
    private static void busy(long millis) throws InterruptedException {
        AtomicBoolean more = new AtomicBoolean(true);
        DoubleAdder results = new DoubleAdder();
        Thread[] threads = new Thread[Runtime.getRuntime().availableProcessors()];
        Arrays.setAll(
                threads,
                i -> Thread.ofPlatform().daemon().name("wattle-load").start(() -> {
                    double x = i + 1;
                    while (more.get()) {
                        x = Math.sqrt(x * x + 1) * 0.999;
                    }
                    // Whoever uses no result computes nothing.
                    results.add(x);
                }));
        try {
            Thread.sleep(millis);
        } finally {
            more.set(false);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
