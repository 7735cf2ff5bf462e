package wattle.meter.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// Energy calculated from the busy share of the processors, as a counter that goes on whenever it is read: between
/// two reads that a clock tick separates, the load was their mean; since the last of them, it is taken to go on.
/// Equation ME-8.
final class ModelMeter implements Meter {

    private static final double JOULES_PER_UNIT = 1e-6;

    /// Ten ticks of the kernel's clock of 100 Hz; faster reads would see the ticks and not the load.
    private static final double SHORTEST_S = 0.1;

    private final Machine machine;
    private final Path stat;
    private final PowerModel model;
    private final Channel channel;
    private @Nullable CpuTime before;
    private long beforeNanos;
    private double joules;
    private double watts;

    ModelMeter(Machine machine, Path stat, PowerModel model, Part part) {
        this.machine = machine;
        this.stat = stat;
        this.model = model;
        watts = model.idle().typical();
        channel = new Channel(
                new ChannelId("model/" + part),
                part,
                new Signal.EnergyCounter(JOULES_PER_UNIT, 0),
                Basis.OUR_MODEL,
                Traits.UNKNOWN
                        .accuracy(model.relativeHalfWidth())
                        .peak(model.peak().high()),
                note(model));
    }

    private static String note(PowerModel model) {
        return String.format(
                Locale.ROOT,
                "modelled, not measured: P = idle + (peak - idle) u^%s with idle %s and peak %s, u from /proc/stat"
                        + "; %s",
                model.alpha(),
                watts(model.idle()),
                watts(model.peak()),
                model.source());
    }

    private static String watts(wattle.quantity.Range range) {
        return String.format(Locale.ROOT, "%.4g (%.4g..%.4g) W", range.typical(), range.low(), range.high());
    }

    /// What it calculates with.
    PowerModel model() {
        return model;
    }

    @Override
    public List<Channel> channels() {
        return List.of(channel);
    }

    @Override
    public Pace pace() {
        return new Pace(Cost.FAST, SHORTEST_S, Double.POSITIVE_INFINITY);
    }

    @Override
    public void read(Consumer<Reading> sink) {
        long begin = machine.nanos().getAsLong();
        try {
            CpuTime now = CpuTime.read(stat);
            Moment moment = Moment.between(begin, machine.nanos().getAsLong());
            sink.accept(reading(now, moment));
        } catch (IOException e) {
            before = null;
            Moment moment = Moment.between(begin, machine.nanos().getAsLong());
            sink.accept(new Reading.Gap(channel.id(), moment, GapReason.READ_FAILED, String.valueOf(e.getMessage())));
        }
    }

    private Reading reading(CpuTime now, Moment moment) {
        CpuTime last = before;
        long busy = last == null ? 0 : now.busy() - last.busy();
        long total = last == null ? 0 : now.total() - last.total();
        if (busy < 0 || total < busy) {
            // A processor that is taken away takes its times along.
            start(now, moment);
            return gap(moment, GapReason.IMPLAUSIBLE, "busy %d of %d ticks".formatted(busy, total));
        }
        if (last == null) {
            start(now, moment);
        } else if (total > 0) {
            watts = model.at((double) busy / total).typical();
            joules += watts * (moment.nanos() - beforeNanos) * 1e-9;
            start(now, moment);
        }
        double since = watts * (moment.nanos() - beforeNanos) * 1e-9;
        return new Reading.Counter(channel.id(), moment, Math.round((joules + since) / JOULES_PER_UNIT));
    }

    private void start(CpuTime now, Moment moment) {
        before = now;
        beforeNanos = moment.nanos();
    }

    private Reading gap(Moment moment, GapReason reason, String detail) {
        return new Reading.Gap(channel.id(), moment, reason, detail);
    }

    @Override
    public void close() {
        before = null;
    }
}
