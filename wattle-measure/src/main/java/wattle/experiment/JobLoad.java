package wattle.experiment;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import wattle.meter.Meter;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// What the measured command and its whole tree use.
final class JobLoad implements Meter {

    static final ChannelId CPU = new ChannelId("job/cpu");
    static final ChannelId MEMORY = new ChannelId("job/memory");

    /// The ends of the job are read anyway.
    private static final double SHORTEST_S = 2;

    private final JobUsage usage;
    private final LongSupplier nanos;

    JobLoad(JobUsage usage, LongSupplier nanos) {
        this.usage = usage;
        this.nanos = nanos;
    }

    @Override
    public List<Channel> channels() {
        return List.of(
                Load.observed(CPU, "s", true, "CPU time of the command and all it started; " + usage.how()),
                Load.observed(MEMORY, "B", false, "resident memory of the command and all it started"));
    }

    @Override
    public Pace pace() {
        return new Pace(Cost.LIBRARY, SHORTEST_S, Double.POSITIVE_INFINITY);
    }

    @Override
    public void read(Consumer<Reading> sink) {
        long begin = nanos.getAsLong();
        JobUsage.Now now = usage.now();
        Moment moment = Moment.between(begin, nanos.getAsLong());
        sink.accept(new Reading.Observation(CPU, moment, now.cpuS()));
        sink.accept(new Reading.Observation(MEMORY, moment, now.memoryB()));
    }

    @Override
    public void close() {}
}
