package wattle.recording;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.OptionalDouble;
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

    static void write(PreparedStatement row, String run, int node, int number, Channel channel) throws SQLException {
        row.setString(1, run);
        row.setInt(2, node);
        row.setInt(3, number);
        row.setString(4, channel.id().text());
        row.setString(5, channel.part().toString());
        for (int place = 7; place <= 11; place++) {
            row.setNull(place, place == 10 ? Types.VARCHAR : place == 8 || place == 11 ? Types.BIGINT : Types.DOUBLE);
        }
        switch (channel.signal()) {
            case Signal.EnergyCounter(double joulesPerUnit, long modulus) -> {
                row.setString(6, COUNTER);
                row.setDouble(7, joulesPerUnit);
                row.setLong(8, modulus);
            }
            case Signal.PowerGauge(Signal.Averaging averaging) -> {
                row.setString(6, GAUGE);
                switch (averaging) {
                    case Signal.Averaging.Instant _ -> row.setDouble(9, 0);
                    case Signal.Averaging.Window(double seconds) -> row.setDouble(9, seconds);
                    case Signal.Averaging.Unknown _ -> row.setNull(9, Types.DOUBLE);
                }
            }
            case Signal.Observed(String unit, boolean cumulative) -> {
                row.setString(6, OBSERVED);
                row.setString(10, unit);
                row.setInt(11, cumulative ? 1 : 0);
            }
        }
        row.setString(12, channel.basis().word());
        optional(row, 13, channel.traits().periodS());
        optional(row, 14, channel.traits().quantum());
        optional(row, 15, channel.traits().accuracy());
        optional(row, 16, channel.traits().peakW());
        row.setString(17, channel.note());
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

    private static void optional(PreparedStatement row, int place, OptionalDouble value) throws SQLException {
        if (value.isPresent()) {
            row.setDouble(place, value.getAsDouble());
        } else {
            row.setNull(place, Types.DOUBLE);
        }
    }

    private static OptionalDouble optional(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
