package wattle.recording;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

/// Writes one node's part of a run. Readings are taken from any thread and cost a list entry; [#flush], called at
/// least each second by one thread, puts them on disk.
///
/// When the disk refuses, nothing is thrown away: the readings wait in memory for the next flush, up to
/// [#MOST_WAITING] of them.
public final class Recorder implements AutoCloseable {

    /// Readings kept in memory while the disk refuses them, about 100 MB.
    public static final int MOST_WAITING = 1_000_000;

    private final String run;
    private final int node;
    private final Connection connection;
    private final PreparedStatement blockRows;
    private final PreparedStatement markRows;
    private final Map<ChannelId, Integer> numbers = new LinkedHashMap<>();
    private final Object gate = new Object();
    private Map<ChannelId, List<Reading>> waiting = new LinkedHashMap<>();
    private List<Mark> marks = new ArrayList<>();
    private long blocks;
    private long markCount;
    private long lost;

    /// Opens a run for writing.
    ///
    /// @param node rank of this machine among those that write to the same run
    /// @throws IOException when the place cannot be written, with a message for people
    public Recorder(Shelf shelf, String run, int node) throws IOException {
        this.run = run;
        this.node = node;
        try {
            connection = shelf.openForWriting();
            blockRows = connection.prepareStatement("insert into block values (?,?,?,?,?,?,?,?,?,?,?,?,?)");
            markRows = connection.prepareStatement("insert into mark values (?,?,?,?,?,?,?)");
        } catch (SQLException e) {
            throw new IOException(
                    "the recording cannot be opened at %s: %s".formatted(shelf.shown(), e.getMessage()), e);
        }
    }

    /// Forgets what this node has written of this run; before anything is written anew.
    public void clear() throws IOException {
        for (String table : java.util.List.of("block", "mark", "anchor", "channel", "fact")) {
            write("delete from " + table + " where run = ? and node = ?", _ -> {});
        }
    }

    /// Says what a channel is; before its first reading.
    public void add(Channel channel) throws IOException {
        int number;
        synchronized (gate) {
            number = numbers.size();
            if (numbers.putIfAbsent(channel.id(), number) != null) {
                throw new IllegalArgumentException("two channels are called " + channel.id());
            }
        }
        write(
                "insert into channel values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                statement -> ChannelRow.write(statement, run, node, number, channel));
    }

    /// Keeps a reading.
    ///
    /// @throws IllegalArgumentException for a channel that was not added
    public void add(Reading reading) {
        synchronized (gate) {
            if (!numbers.containsKey(reading.channel())) {
                throw new IllegalArgumentException("nobody added the channel " + reading.channel());
            }
            List<Reading> of = waiting.computeIfAbsent(reading.channel(), _ -> new ArrayList<>());
            if (of.size() < MOST_WAITING / numbers.size()) {
                of.add(reading);
            } else {
                lost++;
            }
        }
    }

    /// Keeps a mark.
    public void add(Mark mark) {
        synchronized (gate) {
            marks.add(mark);
        }
    }

    /// Writes something that is true of the whole run; replaces what was said under this name.
    public void fact(String name, String value) throws IOException {
        write("delete from fact where run = ? and node = ? and name = ?", statement -> {
            statement.setString(3, name);
        });
        write("insert into fact values (?,?,?,?)", statement -> {
            statement.setString(3, name);
            statement.setString(4, value);
        });
    }

    /// Says which wall time a monotonic time was, so that other clocks can be compared.
    public void anchor(long nanos, long micros) throws IOException {
        write("insert into anchor values (?,?,?,?)", statement -> {
            statement.setLong(3, nanos);
            statement.setLong(4, micros);
        });
    }

    /// Puts everything that waits on disk.
    ///
    /// @return why it could not, with everything still waiting; empty when it could
    public Optional<String> flush() {
        Map<ChannelId, List<Reading>> readings;
        List<Mark> said;
        synchronized (gate) {
            readings = waiting;
            said = marks;
            waiting = new LinkedHashMap<>();
            marks = new ArrayList<>();
        }
        synchronized (connection) {
            try {
                put(readings, said);
                return Optional.empty();
            } catch (SQLException e) {
                rollback();
                putBack(readings, said);
                return Optional.of(String.valueOf(e.getMessage()));
            }
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
        Optional<String> refused = flush();
        try {
            blockRows.close();
            markRows.close();
            connection.close();
        } catch (SQLException e) {
            throw new IOException("the recording could not be closed: " + e.getMessage(), e);
        }
        if (refused.isPresent()) {
            throw new IOException("the last readings could not be written: " + refused.get());
        }
    }

    private void put(Map<ChannelId, List<Reading>> readings, List<Mark> said) throws SQLException {
        long number = blocks;
        long count = markCount;
        for (Map.Entry<ChannelId, List<Reading>> entry : readings.entrySet()) {
            BlockRow.write(blockRows, run, node, numberOf(entry.getKey()), number++, entry.getValue());
            blockRows.executeUpdate();
        }
        for (Mark mark : said) {
            MarkRow.write(markRows, run, node, count++, mark);
            markRows.executeUpdate();
        }
        connection.commit();
        blocks = number;
        markCount = count;
    }

    private int numberOf(ChannelId channel) {
        synchronized (gate) {
            return java.util.Objects.requireNonNull(numbers.get(channel));
        }
    }

    private void putBack(Map<ChannelId, List<Reading>> readings, List<Mark> said) {
        synchronized (gate) {
            waiting.forEach((channel, later) ->
                    readings.computeIfAbsent(channel, _ -> new ArrayList<>()).addAll(later));
            waiting = readings;
            said.addAll(marks);
            marks = said;
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // A full disk has ended the transaction already, and the driver must be told to begin another.
            beginAnew();
        }
    }

    private void beginAnew() {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException expected) {
            // "No transaction is active": that is so, and what is wanted.
        }
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            // The failure that led here is the one that is told; the next flush tries again.
        }
    }

    private void write(String sql, Filling filling) throws IOException {
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, run);
                statement.setInt(2, node);
                filling.fill(statement);
                statement.executeUpdate();
                connection.commit();
            } catch (SQLException e) {
                rollback();
                throw new IOException("the recording cannot be written: " + e.getMessage(), e);
            }
        }
    }

    /// Fills a statement's places after the first two.
    private interface Filling {
        void fill(PreparedStatement statement) throws SQLException;
    }
}
