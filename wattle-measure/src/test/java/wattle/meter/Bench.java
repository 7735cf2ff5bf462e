package wattle.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.trace.Channel;
import wattle.trace.Reading;

/// Words for tests of meters.
public final class Bench {

    private Bench() {}

    /// The meters that can be read.
    public static List<Meter> ready(List<Probe> probes) {
        return only(Probe.Ready.class, probes).stream().map(Probe.Ready::meter).toList();
    }

    /// The only meter that can be read.
    public static Meter meter(List<Probe> probes) {
        assertThat(ready(probes)).as("%s", probes).hasSize(1);
        return ready(probes).getFirst();
    }

    public static <T extends Probe> List<T> only(Class<T> kind, List<Probe> probes) {
        return probes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Channels by name; no name twice.
    public static Map<String, Channel> channels(Meter meter) {
        Map<String, Channel> channels = new LinkedHashMap<>();
        meter.channels()
                .forEach(channel ->
                        assertThat(channels.put(channel.id().text(), channel)).isNull());
        return channels;
    }

    /// The channel of this name.
    public static Channel channel(Meter meter, String name) {
        return Optional.ofNullable(channels(meter).get(name))
                .orElseThrow(() -> new AssertionError(
                        "no " + name + " in " + channels(meter).keySet()));
    }

    /// One sweep: each channel's reading.
    public static Map<String, Reading> read(Meter meter) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        meter.read(reading ->
                assertThat(readings.put(reading.channel().text(), reading)).isNull());
        return readings;
    }

    /// The raw number of a counter that was read.
    public static long raw(Map<String, Reading> readings, String channel) {
        assertThat(readings.get(channel)).isInstanceOf(Reading.Counter.class);
        return readings.get(channel) instanceof Reading.Counter counter ? counter.raw() : -1;
    }

    /// The watts of a gauge that was read.
    public static double watts(Map<String, Reading> readings, String channel) {
        assertThat(readings.get(channel)).isInstanceOf(Reading.Power.class);
        return readings.get(channel) instanceof Reading.Power power ? power.watts() : Double.NaN;
    }

    /// The gap that came instead of a value.
    public static Reading.Gap gap(Map<String, Reading> readings, String channel) {
        if (readings.get(channel) instanceof Reading.Gap gap) {
            return gap;
        }
        throw new AssertionError("no gap: " + readings.get(channel));
    }
}
