package wattle.recording;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.OptionalDouble;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// A block as a row: the packed readings, and beside them what a live view or a chart needs without unpacking: the
/// first and last value, the least and the most. A counter's values are its raw numbers.
final class BlockRow {

    private BlockRow() {}

    static void write(PreparedStatement row, String run, int node, int channel, long block, List<Reading> readings)
            throws SQLException {
        double first = Double.NaN;
        double last = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int gaps = 0;
        for (Reading reading : readings) {
            OptionalDouble value = value(reading);
            if (value.isEmpty()) {
                gaps++;
                continue;
            }
            first = Double.isNaN(first) ? value.getAsDouble() : first;
            last = value.getAsDouble();
            least = Math.min(least, last);
            most = Math.max(most, last);
        }
        row.setString(1, run);
        row.setInt(2, node);
        row.setInt(3, channel);
        row.setLong(4, block);
        row.setLong(5, readings.getFirst().moment().nanos());
        row.setLong(6, readings.getLast().moment().nanos());
        row.setInt(7, readings.size());
        row.setInt(8, gaps);
        boolean any = gaps < readings.size();
        double[] preview = {first, last, least, most};
        for (int i = 0; i < preview.length; i++) {
            if (any) {
                row.setDouble(9 + i, preview[i]);
            } else {
                row.setNull(9 + i, Types.DOUBLE);
            }
        }
        row.setBytes(13, Blocks.pack(readings));
    }

    private static OptionalDouble value(Reading reading) {
        return switch (reading) {
            case Reading.Counter(ChannelId _, Moment _, long raw) -> OptionalDouble.of((double) raw);
            case Reading.Power(ChannelId _, Moment _, double watts) -> OptionalDouble.of(watts);
            case Reading.Observation(ChannelId _, Moment _, double value) -> OptionalDouble.of(value);
            case Reading.Gap _ -> OptionalDouble.empty();
        };
    }
}
