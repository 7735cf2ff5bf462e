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

/// Power calculated from the busy share of the processors between two reads.
final class ModelMeter implements Meter {

    /// At 100 ticks a second, one second tells each hundredth of one processor.
    private static final double PERIOD_S = 1;

    private final Machine machine;
    private final Path stat;
    private final PowerModel model;
    private final Channel channel;
    private @Nullable CpuTime before;

    ModelMeter(Machine machine, Path stat, PowerModel model, Part part) {
        this.machine = machine;
        this.stat = stat;
        this.model = model;
        channel = new Channel(
                new ChannelId("model/" + part),
                part,
                new Signal.PowerGauge(new Signal.Averaging.Window(PERIOD_S)),
                Basis.OUR_MODEL,
                Traits.UNKNOWN
                        .period(PERIOD_S)
                        .accuracy(model.relativeHalfWidth())
                        .peak(model.peak().high()),
                note(model));
    }

    private static String note(PowerModel model) {
        return String.format(
                Locale.ROOT,
                "modelled, not measured: P = idle + (peak - idle) u^%s with idle %s and peak %s, u from /proc/stat"
                        + " since the read before; %s",
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
        return new Pace(Cost.FAST, PERIOD_S, PERIOD_S);
    }

    @Override
    public void read(Consumer<Reading> sink) {
        long begin = machine.nanos().getAsLong();
        try {
            CpuTime now = CpuTime.read(stat);
            Moment moment = Moment.between(begin, machine.nanos().getAsLong());
            sink.accept(reading(before, now, moment));
            before = now;
        } catch (IOException e) {
            before = null;
            Moment moment = Moment.between(begin, machine.nanos().getAsLong());
            sink.accept(new Reading.Gap(channel.id(), moment, GapReason.READ_FAILED, String.valueOf(e.getMessage())));
        }
    }

    private Reading reading(@Nullable CpuTime first, CpuTime last, Moment moment) {
        if (first == null) {
            return gap(moment, GapReason.NOT_VALID_NOW, "the first read only says from when on to count");
        }
        long busy = last.busy() - first.busy();
        long total = last.total() - first.total();
        if (total == 0) {
            return gap(moment, GapReason.NOT_VALID_NOW, "no clock tick has passed since the read before");
        }
        if (busy < 0 || total < busy) {
            // A processor that is taken away takes its times along.
            return gap(moment, GapReason.IMPLAUSIBLE, "busy %d of %d ticks".formatted(busy, total));
        }
        double utilisation = (double) busy / total;
        return new Reading.Power(channel.id(), moment, model.at(utilisation).typical());
    }

    private Reading gap(Moment moment, GapReason reason, String detail) {
        return new Reading.Gap(channel.id(), moment, reason, detail);
    }

    @Override
    public void close() {
        before = null;
    }
}
