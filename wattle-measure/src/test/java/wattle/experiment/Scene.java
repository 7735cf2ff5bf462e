package wattle.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import wattle.recording.Recording;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Mark;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// A recording that a test writes down: time in seconds, powers as functions of it.
final class Scene {

    private static final double STEP_S = 0.1;
    private static final double JOULES_PER_UNIT = 1e-6;

    private final double lengthS;
    private final Map<Channel, Samples> samples = new LinkedHashMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private final Map<String, String> facts = new TreeMap<>(Map.of("host", "node-1"));

    Scene(double lengthS) {
        this.lengthS = lengthS;
    }

    static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    /// A counter of a part with this power, in W.
    Scene counter(String id, String part, DoubleUnaryOperator watts) {
        Channel channel = channel(id, part, new Signal.EnergyCounter(JOULES_PER_UNIT, 0), Basis.VENDOR_MODEL);
        Samples.Builder builder = new Samples.Builder(channel, 0);
        double joules = 0;
        for (int i = 0; i * STEP_S <= lengthS + 1e-9; i++) {
            joules += i == 0 ? 0 : watts.applyAsDouble((i - 0.5) * STEP_S) * STEP_S;
            builder.add(new Reading.Counter(channel.id(), moment(i * STEP_S), Math.round(joules / JOULES_PER_UNIT)));
        }
        samples.put(channel, builder.build());
        return this;
    }

    /// A counter that makes a new value each `updateS`, from `phaseS` on, and is read at these times.
    Scene slowCounter(double updateS, double phaseS, List<Double> reads, DoubleUnaryOperator joules) {
        Channel channel = new Channel(
                new ChannelId("rapl/package-0"),
                Part.of("wall/node/platform/cpu-0"),
                new Signal.EnergyCounter(JOULES_PER_UNIT, 0),
                Basis.VENDOR_MODEL,
                Traits.UNKNOWN.period(updateS).peak(2000),
                "");
        Samples.Builder builder = new Samples.Builder(channel, 0);
        for (double at : reads) {
            double made = phaseS + Math.floor((at - phaseS) / updateS) * updateS;
            builder.add(new Reading.Counter(
                    channel.id(), moment(at), Math.round(joules.applyAsDouble(made) / JOULES_PER_UNIT)));
        }
        samples.put(channel, builder.build());
        return this;
    }

    /// A gauge of a part, in W.
    Scene gauge(String id, String part, DoubleUnaryOperator watts) {
        Channel channel = channel(id, part, new Signal.PowerGauge(new Signal.Averaging.Instant()), Basis.MEASURED);
        return values(channel, at -> new Reading.Power(channel.id(), moment(at), watts.applyAsDouble(at)));
    }

    /// A model of a part, in W.
    Scene modelled(String id, String part, DoubleUnaryOperator watts) {
        Channel channel = channel(id, part, new Signal.PowerGauge(new Signal.Averaging.Instant()), Basis.OUR_MODEL);
        return values(channel, at -> new Reading.Power(channel.id(), moment(at), watts.applyAsDouble(at)));
    }

    /// Something beside energy.
    Scene observed(ChannelId id, DoubleUnaryOperator value) {
        Channel channel =
                new Channel(id, Part.NODE, new Signal.Observed("s", true), Basis.MEASURED, Traits.UNKNOWN, "");
        return values(channel, at -> new Reading.Observation(id, moment(at), value.applyAsDouble(at)));
    }

    Scene phase(String name, double from, double to) {
        marks.add(new Mark.Begin(nanos(from), name));
        marks.add(new Mark.End(nanos(to), name));
        return this;
    }

    Scene metric(String name, double at, double value) {
        marks.add(new Mark.Metric(nanos(at), name, value));
        return this;
    }

    Scene fact(String name, String value) {
        facts.put(name, value);
        return this;
    }

    Outcome outcome() {
        return Analysis.of(new Recording(facts, new LinkedHashMap<>(samples), marks, 0))
                .orElseThrow();
    }

    private Scene values(Channel channel, java.util.function.DoubleFunction<Reading> reading) {
        Samples.Builder builder = new Samples.Builder(channel, 0);
        for (int i = 0; i * STEP_S <= lengthS + 1e-9; i++) {
            builder.add(reading.apply(i * STEP_S));
        }
        samples.put(channel, builder.build());
        return this;
    }

    private static Channel channel(String id, String part, Signal signal, Basis basis) {
        return new Channel(
                new ChannelId(id),
                Part.of(part),
                signal,
                basis,
                Traits.UNKNOWN.period(0.001).peak(2000),
                "");
    }

    private static Moment moment(double at) {
        return new Moment(nanos(at), 3_000, Moment.NO_DEVICE_TIME);
    }
}
