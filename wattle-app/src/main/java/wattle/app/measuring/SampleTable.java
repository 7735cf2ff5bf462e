package wattle.app.measuring;

import java.util.List;
import java.util.Map;
import wattle.document.CsvRow;
import wattle.recording.Recording;
import wattle.trace.Channel;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;

/// Every sample of a run as a table: what was read, as it was read.
///
/// | column | unit |
/// |---|---|
/// | `time_us` | wall time, µs since 1970-01-01 UTC |
/// | `node` | rank of the machine |
/// | `channel` | its name |
/// | `value` | a counter's raw number, a gauge's W, or an observation in the unit beside it; empty for a gap |
/// | `unit` | of the value; for a counter the J of one step: `1.0E-6 J` |
/// | `gap` | why there is no value |
public final class SampleTable {

    private SampleTable() {}

    /// The table with its head, in order of channels and times.
    public static String csv(List<Recording> nodes) {
        StringBuilder text =
                new StringBuilder(CsvRow.of(List.of("time_us", "node", "channel", "value", "unit", "gap")));
        for (int node = 0; node < nodes.size(); node++) {
            Recording recording = nodes.get(node);
            for (Map.Entry<Channel, Samples> entry : recording.samples().entrySet()) {
                rows(text, node, recording.epochNanos(), entry.getKey(), entry.getValue());
            }
        }
        return text.toString();
    }

    private static void rows(StringBuilder text, int node, long epochNanos, Channel channel, Samples samples) {
        String unit = unit(channel);
        boolean counter = channel.signal() instanceof Signal.EnergyCounter;
        for (int i = 0; i < samples.size(); i++) {
            String value = counter ? Long.toUnsignedString(samples.raw(i)) : String.valueOf(samples.value(i));
            text.append(row(samples.nanos(i) - epochNanos, node, channel, value, unit, ""));
        }
        for (Reading.Gap gap : samples.gaps()) {
            text.append(row(
                    gap.moment().nanos() - epochNanos,
                    node,
                    channel,
                    "",
                    unit,
                    gap.reason().word() + ": " + gap.detail()));
        }
    }

    private static String row(long wallNanos, int node, Channel channel, String value, String unit, String gap) {
        return CsvRow.of(List.of(
                String.valueOf(wallNanos / 1000),
                String.valueOf(node),
                channel.id().text(),
                value,
                unit,
                gap));
    }

    private static String unit(Channel channel) {
        return switch (channel.signal()) {
            case Signal.EnergyCounter(double joules, long _) -> joules + " J";
            case Signal.PowerGauge _ -> "W";
            case Signal.Observed(String unit, boolean _) -> unit;
        };
    }
}
