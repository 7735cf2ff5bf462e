package wattle.recording;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row that waits to be written.
///
/// @param kind which statement writes it
/// @param values of its places, in order; null where there is none
record Row(Kind kind, List<@Nullable Object> values) {

    /// The statements.
    enum Kind {
        FACT("fact", 4, " on conflict (run, node, name) do update set value = excluded.value"),
        CHANNEL("channel", 17, ""),
        BATCH("batch", 8, ""),
        MARK("mark", 7, ""),
        ANCHOR("anchor", 4, ""),
        /// Everything that a node wrote of a run.
        CLEAR("", 2, "");

        private final String table;
        private final int places;
        private final String conflict;

        Kind(String table, int places, String conflict) {
            this.table = table;
            this.places = places;
            this.conflict = conflict;
        }

        /// @param again whether this row may have been written already, by a commit whose answer was lost
        String sql(boolean again) {
            return "insert into " + table + " values (" + "?,".repeat(places - 1) + "?)"
                    + (conflict.isEmpty() && again ? " on conflict do nothing" : conflict);
        }

        String select() {
            return "select * from " + table;
        }

        String delete() {
            return "delete from " + table + " where run = ? and node = ?";
        }
    }

    static Row of(Kind kind, @Nullable Object... values) {
        return new Row(kind, Arrays.asList(values));
    }

    /// What it takes in memory while it waits, about, in B.
    long sizeB() {
        long size = 64;
        for (Object value : values) {
            size += value instanceof byte[] data ? data.length : 24;
        }
        return size;
    }

    void fill(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            switch (values.get(i)) {
                case null -> statement.setObject(i + 1, null);
                case byte[] data -> statement.setBytes(i + 1, data);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Double number -> statement.setDouble(i + 1, number);
                case Object other -> statement.setString(i + 1, String.valueOf(other));
            }
        }
    }
}
