package wattle.simulation.kernel;

import org.jspecify.annotations.Nullable;

/// The future event list: what will happen, in order of time; events at one instant happen in the order in which they
/// were put down. Single-threaded and deterministic.
///
/// Time is a whole number of nanoseconds since the start, 0 to [Long#MAX_VALUE] (292 years). No event may be put before
/// [#now], which is what makes a radix heap serve: Ahuja, Mehlhorn, Orlin, Tarjan, "Faster algorithms for the shortest
/// path problem", J. ACM 37(2), 1990, <https://doi.org/10.1145/77600.77615>; here with sixteen digits a level, as in
/// Cherkassky, Goldberg, Silverstein, "Buckets, heaps, lists, and monotone priority queues", SIAM J. Comput. 28(4),
/// 1999.
/// An event moves down at most once a level, and always by sequential copying; nothing is allocated once the buckets
/// have grown. Buckets keep the order of insertion, so ties need no counter.
public final class Agenda {

    /// The last instant there is; [#nanos] saturates here.
    public static final long HORIZON_NANOS = Long.MAX_VALUE;

    private static final double NANOS_PER_S = 1e9;

    private final Buckets buckets;
    private long now;
    private long size;
    /// How many events of the lowest bucket have happened already.
    private int head;

    private int current;
    private boolean stopped;
    private @Nullable Check check;

    /// What happens at an event.
    @FunctionalInterface
    public interface Handler {

        /// @param kind what happens, 0 to 255
        /// @param entity to whom
        /// @param stamp whatever was put down with it, for example a version that tells a stale event
        void on(int kind, int entity, int stamp);
    }

    /// Looks at the model after every event; for tests of laws that must hold always.
    @FunctionalInterface
    public interface Check {

        /// Throws when something does not hold.
        void afterEvent();
    }

    /// @param expectedEvents how many events will be pending at once, roughly; more only costs growing
    public Agenda(int expectedEvents) {
        if (expectedEvents < 0) {
            throw new IllegalArgumentException("cannot expect " + expectedEvents + " events");
        }
        buckets = new Buckets(expectedEvents);
    }

    /// The time of the event that is happening or has happened last, in ns.
    public long now() {
        return now;
    }

    /// [#now] in s.
    public double nowS() {
        return now / NANOS_PER_S;
    }

    /// Puts an event down.
    ///
    /// @param timeNanos when, in ns; not before [#now]
    /// @param kind 0 to 255
    public void at(long timeNanos, int kind, int entity, int stamp) {
        if (timeNanos < now) {
            throw new IllegalArgumentException("an event at %d ns lies before now (%d ns)".formatted(timeNanos, now));
        }
        if ((kind & ~0xFF) != 0) {
            throw new IllegalArgumentException("the kind of an event is 0 to 255, not " + kind);
        }
        buckets.add(timeNanos, kind, (long) entity << 32 | (stamp & 0xFFFFFFFFL));
        size++;
    }

    /// When the next event is, in ns; [Long#MAX_VALUE] when there is none.
    public long nextTime() {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        // While the last event of an instant happens, its bucket is spent but not yet empty.
        boolean spent = head > 0 && head == buckets.length(current);
        return spent ? buckets.leastAfter(current) : buckets.least();
    }

    /// How many events are pending.
    public int size() {
        return Math.toIntExact(size);
    }

    /// Forgets every event and goes back to time 0.
    public void clear() {
        buckets.clear();
        size = 0;
        head = 0;
        now = 0;
    }

    /// Sets what looks at the model after every event, or with null nothing.
    public void check(@Nullable Check afterEvent) {
        check = afterEvent;
    }

    /// Lets events happen until there are none or [#stop] is called.
    ///
    /// @return how many happened
    public long run(Handler handler) {
        return run(Long.MAX_VALUE, handler);
    }

    /// Lets every event up to and including `timeNanos` happen, and sets [#now] to it unless stopped.
    ///
    /// @return how many happened
    public long runUntil(long timeNanos, Handler handler) {
        if (timeNanos < now) {
            throw new IllegalArgumentException("cannot run until %d ns: it is %d ns".formatted(timeNanos, now));
        }
        long events = run(timeNanos, handler);
        if (!stopped && now < timeNanos) {
            now = timeNanos;
            buckets.rise(timeNanos);
        }
        return events;
    }

    /// Ends [#run] after the event that is happening.
    public void stop() {
        stopped = true;
    }

    private long run(long untilNanos, Handler handler) {
        stopped = false;
        long events = 0;
        while (!stopped && size > 0 && buckets.least() <= untilNanos) {
            int bucket = buckets.bringDown();
            now = buckets.least();
            current = bucket;
            while (head < buckets.length(bucket)) {
                long who = buckets.who(bucket, head);
                int kind = buckets.kind(bucket, head);
                head++;
                size--;
                events++;
                handler.on(kind, (int) (who >>> 32), (int) who);
                if (check != null) {
                    check.afterEvent();
                }
                if (stopped) {
                    break;
                }
            }
            if (head >= buckets.length(bucket)) {
                head = 0;
                buckets.empty(bucket);
            }
        }
        return events;
    }

    /// `seconds` in ns, rounded to the nearest; beyond the horizon the horizon.
    ///
    /// @param seconds at least 0; infinity is beyond the horizon
    public static long nanos(double seconds) {
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("a time of " + seconds + " s");
        }
        return Math.round(seconds * NANOS_PER_S);
    }

    /// The first instant whose value in s ([#nowS]) is not before `seconds`: the instant to wake at for something that
    /// happens between two nanoseconds.
    public static long nanosNotBefore(double seconds) {
        long nanos = nanos(seconds);
        // Where a double is coarser than 1 ns, steps of 1 ns may not be seen; so they double.
        for (long step = 1; nanos / NANOS_PER_S < seconds && nanos < HORIZON_NANOS; step <<= 1) {
            nanos = nanos > HORIZON_NANOS - step ? HORIZON_NANOS : nanos + step;
        }
        return nanos;
    }

    /// The memory that `events` pending events need at most, in bytes.
    public static long bytesFor(long events) {
        return Buckets.bytesFor(events);
    }
}
