package wattle.app.measuring;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import wattle.recording.Recording;
import wattle.trace.Channel;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;

/// One reading of a run as a row of a table: what was read, as it was read.
///
/// @param timeUs wall time, µs since 1970-01-01 UTC
/// @param node rank of the machine
/// @param channel its name
/// @param raw a counter's number, taken as unsigned; empty for others and for gaps
/// @param value a gauge's W, or an observation in the unit beside it; empty for counters and gaps
/// @param unit of the value; for a counter the J of one step: `1.0E-6 J`
/// @param gap why there is no value; empty where there is one
public record Sample(
        long timeUs, int node, String channel, OptionalLong raw, OptionalDouble value, String unit, String gap) {

    /// Tells of every sample, in order of machines, channels and times, gaps after the rest of their channel.
    public static void each(List<Recording> nodes, Consumer<Sample> sink) {
        for (int node = 0; node < nodes.size(); node++) {
            Recording recording = nodes.get(node);
            for (Map.Entry<Channel, Samples> entry : recording.samples().entrySet()) {
                each(node, recording.epochNanos(), entry.getKey(), entry.getValue(), sink);
            }
        }
    }

    private static void each(int node, long epochNanos, Channel channel, Samples samples, Consumer<Sample> sink) {
        String id = channel.id().text();
        String unit = unit(channel);
        boolean counter = channel.signal() instanceof Signal.EnergyCounter;
        for (int i = 0; i < samples.size(); i++) {
            sink.accept(new Sample(
                    (samples.nanos(i) - epochNanos) / 1000,
                    node,
                    id,
                    counter ? OptionalLong.of(samples.raw(i)) : OptionalLong.empty(),
                    counter ? OptionalDouble.empty() : OptionalDouble.of(samples.value(i)),
                    unit,
                    ""));
        }
        for (Reading.Gap gap : samples.gaps()) {
            sink.accept(new Sample(
                    (gap.moment().nanos() - epochNanos) / 1000,
                    node,
                    id,
                    OptionalLong.empty(),
                    OptionalDouble.empty(),
                    unit,
                    gap.reason().word() + ": " + gap.detail()));
        }
    }

    private static String unit(Channel channel) {
        return switch (channel.signal()) {
            case Signal.EnergyCounter(double joules, long _) -> joules + " J";
            case Signal.PowerGauge _ -> "W";
            case Signal.Observed(String unit, boolean _) -> unit;
        };
    }
}
