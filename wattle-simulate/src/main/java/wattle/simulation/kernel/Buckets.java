package wattle.simulation.kernel;

import java.util.Arrays;

/// The buckets of a radix heap with sixteen digits a level: an event lies at the level of the highest hexadecimal digit
/// in
/// which its time differs from the last time taken, in the bucket of its digit there.
final class Buckets {

    private static final int LEVEL_BITS = 4;
    private static final int DIGITS = 1 << LEVEL_BITS;
    private static final int COUNT = Long.SIZE / LEVEL_BITS * DIGITS;
    /// Longs of one event: time, who, kind. Side by side, so that moving one event touches one place.
    private static final int WIDTH = 3;
    private static final int SMALLEST = 8;
    private static final int SIZE_CLASSES = 32;

    private final long[][] events = new long[COUNT][];
    private final int[] length = new int[COUNT];
    private final long[] least = new long[COUNT];
    private final long[] occupied = new long[COUNT / Long.SIZE];
    private long last;

    /// Arrays that no bucket uses, by the binary logarithm of how many events they hold.
    private final long[][][] spare = new long[SIZE_CLASSES][][];
    private final int[] spares = new int[SIZE_CLASSES];

    Buckets(int expectedEvents) {
        Arrays.fill(events, NONE);
        int each = Math.max(SMALLEST, expectedEvents / DIGITS);
        int sizeClass = sizeClass(each);
        for (int i = 0; expectedEvents > SMALLEST && i < DIGITS; i++) {
            giveBack(new long[WIDTH << sizeClass]);
        }
    }

    void add(long time, int kind, long who) {
        int bucket = bucket(time);
        int at = length[bucket];
        long[] into = events[bucket];
        if (at * WIDTH == into.length) {
            into = grow(bucket);
        }
        if (at == 0 || time < least[bucket]) {
            least[bucket] = time;
        }
        if (at == 0) {
            occupied[bucket >>> 6] |= 1L << bucket;
        }
        int i = at * WIDTH;
        into[i] = time;
        into[i + 1] = who;
        into[i + 2] = kind;
        length[bucket] = at + 1;
    }

    private int bucket(long time) {
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros((time ^ last) | 1)) / LEVEL_BITS;
        int digit = (int) (time >>> (level * LEVEL_BITS)) & (DIGITS - 1);
        return level * DIGITS + digit;
    }

    /// The least time of all; there must be one.
    long least() {
        return least[lowest()];
    }

    /// The least time of all beyond a bucket, which must not be the last.
    long leastAfter(int bucket) {
        int next = bucket + 1;
        int word = next >>> 6;
        long right = occupied[word] & -1L << next;
        while (right == 0) {
            right = occupied[++word];
        }
        return least[word << 6 | Long.numberOfTrailingZeros(right)];
    }

    int length(int bucket) {
        return length[bucket];
    }

    long who(int bucket, int index) {
        return events[bucket][index * WIDTH + 1];
    }

    int kind(int bucket, int index) {
        return (int) events[bucket][index * WIDTH + 2];
    }

    /// Sets the last time taken to the least, and moves what shares a bucket with it until all events of that time lie
    /// alone in one; returns that bucket.
    int bringDown() {
        int bucket = lowest();
        while (bucket >= DIGITS) {
            last = least[bucket];
            long[] from = events[bucket];
            int n = length[bucket] * WIDTH;
            events[bucket] = NONE;
            empty(bucket);
            for (int i = 0; i < n; i += WIDTH) {
                add(from[i], (int) from[i + 2], from[i + 1]);
            }
            giveBack(from);
            bucket = lowest();
        }
        last = least[bucket];
        return bucket;
    }

    /// Sets the last time taken to one that no event lies before.
    void rise(long time) {
        int bucket = lowest();
        // What shares the bucket of `time` would lie at a lower level as seen from there; so it moves.
        int mine = bucket(time);
        last = time;
        if (bucket == mine && bucket >= DIGITS) {
            long[] from = events[bucket];
            int n = length[bucket] * WIDTH;
            events[bucket] = NONE;
            empty(bucket);
            for (int i = 0; i < n; i += WIDTH) {
                add(from[i], (int) from[i + 2], from[i + 1]);
            }
            giveBack(from);
        }
    }

    void empty(int bucket) {
        length[bucket] = 0;
        occupied[bucket >>> 6] &= ~(1L << bucket);
        if (events[bucket].length > WIDTH * SMALLEST) {
            giveBack(events[bucket]);
            events[bucket] = NONE;
        }
    }

    void clear() {
        for (int i = 0; i < COUNT; i++) {
            empty(i);
        }
        last = 0;
    }

    private static final long[] NONE = {};

    private int lowest() {
        for (int i = 0; i < occupied.length; i++) {
            if (occupied[i] != 0) {
                return i << 6 | Long.numberOfTrailingZeros(occupied[i]);
            }
        }
        return -1;
    }

    private long[] grow(int bucket) {
        long[] old = events[bucket];
        int sizeClass = old.length == 0 ? sizeClass(SMALLEST) : sizeClass(old.length / WIDTH) + 1;
        long[] grown = spares[sizeClass] > 0 ? spare[sizeClass][--spares[sizeClass]] : new long[WIDTH << sizeClass];
        System.arraycopy(old, 0, grown, 0, old.length);
        events[bucket] = grown;
        giveBack(old);
        return grown;
    }

    private void giveBack(long[] array) {
        if (array.length == 0) {
            return;
        }
        int sizeClass = sizeClass(array.length / WIDTH);
        long[][] those = spare[sizeClass];
        if (those == null || spares[sizeClass] == those.length) {
            those = those == null ? new long[DIGITS][] : Arrays.copyOf(those, those.length * 2);
            spare[sizeClass] = those;
        }
        those[spares[sizeClass]++] = array;
    }

    /// The binary logarithm of `n`, rounded up.
    private static int sizeClass(int n) {
        return 32 - Integer.numberOfLeadingZeros(n - 1);
    }

    /// Arrays double, what they were before stays as spare, and one set is being copied into another: at most four
    /// times
    /// the events themselves.
    static long bytesFor(long events) {
        return 4 * WIDTH * Long.BYTES * events + COUNT * 64L;
    }
}
