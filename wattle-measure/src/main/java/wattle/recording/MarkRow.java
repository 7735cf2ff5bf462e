package wattle.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import wattle.trace.Mark;

/// A mark as a row.
final class MarkRow {

    private MarkRow() {}

    static Row of(String run, int node, long number, Mark mark) {
        return switch (mark) {
            case Mark.Begin(long nanos, String name) -> row(run, node, number, nanos, "begin", name, null);
            case Mark.End(long nanos, String name) -> row(run, node, number, nanos, "end", name, null);
            case Mark.Note(long nanos, String text) -> row(run, node, number, nanos, "note", text, null);
            case Mark.Metric(long nanos, String name, double value) ->
                row(run, node, number, nanos, "metric", name, value);
        };
    }

    private static Row row(
            String run, int node, long number, long nanos, String kind, String name, @Nullable Double value) {
        return Row.of(Row.Kind.MARK, run, node, number, nanos, kind, name, value);
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
}
