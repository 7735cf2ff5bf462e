package wattle.meter.plug;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
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

/// One number in a plug's JSON, and the channel it is.
///
/// @param pointer JSON pointer (RFC 6901); it may lead to an array, as with Tasmota's devices of several
///     channels
/// @param index which of the array's numbers; their sum when it is missing
/// @param valid JSON pointer to a flag that is false while the number does not hold, if there is one
record Field(Channel channel, String pointer, Unit unit, Optional<Integer> index, Optional<String> valid) {

    static Field of(
            String name, Part part, String pointer, Unit unit, Optional<Integer> index, Optional<String> valid) {
        Signal signal = unit.energy()
                ? new Signal.EnergyCounter(unit.si() / unit.steps(), 0)
                : new Signal.PowerGauge(new Signal.Averaging.Unknown());
        Channel channel = new Channel(
                new ChannelId("plug/" + name + (unit.energy() ? "/energy" : "/power")),
                part,
                signal,
                Basis.MEASURED,
                Traits.UNKNOWN,
                "JSON %s in %s".formatted(pointer, unit.word()));
        return new Field(channel, pointer, unit, index, valid);
    }

    Reading reading(JsonNode json, Moment moment) {
        if (valid.map(json::at)
                .filter(flag -> flag.isBoolean() && !flag.booleanValue())
                .isPresent()) {
            return FileMeter.gap(channel, moment, GapReason.NOT_VALID_NOW, valid.get() + " is false");
        }
        JsonNode node = json.at(pointer);
        if (node.isNull()) {
            return FileMeter.gap(channel, moment, GapReason.NOT_VALID_NOW, pointer + " is null");
        }
        Optional<Double> number = number(node);
        if (number.isEmpty()) {
            return FileMeter.gap(channel, moment, GapReason.MALFORMED, "no number at " + pointer + ": " + node);
        }
        double value = number.get();
        if (!unit.energy()) {
            return FileMeter.power(channel, moment, value * unit.si());
        }
        return value >= 0 && value * unit.steps() < Long.MAX_VALUE
                ? new Reading.Counter(channel.id(), moment, Math.round(value * unit.steps()))
                : FileMeter.gap(channel, moment, GapReason.IMPLAUSIBLE, pointer + " = " + value);
    }

    private Optional<Double> number(JsonNode node) {
        if (!node.isArray()) {
            return one(node);
        }
        if (index.isPresent()) {
            return one(node.path(index.get()));
        }
        double sum = 0;
        for (JsonNode item : node.values()) {
            Optional<Double> value = one(item);
            if (value.isEmpty()) {
                return value; // A part is not the whole.
            }
            sum += value.get();
        }
        return node.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    private static Optional<Double> one(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue())
                ? Optional.of(node.doubleValue())
                : Optional.empty();
    }
}
