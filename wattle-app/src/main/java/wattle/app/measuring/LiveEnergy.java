package wattle.app.measuring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wattle.experiment.Until;
import wattle.experiment.Watcher;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Mark;
import wattle.trace.Moment;
import wattle.trace.Reading;
import wattle.trace.Signal;

/// What a measurement looks like while it runs: power of the outermost parts, their energy so far, and how far the
/// target is. For the eye only; the account is made of the recording.
public class LiveEnergy implements Watcher {

    private static final int MOST_PARTS = 4;

    private final Optional<Until> until;
    private final boolean shown;
    private final Map<ChannelId, Gauge> gauges = new LinkedHashMap<>();
    private Optional<Double> metric = Optional.empty();
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos;

    /// @param shown whether anybody will ask for the [#line]
    public LiveEnergy(Optional<Until> until, boolean shown) {
        this.until = until;
        this.shown = shown;
    }

    @Override
    public final synchronized void on(Channel channel) {
        if (channel.isEnergy()) {
            gauges.put(channel.id(), new Gauge(channel));
        }
    }

    @Override
    public final void on(List<Reading> readings) {
        if (shown) {
            readings.forEach(this::add);
        }
    }

    private synchronized void add(Reading reading) {
        Gauge gauge = gauges.get(reading.channel());
        if (gauge != null) {
            gauge.add(reading);
        }
        firstNanos = Math.min(firstNanos, reading.moment().nanos());
        lastNanos = Math.max(lastNanos, reading.moment().nanos());
    }

    @Override
    public final synchronized void on(Mark mark) {
        if (mark instanceof Mark.Metric(long _, String name, double value)
                && until.filter(target -> target.metric().equals(name)).isPresent()) {
            metric = Optional.of(value);
        }
    }

    /// One line: `12 s  platform 150 W, 1.80 kJ  val_dice 0.81 of >=0.85`.
    public final synchronized String line() {
        List<String> words = new ArrayList<>();
        words.add(String.format(Locale.ROOT, "%.0f s", Math.max(0, lastNanos - firstNanos) * 1e-9));
        outermost().stream().limit(MOST_PARTS).forEach(gauge -> words.add(gauge.text()));
        until.ifPresent(target -> words.add("%s %s of %s"
                .formatted(
                        target.metric(),
                        metric.map(value -> String.format(Locale.ROOT, "%.4g", value))
                                .orElse("?"),
                        target)));
        return String.join("   ", words);
    }

    private List<Gauge> outermost() {
        boolean measured = gauges.values().stream().anyMatch(gauge -> gauge.channel.basis() != Basis.OUR_MODEL);
        List<Gauge> shown = new ArrayList<>();
        for (Gauge gauge : gauges.values()) {
            boolean inside = gauges.values().stream()
                    .anyMatch(other -> !other.channel.part().equals(gauge.channel.part())
                            && other.channel.part().contains(gauge.channel.part())
                            && (!measured || other.channel.basis() != Basis.OUR_MODEL));
            boolean twice =
                    shown.stream().anyMatch(other -> other.channel.part().equals(gauge.channel.part()));
            if (!inside && !twice && (!measured || gauge.channel.basis() != Basis.OUR_MODEL)) {
                shown.add(gauge);
            }
        }
        return shown;
    }

    private static final class Gauge {

        private final Channel channel;
        private long nanos;
        private long raw;
        private double watts;
        private double joules;

        Gauge(Channel channel) {
            this.channel = channel;
        }

        void add(Reading reading) {
            switch (reading) {
                case Reading.Counter(ChannelId _, Moment moment, long value)
                when channel.signal() instanceof Signal.EnergyCounter(double worth, long _) -> {
                    double seconds = (moment.nanos() - nanos) * 1e-9;
                    if (nanos > 0 && value >= raw && seconds > 0) {
                        watts = (value - raw) * worth / seconds;
                        joules += (value - raw) * worth;
                    }
                    raw = value;
                    nanos = moment.nanos();
                }
                case Reading.Power(ChannelId _, Moment moment, double value) -> {
                    joules += nanos > 0 ? value * (moment.nanos() - nanos) * 1e-9 : 0;
                    watts = value;
                    nanos = moment.nanos();
                }
                case Reading.Counter _, Reading.Observation _, Reading.Gap _ -> {}
            }
        }

        String text() {
            String energy = joules < 1e4
                    ? String.format(Locale.ROOT, "%.0f J", joules)
                    : String.format(Locale.ROOT, "%.4g Wh", joules / 3600);
            return String.format(
                    Locale.ROOT,
                    "%s %.3g W%s, %s",
                    channel.part().name(),
                    watts,
                    channel.basis() == Basis.OUR_MODEL ? " modelled" : "",
                    energy);
        }
    }
}
