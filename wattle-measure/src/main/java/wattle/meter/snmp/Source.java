package wattle.meter.snmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import wattle.meter.FileMeter;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// One channel and the objects whose sum it is.
///
/// @param unit worth of one step of the sum, in J for a counter and W for a gauge
/// @param energy whether it is a counter
/// @param zeroIsUnknown whether 0 means that the unit does not measure
record Source(String name, List<Point> points, double unit, boolean energy, boolean zeroIsUnknown) {

    /// Copies the list.
    Source {
        points = List.copyOf(points);
    }

    /// One object.
    ///
    /// @param valid an object that is 1 while the value holds (TruthValue, RFC 2579), where there is one
    /// @param weight how many steps of the sum one of its own steps is
    record Point(OID value, Optional<OID> valid, long weight) {

        static Point of(OID value) {
            return new Point(value, Optional.empty(), 1);
        }
    }

    /// Counters do not wrap within a machine's life: 2³¹ Wh are 2 GWh. A counter that someone resets
    /// shows as one that falls.
    ///
    /// @param part what hangs on it
    Channel channel(String host, Part part) {
        Signal signal =
                energy ? new Signal.EnergyCounter(unit, 0) : new Signal.PowerGauge(new Signal.Averaging.Unknown());
        String objects = String.join(
                " + ",
                points.stream().map(point -> point.value().toDottedString()).toList());
        return new Channel(
                new ChannelId("snmp/" + host + "/" + name + (energy ? "/energy" : "/power")),
                part,
                signal,
                Basis.MEASURED,
                Traits.UNKNOWN.quantum(unit),
                "%s in steps of %s".formatted(objects, energy ? unit / 3600 + " Wh" : unit + " W"));
    }

    Reading reading(Channel channel, Moment moment, Map<OID, Variable> values) {
        long sum = 0;
        for (Point point : points) {
            @Nullable Variable value = values.get(point.value());
            String object = point.value().toDottedString();
            if (value == null) {
                return FileMeter.gap(channel, moment, GapReason.GONE, object + " is not there");
            }
            if (point.valid()
                    .map(values::get)
                    .filter(flag -> number(flag).orElse(1L) != 1)
                    .isPresent()) {
                return FileMeter.gap(channel, moment, GapReason.NOT_VALID_NOW, object + " does not hold at present");
            }
            Optional<Long> raw = number(value);
            if (raw.isEmpty()) {
                return FileMeter.gap(channel, moment, GapReason.MALFORMED, object + " = " + value);
            }
            if (raw.get() == -1) {
                return FileMeter.gap(
                        channel, moment, GapReason.NOT_SUPPORTED, object + " = -1: this unit does not measure it");
            }
            if (raw.get() < 0) {
                return FileMeter.gap(channel, moment, GapReason.IMPLAUSIBLE, object + " = " + value);
            }
            sum += raw.get() * point.weight();
        }
        if (zeroIsUnknown && sum == 0) {
            return FileMeter.gap(channel, moment, GapReason.NOT_VALID_NOW, "0 W: a unit without calibration says so");
        }
        return energy ? new Reading.Counter(channel.id(), moment, sum) : FileMeter.power(channel, moment, sum * unit);
    }

    /// The number in a value; empty when it is none.
    static Optional<Long> number(Variable value) {
        try {
            return Optional.of(value.toLong());
        } catch (UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
