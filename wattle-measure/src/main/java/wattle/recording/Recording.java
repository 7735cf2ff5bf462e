package wattle.recording;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import wattle.document.InputFault;
import wattle.trace.Channel;
import wattle.trace.Mark;
import wattle.trace.Samples;

/// What one node wrote of a run, read whole. Can be read while it is written, and then ends where the last flush did.
///
/// @param facts what is true of the whole run, by name
/// @param samples every channel, in the order in which they were added
/// @param marks in the order in which they were said
/// @param epochNanos monotonic time of 1970-01-01 UTC, in ns: subtract it to get wall time
public record Recording(
        Map<String, String> facts, SequencedMap<Channel, Samples> samples, List<Mark> marks, long epochNanos) {

    /// Copies the collections.
    public Recording {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
        samples = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(samples));
        marks = List.copyOf(marks);
    }

    /// Every run and node that a shelf holds.
    public static List<Key> keys(Shelf shelf) throws IOException {
        try (Connection connection = shelf.openForReading()) {
            return shelf.isBegun(connection) ? keys(connection) : List.of();
        } catch (SQLException e) {
            throw unreadable(shelf, e);
        }
    }

    private static List<Key> keys(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select distinct run, node from fact order by run, node");
                ResultSet rows = statement.executeQuery()) {
            List<Key> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(new Key(rows.getString(1), rows.getInt(2)));
            }
            return keys;
        }
    }

    /// A run's name and the rank of the node that wrote; a negative one is what archives said of a node afterwards.
    public record Key(String run, int node) {

        /// Where what archives say of this node is kept: beside what it read itself, so that it can be fetched again.
        public Key archives() {
            return new Key(run, -1 - node);
        }

        /// Whether a node wrote it, and not what archives said of one.
        public boolean isOfNode() {
            return node >= 0;
        }
    }

    /// The same with channels that another one has and this one has not. Both must have the same `epochNanos`.
    ///
    /// @param fact the name under which the names of these channels are kept
    public Recording with(Recording other, String fact) {
        Map<String, String> allFacts = new TreeMap<>(facts);
        allFacts.put(
                fact,
                String.join(
                        " ",
                        other.samples.keySet().stream()
                                .map(channel -> channel.id().text())
                                .toList()));
        SequencedMap<Channel, Samples> all = new LinkedHashMap<>(samples);
        other.samples.forEach(all::putIfAbsent);
        return new Recording(allFacts, all, marks, epochNanos);
    }

    /// Reads.
    ///
    /// @throws IOException when the place cannot be read
    /// @throws InputFault when what stands there is not a recording, or a damaged one
    public static Recording read(Shelf shelf, Key key) throws IOException {
        try (Connection connection = shelf.openForReading()) {
            List<long[]> anchors = new ArrayList<>();
            select(connection, "select t, micros from anchor where run = ? and node = ? order by t", key, row -> {
                anchors.add(new long[] {row.getLong(1), row.getLong(2)});
            });
            long epoch = anchors.isEmpty() ? 0 : anchors.getFirst()[0] - anchors.getFirst()[1] * 1000;
            Map<String, String> facts = new TreeMap<>();
            select(connection, "select name, value from fact where run = ? and node = ?", key, row -> {
                facts.put(row.getString(1), row.getString(2));
            });
            List<Mark> marks = new ArrayList<>();
            select(connection, "select * from mark where run = ? and node = ? order by mark", key, row -> {
                marks.add(MarkRow.read(row));
            });
            return new Recording(facts, samples(connection, key, epoch), marks, epoch);
        } catch (SQLException e) {
            throw unreadable(shelf, e);
        } catch (DamagedRecording | IllegalArgumentException e) {
            // What a row says makes no sense: a word that is no signal, a block that is cut off.
            throw damaged(shelf, "this recording is damaged: " + e.getMessage() + ".", e);
        }
    }

    private static SequencedMap<Channel, Samples> samples(Connection connection, Key key, long epoch)
            throws SQLException {
        SequencedMap<Integer, Channel> channels = new LinkedHashMap<>();
        select(connection, "select * from channel where run = ? and node = ? order by channel", key, row -> {
            channels.put(row.getInt("channel"), ChannelRow.read(row));
        });
        Map<Integer, Samples.Builder> builders = new LinkedHashMap<>();
        channels.forEach((number, channel) -> builders.put(number, new Samples.Builder(channel, epoch)));
        Blocks.Names names = number -> {
            Channel channel = channels.get(number);
            if (channel == null) {
                throw new DamagedRecording("readings belong to channel " + number + ", which is not described");
            }
            return channel.id();
        };
        select(connection, "select data from batch where run = ? and node = ? order by batch", key, row -> {
            Blocks.unpack(
                    row.getBytes(1),
                    names,
                    (number, reading) ->
                            Objects.requireNonNull(builders.get(number)).add(reading));
        });
        SequencedMap<Channel, Samples> samples = new LinkedHashMap<>();
        channels.forEach((number, channel) -> {
            Samples.Builder builder = builders.get(number);
            if (builder != null) {
                samples.put(channel, builder.build());
            }
        });
        return samples;
    }

    private static IOException unreadable(Shelf shelf, SQLException e) {
        if (shelf.isDamage(e)) {
            throw damaged(shelf, "this is no recording, or a damaged one.", e);
        }
        return new IOException("the recording at %s cannot be read: %s".formatted(shelf.shown(), e.getMessage()), e);
    }

    private static InputFault damaged(Shelf shelf, String what, Exception cause) {
        InputFault fault = InputFault.inFile(
                shelf.shown(),
                what,
                "Maybe the disk was full, or the file was copied without its -wal; other runs are not touched.");
        fault.initCause(cause);
        return fault;
    }

    private static void select(Connection connection, String sql, Key key, Row row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.run());
            statement.setInt(2, key.node());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.read(rows);
                }
            }
        }
    }

    /// Takes one row.
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
