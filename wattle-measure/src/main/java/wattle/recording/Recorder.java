package wattle.recording;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Mark;
import wattle.trace.Reading;

/// Writes one node's part of a run. What is added, from any thread, waits in memory; [#flush], called at least each
/// second by one thread, puts it on disk, all in one transaction.
///
/// When the disk refuses, nothing is thrown away: everything waits for the next flush, and readings do so up to
/// [#MOST_WAITING_B].
public final class Recorder implements AutoCloseable {

    /// Packed readings kept in memory while the disk refuses them, in B: some 1.5 million.
    public static final int MOST_WAITING_B = 16 << 20;

    private final String run;
    private final int node;
    private final Rows store;
    private final Object gate = new Object();
    private final Object writing = new Object();
    private final Map<ChannelId, Packing> packings = new LinkedHashMap<>();
    private List<Row> waiting = new ArrayList<>();
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long batches;
    private long marks;
    private long lost;
    private boolean full;
    /// Taken from `waiting` and not written yet.
    private final List<Row> refused = new ArrayList<>();

    private boolean again;

    /// Opens a run for writing.
    ///
    /// @param node rank of this machine among those that write to the same run
    /// @throws IOException when the place cannot be written, with a message for people
    public Recorder(Shelf shelf, String run, int node) throws IOException {
        this(shelf, Optional.empty(), run, node);
    }

    /// Opens a run for writing.
    ///
    /// @param spool where what is read goes while the data base does not answer
    /// @param node rank of this machine among those that write to the same run
    /// @throws IOException when the place cannot be written, with a message for people
    public Recorder(Shelf shelf, Optional<Shelf> spool, String run, int node) throws IOException {
        this.run = run;
        this.node = node;
        try {
            store = spool.isPresent() ? new Relay(shelf, spool.get()) : Store.open(shelf);
        } catch (SQLException e) {
            throw new IOException(
                    "the recording cannot be opened at %s: %s".formatted(shelf.shown(), e.getMessage()), e);
        }
    }

    /// Sends what a recording left in its spool when the data base did not answer, and removes the spool.
    public static void send(Shelf spool, Shelf shelf) throws IOException {
        try {
            Relay.send(spool, shelf);
        } catch (SQLException e) {
            throw new IOException(
                    "what waits in %s cannot be sent to %s: %s".formatted(spool.shown(), shelf.shown(), e.getMessage()),
                    e);
        }
    }

    /// Where readings wait for a data base that does not answer; empty when none do.
    public Optional<String> held() {
        synchronized (writing) {
            return store.held();
        }
    }

    /// Forgets what this node has written of this run; before anything is written anew.
    public void clear() {
        add(Row.of(Row.Kind.CLEAR, run, node));
    }

    /// Says what a channel is; before its first reading.
    public void add(Channel channel) {
        synchronized (gate) {
            int number = packings.size();
            if (packings.putIfAbsent(channel.id(), new Packing(number)) != null) {
                throw new IllegalArgumentException("two channels are called " + channel.id());
            }
            waiting.add(ChannelRow.of(run, node, number, channel));
        }
    }

    /// Keeps a reading.
    ///
    /// @throws IllegalArgumentException for a channel that was not added
    public void add(Reading reading) {
        synchronized (gate) {
            keep(reading);
        }
    }

    /// Keeps readings, in this order.
    ///
    /// @throws IllegalArgumentException for a channel that was not added
    public void add(List<Reading> readings) {
        synchronized (gate) {
            for (int i = 0; i < readings.size(); i++) {
                keep(readings.get(i));
            }
        }
    }

    private void keep(Reading reading) {
        Packing packing = packings.get(reading.channel());
        if (packing == null) {
            throw new IllegalArgumentException("nobody added the channel " + reading.channel());
        }
        if (full) {
            lost++;
            return;
        }
        packing.add(reading);
        firstNanos = Math.min(firstNanos, reading.moment().nanos());
        lastNanos = Math.max(lastNanos, reading.moment().nanos());
    }

    /// Keeps a mark.
    public void add(Mark mark) {
        synchronized (gate) {
            waiting.add(MarkRow.of(run, node, marks++, mark));
        }
    }

    /// Keeps something that is true of the whole run; replaces what was said under this name.
    public void fact(String name, String value) {
        add(Row.of(Row.Kind.FACT, run, node, name, value));
    }

    /// Says which wall time a monotonic time was, so that other clocks can be compared.
    public void anchor(long nanos, long micros) {
        add(Row.of(Row.Kind.ANCHOR, run, node, nanos, micros));
    }

    private void add(Row row) {
        synchronized (gate) {
            waiting.add(row);
        }
    }

    /// Puts everything that waits on disk.
    ///
    /// @return why it could not, with everything still waiting; empty when it could
    public Optional<String> flush() {
        synchronized (writing) {
            take();
            if (refused.isEmpty() && store.held().isEmpty()) {
                return Optional.empty();
            }
            try {
                store.write(refused, again);
            } catch (SQLException e) {
                again = true;
                limit();
                return Optional.of(String.valueOf(e.getMessage()));
            }
            refused.clear();
            again = false;
            limit();
            return Optional.empty();
        }
    }

    private void take() {
        synchronized (gate) {
            refused.addAll(waiting);
            waiting = new ArrayList<>();
            if (firstNanos > lastNanos) {
                return;
            }
            int readings = packings.values().stream().mapToInt(Packing::count).sum();
            int gaps = packings.values().stream().mapToInt(Packing::gaps).sum();
            byte[] data = Blocks.of(packings.values());
            refused.add(Row.of(Row.Kind.BATCH, run, node, batches++, firstNanos, lastNanos, readings, gaps, data));
            firstNanos = Long.MAX_VALUE;
            lastNanos = Long.MIN_VALUE;
        }
    }

    private void limit() {
        boolean much = refused.stream().mapToLong(Row::sizeB).sum() > MOST_WAITING_B;
        synchronized (gate) {
            full = much;
        }
    }

    /// Readings that found no room while the disk refused them.
    public long lost() {
        synchronized (gate) {
            return lost;
        }
    }

    /// Writes what waits and closes.
    ///
    /// @throws IOException when the last readings could not be written
    @Override
    public void close() throws IOException {
        Optional<String> last = flush();
        try {
            store.close();
        } catch (SQLException e) {
            throw new IOException("the recording could not be closed: " + e.getMessage(), e);
        }
        if (last.isPresent()) {
            throw new IOException("the last readings could not be written: " + last.get());
        }
    }
}
