package wattle.meter.prometheus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import wattle.meter.FileMeter;
import wattle.meter.prometheus.TextFormat.Sample;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// One channel, and the samples whose sum it is.
///
/// @param series each of them: a metric, and labels that it has among others
/// @param first whether the first sample that fits a series is taken, instead of exactly one being there
record Line(Channel channel, Unit unit, List<Series> series, boolean first) {

    /// Copies the list.
    Line {
        series = List.copyOf(series);
    }

    /// A metric, and the labels that it must have.
    record Series(String metric, Map<String, String> labels) {

        /// Copies the labels.
        Series {
            labels = Map.copyOf(labels);
        }

        boolean fits(Sample sample) {
            return sample.name().equals(metric) && sample.labels().entrySet().containsAll(labels.entrySet());
        }

        @Override
        public String toString() {
            return labels.isEmpty()
                    ? metric
                    : labels.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                            .collect(Collectors.joining(",", metric + "{", "}"));
        }
    }

    /// @param name below the meter's: `node-3/socket-0`
    static Line of(String name, Part part, Unit unit, Basis basis, List<Series> series, boolean first) {
        Signal signal = unit.energy()
                ? new Signal.EnergyCounter(unit.si() / unit.steps(), 0)
                : new Signal.PowerGauge(new Signal.Averaging.Unknown());
        String note = series.stream().map(Series::toString).collect(Collectors.joining(" + "));
        ChannelId id =
                new ChannelId(("prometheus/" + name + (unit.energy() ? "/energy" : "/power")).replaceAll("\\s", "-"));
        return new Line(
                new Channel(id, part, signal, basis, Traits.UNKNOWN, note + " in " + unit.word()), unit, series, first);
    }

    Reading reading(List<Sample> samples, Moment read) {
        double sum = 0;
        Moment moment = read;
        for (Series one : series) {
            List<Sample> fitting = samples.stream().filter(one::fits).toList();
            if (fitting.isEmpty()) {
                return FileMeter.gap(channel, read, GapReason.GONE, one + " is not exported");
            }
            if (fitting.size() > 1 && !first) {
                return FileMeter.gap(
                        channel,
                        read,
                        GapReason.MALFORMED,
                        "%s stands %d times; choose by labels".formatted(one, fitting.size()));
            }
            sum += fitting.getFirst().value();
            Optional<Long> own = series.size() == 1 ? fitting.getFirst().micros() : Optional.empty();
            moment = own.map(read::at).orElse(read);
        }
        if (Double.isNaN(sum)) {
            return FileMeter.gap(channel, moment, GapReason.NOT_VALID_NOW, "the exporter says NaN");
        }
        if (!unit.energy()) {
            return FileMeter.power(channel, moment, sum * unit.si());
        }
        return sum >= 0 && sum * unit.steps() < Long.MAX_VALUE
                ? new Reading.Counter(channel.id(), moment, Math.round(sum * unit.steps()))
                : FileMeter.gap(channel, moment, GapReason.IMPLAUSIBLE, "energy " + sum);
    }
}
