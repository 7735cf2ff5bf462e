package wattle.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Part;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// A channel as a row.
final class ChannelRow {

    private static final String COUNTER = "energy-counter";
    private static final String GAUGE = "power-gauge";
    private static final String OBSERVED = "observed";

    private ChannelRow() {}

    static Row of(String run, int node, int number, Channel channel) {
        @Nullable Object[] values = new @Nullable Object[17];
        values[0] = run;
        values[1] = node;
        values[2] = number;
        values[3] = channel.id().text();
        values[4] = channel.part().toString();
        switch (channel.signal()) {
            case Signal.EnergyCounter(double joulesPerUnit, long modulus) -> {
                values[5] = COUNTER;
                values[6] = joulesPerUnit;
                values[7] = modulus;
            }
            case Signal.PowerGauge(Signal.Averaging averaging) -> {
                values[5] = GAUGE;
                values[8] = switch (averaging) {
                    case Signal.Averaging.Instant _ -> 0.0;
                    case Signal.Averaging.Window(double seconds) -> seconds;
                    case Signal.Averaging.Unknown _ -> null;
                };
            }
            case Signal.Observed(String unit, boolean cumulative) -> {
                values[5] = OBSERVED;
                values[9] = unit;
                values[10] = cumulative ? 1 : 0;
            }
        }
        values[11] = channel.basis().word();
        values[12] = boxed(channel.traits().periodS());
        values[13] = boxed(channel.traits().quantum());
        values[14] = boxed(channel.traits().accuracy());
        values[15] = boxed(channel.traits().peakW());
        values[16] = channel.note();
        return Row.of(Row.Kind.CHANNEL, values);
    }

    static Channel read(ResultSet row) throws SQLException {
        String signal = row.getString("signal");
        return new Channel(
                new ChannelId(row.getString("id")),
                Part.of(row.getString("part")),
                switch (signal) {
                    case COUNTER -> new Signal.EnergyCounter(row.getDouble("joules_per_unit"), row.getLong("modulus"));
                    case GAUGE -> new Signal.PowerGauge(averaging(optional(row, "averaging_s")));
                    case OBSERVED -> new Signal.Observed(row.getString("unit"), row.getInt("cumulative") == 1);
                    default -> throw new DamagedRecording("a channel has the unknown signal '" + signal + "'");
                },
                Basis.valueOf(row.getString("basis").toUpperCase(Locale.ROOT).replace('-', '_')),
                new Traits(
                        optional(row, "period_s"),
                        optional(row, "quantum"),
                        optional(row, "accuracy"),
                        optional(row, "peak_w")),
                row.getString("note"));
    }

    private static Signal.Averaging averaging(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return new Signal.Averaging.Unknown();
        }
        return seconds.getAsDouble() == 0
                ? new Signal.Averaging.Instant()
                : new Signal.Averaging.Window(seconds.getAsDouble());
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static OptionalDouble optional(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
