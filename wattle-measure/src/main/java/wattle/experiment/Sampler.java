package wattle.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import wattle.meter.Meter;
import wattle.trace.Reading;

/// Reads meters on time: one thread for each latency class, and one for each meter on the network, so that a slow
/// one holds nobody up. Waking a thread costs more than reading a dozen files, so all that is due at one time is read
/// at one waking, and what has no hurry has no thread here: see [#readBeside].
///
/// Deadlines are absolute: a late read does not shift the ones after it. What a file or a call shows is read once for
/// each deadline, the missed ones at once after another; [Punctuality] tells how late, and what was given up.
final class Sampler implements AutoCloseable {

    /// What stands beside the meters takes at most one in so many parts of the time.
    private static final long RARENESS = 2000;

    private final List<Group> groups = new ArrayList<>();
    private final Group beside;
    private final LongSupplier nanos;
    private final Consumer<List<Reading>> sink;
    private volatile boolean open = true;
    private volatile boolean resting;

    /// @param sink is given, from several threads, what was read at one waking; the list is used again afterwards
    /// @param meters to read on time
    /// @param beside what may be read a bit later, whenever [#readBeside] is called
    /// @param periodS wanted time between reads, in s; each meter's own pace bounds it
    Sampler(List<Meter> meters, List<Meter> beside, double periodS, LongSupplier nanos, Consumer<List<Reading>> sink) {
        this.nanos = nanos;
        this.sink = sink;
        this.beside = new Group(Meter.Cost.LIBRARY, timed(beside, periodS), true);
        for (Meter.Cost cost : Meter.Cost.values()) {
            List<Timed> timed = timed(
                    meters.stream().filter(meter -> meter.pace().cost() == cost).toList(), periodS);
            if (cost == Meter.Cost.NETWORK) {
                timed.forEach(one -> groups.add(new Group(cost, List.of(one), false)));
            } else if (!timed.isEmpty()) {
                groups.add(new Group(cost, timed, false));
            }
        }
    }

    private static List<Timed> timed(List<Meter> meters, double periodS) {
        return meters.stream().map(meter -> new Timed(meter, periodS)).toList();
    }

    void start() {
        begin();
        for (Group group : groups) {
            Thread.Builder builder = group.cost == Meter.Cost.NETWORK
                    ? Thread.ofVirtual()
                    : Thread.ofPlatform().daemon();
            group.thread = builder.name("wattle-" + group.cost).start(() -> run(group));
        }
    }

    /// Makes everything due now.
    void begin() {
        long now = nanos.getAsLong();
        beside.startAt(now);
        groups.forEach(group -> group.startAt(now));
    }

    /// Reads what is due, once, on this thread.
    void tick() {
        groups.forEach(group -> group.readDue(nanos, sink, true));
        readBeside();
    }

    /// Reads everything now, for the end of a window. Meters on the network get up to `mostS` seconds.
    void readEdge(double mostS) throws InterruptedException {
        CountDownLatch network = new CountDownLatch(groups.size());
        for (Group group : groups) {
            Runnable edge = () -> {
                group.readAll(sink);
                network.countDown();
            };
            if (group.cost == Meter.Cost.NETWORK) {
                Thread.ofVirtual().start(edge);
            } else {
                edge.run();
            }
        }
        beside.readAll(sink);
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
        groups.stream().filter(group -> group.cost == Meter.Cost.FAST).forEach(group -> group.readAll(sink));
    }

    /// Reads what stands beside the meters and is due.
    void readBeside() {
        if (!resting) {
            beside.readDue(nanos, sink, true);
        }
    }

    private boolean late;

    /// Whether a meter on the network missed the end of a window.
    boolean isLate() {
        return late;
    }

    /// How punctual the reads of files and calls were up to now.
    Punctuality punctuality() {
        return groups.stream()
                .filter(group -> group.cost == Meter.Cost.FAST)
                .map(Group::punctuality)
                .reduce(Punctuality.NONE, Punctuality::and);
    }

