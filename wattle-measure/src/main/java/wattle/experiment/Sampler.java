package wattle.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import wattle.meter.Meter;
import wattle.trace.Reading;

/// Reads meters on time: one thread for each latency class, and one for each meter on the network, so that a slow
/// one holds nobody up. Deadlines are absolute: a late read does not shift the ones after it.
final class Sampler implements AutoCloseable {

    private final List<Group> groups = new ArrayList<>();
    private final LongSupplier nanos;
    private final Consumer<Reading> sink;
    private volatile boolean open = true;
    private volatile boolean resting;

    /// @param periodS wanted time between reads, in s; each meter's own pace bounds it
    Sampler(List<Meter> meters, double periodS, LongSupplier nanos, Consumer<Reading> sink) {
        this.nanos = nanos;
        this.sink = sink;
        for (Meter.Cost cost : Meter.Cost.values()) {
            List<Timed> timed = meters.stream()
                    .filter(meter -> meter.pace().cost() == cost)
                    .map(meter -> new Timed(meter, period(meter.pace(), periodS)))
                    .toList();
            if (cost == Meter.Cost.NETWORK) {
                timed.forEach(one -> groups.add(new Group(cost, List.of(one))));
            } else if (!timed.isEmpty()) {
                groups.add(new Group(cost, timed));
            }
        }
    }

    void start() {
        for (Group group : groups) {
            Thread.Builder builder = group.cost == Meter.Cost.NETWORK
                    ? Thread.ofVirtual()
                    : Thread.ofPlatform().daemon();
            group.thread = builder.name("wattle-" + group.cost).start(() -> run(group));
        }
    }

    /// Reads everything now, for the end of a window. Meters on the network get up to `mostS` seconds.
    void readEdge(double mostS) throws InterruptedException {
        CountDownLatch network = new CountDownLatch(groups.size());
        for (Group group : groups) {
            Runnable edge = () -> {
                group.gate.lock();
                try {
                    group.meters.forEach(timed -> timed.meter.read(sink));
                } finally {
                    group.gate.unlock();
                    network.countDown();
                }
            };
            if (group.cost == Meter.Cost.NETWORK) {
                Thread.ofVirtual().start(edge);
            } else {
                edge.run();
            }
        }
        // A meter that does not answer in time gives its reading or its gap later, or never: the window stands.
        boolean all = network.await(Math.round(mostS * 1000), TimeUnit.MILLISECONDS);
        late = late || !all;
    }

    /// Leaves this machine's own meters alone, or goes on with them; those on the network are read all the while.
    void rest(boolean resting) {
        this.resting = resting;
    }

    /// Whether there is a meter on the network beside others: somebody to see what reading the others costs.
    boolean hasOnlooker() {
        return groups.stream().anyMatch(group -> group.cost == Meter.Cost.NETWORK)
                && groups.stream().anyMatch(group -> group.cost != Meter.Cost.NETWORK);
    }

    /// Reads what is on this machine now, for a moment that will be asked for.
    void readHere() {
        for (Group group : groups) {
            if (group.cost == Meter.Cost.FAST) {
                group.gate.lock();
                try {
                    group.meters.forEach(timed -> timed.meter.read(sink));
                } finally {
                    group.gate.unlock();
                }
            }
        }
    }

    private boolean late;

    /// Whether a meter on the network missed the end of a window.
    boolean isLate() {
        return late;
    }

    private void run(Group group) {
        long start = nanos.getAsLong();
        group.meters.forEach(timed -> timed.due = start);
        while (open) {
            Timed next = group.next();
            long wait = next.due - nanos.getAsLong();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            group.gate.lock();
            try {
                if (open && !(resting && group.cost != Meter.Cost.NETWORK)) {
                    next.meter.read(sink);
                }
            } finally {
                group.gate.unlock();
            }
            next.skipTo(nanos.getAsLong());
        }
    }

    /// Stops reading; the meters stay open.
    @Override
    public void close() {
        open = false;
        for (Group group : groups) {
            Thread thread = group.thread;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
            if (thread != null && group.cost != Meter.Cost.NETWORK) {
                awaitEnd(thread);
            }
        }
    }

    /// Whoever closes the meters next must not pull them from under a read.
    private static void awaitEnd(Thread thread) {
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long period(Meter.Pace pace, double wantedS) {
        return Math.round(Math.min(Math.max(wantedS, pace.shortestS()), pace.longestS()) * 1e9);
    }

    private static final class Group {
        private final Meter.Cost cost;
        private final List<Timed> meters;
        private final ReentrantLock gate = new ReentrantLock();
        private volatile @org.jspecify.annotations.Nullable Thread thread;

        Group(Meter.Cost cost, List<Timed> meters) {
            this.cost = cost;
            this.meters = meters;
        }

        Timed next() {
            Timed next = meters.getFirst();
            for (Timed timed : meters) {
                next = timed.due < next.due ? timed : next;
            }
            return next;
        }
    }

    private static final class Timed {
        private final Meter meter;
        private final long periodNanos;
        private long due;

        Timed(Meter meter, long periodNanos) {
            this.meter = meter;
            this.periodNanos = periodNanos;
        }

        /// The next deadline that is not past; those that were missed are not made up for.
        void skipTo(long now) {
            due += periodNanos;
            if (due < now) {
                due += (now - due) / periodNanos * periodNanos;
            }
        }
    }
}
