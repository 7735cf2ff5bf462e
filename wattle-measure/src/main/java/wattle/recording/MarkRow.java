package wattle.recording;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import wattle.trace.Mark;

/// A mark as a row.
final class MarkRow {

    private MarkRow() {}

    static void write(PreparedStatement row, String run, int node, long number, Mark mark) throws SQLException {
        row.setString(1, run);
        row.setInt(2, node);
        row.setLong(3, number);
        row.setLong(4, mark.nanos());
        row.setNull(7, Types.DOUBLE);
        switch (mark) {
            case Mark.Begin(long _, String name) -> put(row, "begin", name);
            case Mark.End(long _, String name) -> put(row, "end", name);
            case Mark.Note(long _, String text) -> put(row, "note", text);
            case Mark.Metric(long _, String name, double value) -> {
                put(row, "metric", name);
                row.setDouble(7, value);
            }
        }
    }

    static Mark read(ResultSet row) throws SQLException {
        long nanos = row.getLong("t");
        String name = row.getString("name");
        String kind = row.getString("kind");
        return switch (kind) {
            case "begin" -> new Mark.Begin(nanos, name);
            case "end" -> new Mark.End(nanos, name);
            case "note" -> new Mark.Note(nanos, name);
            case "metric" -> new Mark.Metric(nanos, name, row.getDouble("value"));
            default -> throw new DamagedRecording("a mark has the unknown kind '" + kind + "'");
        };
    }

    private static void put(PreparedStatement row, String kind, String name) throws SQLException {
        row.setString(5, kind);
        row.setString(6, name);
    }
}