    private void run(Group group) {
        while (open) {
            long wait = group.nextDue() - nanos.getAsLong();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                group.readDue(nanos, sink, !(resting && group.cost != Meter.Cost.NETWORK));
            }
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

    private static final class Group {
        private final Meter.Cost cost;
        private final List<Timed> meters;
        private final boolean rare;
        private final ReentrantLock gate = new ReentrantLock();
        private final List<Reading> readings = new ArrayList<>();
        private final Consumer<Reading> tick = readings::add;
        private volatile @Nullable Thread thread;

        /// @param rare whether what costs long to read is put off, such as a walk through a thousand processes
        Group(Meter.Cost cost, List<Timed> meters, boolean rare) {
            this.cost = cost;
            this.meters = meters;
            this.rare = rare;
        }

        void startAt(long now) {
            meters.forEach(timed -> timed.due = now);
        }

        long nextDue() {
            long next = meters.getFirst().due;
            for (int i = 1; i < meters.size(); i++) {
                next = Math.min(next, meters.get(i).due);
            }
            return next;
        }

        void readAll(Consumer<List<Reading>> sink) {
            gate.lock();
            try {
                meters.forEach(timed -> timed.meter.read(tick));
                hand(sink);
            } finally {
                gate.unlock();
            }
        }

        /// @param really false to let the deadlines pass
        void readDue(LongSupplier nanos, Consumer<List<Reading>> sink, boolean really) {
            gate.lock();
            try {
                for (int i = 0; i < meters.size(); i++) {
                    Timed timed = meters.get(i);
                    long begin = nanos.getAsLong();
                    if (timed.due > begin) {
                        continue;
                    }
                    if (really) {
                        timed.meter.read(tick);
                    }
                    if (really && cost == Meter.Cost.FAST) {
                        timed.makeUp(begin, nanos.getAsLong());
                    } else {
                        long now = nanos.getAsLong();
                        timed.skip(now);
                        if (rare) {
                            timed.due = Math.max(timed.due, now + (now - begin) * RARENESS);
                        }
                    }
                }
                hand(sink);
            } finally {
                gate.unlock();
            }
        }

        private void hand(Consumer<List<Reading>> sink) {
            if (!readings.isEmpty()) {
                sink.accept(readings);
                readings.clear();
            }
        }

        Punctuality punctuality() {
            gate.lock();
            try {
                return meters.stream()
                        .map(timed -> new Punctuality(timed.reads, timed.late, timed.missed, timed.worstNanos * 1e-9))
                        .reduce(Punctuality.NONE, Punctuality::and);
            } finally {
                gate.unlock();
            }
        }
    }

    private static final class Timed {

        /// So long a backlog is made up for, in ns, and so many periods; a longer one is an overload, or a machine
        /// that stood still.
        private static final long MOST_BEHIND_NANOS = 1_000_000_000L;

        private static final long MOST_BEHIND_PERIODS = 10;

        /// Nothing is read more often, in s.
        private static final double LEAST_S = 1e-4;

        private final Meter meter;
        private final long periodNanos;
        private long due;
        private long reads;
        private long late;
        private long missed;
        private long worstNanos;

        Timed(Meter meter, double wantedS) {
            this.meter = meter;
            Meter.Pace pace = meter.pace();
            double periodS = Math.max(wantedS, LEAST_S);
            // A whole number of the wanted periods: what is due together costs one waking.
            double alignedS = Math.max(1, Math.ceil(pace.shortestS() / periodS - 1e-9)) * periodS;
            periodNanos = Math.round(Math.min(alignedS, pace.longestS()) * 1e9);
        }

        /// The next deadline that is not past; those that were missed are not made up for.
        void skip(long now) {
            due += periodNanos;
            if (due < now) {
                due += (now - due) / periodNanos * periodNanos;
            }
        }

        /// The next deadline, past or not, unless there are too many of them.
        ///
        /// @param begin when the read that was due began; it ended `now`
        void makeUp(long begin, long now) {
            long behind = begin - due;
            reads++;
            worstNanos = Math.max(worstNanos, behind);
            if (behind > periodNanos) {
                late++;
            }
            due += periodNanos;
            long backlog = now > due ? (now - due) / periodNanos : 0;
            if (backlog > MOST_BEHIND_PERIODS && now - due > MOST_BEHIND_NANOS) {
                missed += backlog;
                due += backlog * periodNanos;
            }
        }
    }
}
