package wattle.meter.rapl;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import wattle.meter.Errno;
import wattle.meter.Meter;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// Opened perf events. The kernel makes 64-bit counters of the hardware's 32 bits by a timer of its own, so that
/// none wraps and no pace is too slow.
final class PerfMeter implements Meter {

    private static final Pace PACE = new Pace(Cost.FAST, Powercap.PERIOD_S, Double.POSITIVE_INFINITY);

    private final PerfCounters counters;
    private final List<Event> events;
    private final LongSupplier nanos;
    private boolean closed;

    PerfMeter(PerfCounters counters, List<Event> events, LongSupplier nanos) {
        this.counters = counters;
        this.events = List.copyOf(events);
        this.nanos = nanos;
    }

    @Override
    public List<Channel> channels() {
        return events.stream().map(Event::channel).toList();
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    @Override
    public void read(Consumer<Reading> sink) {
        for (Event event : events) {
            long begin = nanos.getAsLong();
            int length = closed ? 0 : counters.read(event.descriptor());
            Moment moment = Moment.between(begin, nanos.getAsLong());
            sink.accept(
                    length == Long.BYTES
                            ? new Reading.Counter(event.channel().id(), moment, counters.value())
                            : gap(event, moment, length));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            events.forEach(event -> counters.close(event.descriptor()));
            counters.close();
        }
    }

    /// A counter whose processor went offline reads as an empty file.
    private static Reading gap(Event event, Moment moment, int length) {
        GapReason reason = length >= 0
                ? GapReason.GONE
                : Errno.of(-length).map(Errno::reason).orElse(GapReason.READ_FAILED);
        String detail = length >= 0 ? "perf event gave " + length + " bytes" : Errno.words(-length);
        return new Reading.Gap(event.channel().id(), moment, reason, detail);
    }

    /// @param descriptor of the opened counter
    record Event(Channel channel, int descriptor) {}
}
