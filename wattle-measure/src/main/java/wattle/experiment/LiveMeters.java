package wattle.experiment;

import java.util.List;
import java.util.function.Consumer;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.trace.Reading;

/// Meters that are read on time for as long as somebody wants to look, with nothing recorded.
public final class LiveMeters implements AutoCloseable {

    private final List<Meter> meters;
    private final Sampler sampler;

    private LiveMeters(List<Meter> meters, Sampler sampler) {
        this.meters = meters;
        this.sampler = sampler;
    }

    /// Begins to read. From now on the meters are closed with this.
    ///
    /// @param periodS wanted time between reads, in s; each meter's own pace bounds it
    /// @param sink is called from several threads
    public static LiveMeters start(Machine machine, List<Meter> meters, double periodS, Consumer<Reading> sink) {
        Sampler sampler = new Sampler(meters, List.of(), periodS, machine.nanos(), readings -> readings.forEach(sink));
        sampler.start();
        return new LiveMeters(List.copyOf(meters), sampler);
    }

    /// Stops, and closes the meters.
    @Override
    public void close() {
        sampler.close();
        meters.forEach(Meter::close);
    }
}
