package wattle.meter.jetson;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import wattle.meter.FileMeter;
import wattle.meter.Meter;
import wattle.meter.NumberFile;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// The rails of one board, and their sum where the sum is the board's total. The sum is made of the very readings
/// that are shown, so that it costs no second conversation with the chips; one rail missing leaves no sum.
final class JetsonMeter implements Meter {

    private final List<FileMeter.Line> rails;
    private final Optional<Sum> sum;
    private final Pace pace;
    private final LongSupplier nanos;

    JetsonMeter(List<FileMeter.Line> rails, Optional<Sum> sum, Pace pace, LongSupplier nanos) {
        this.rails = List.copyOf(rails);
        this.sum = sum;
        this.pace = pace;
        this.nanos = nanos;
    }

    @Override
    public List<Channel> channels() {
        return Stream.concat(
                        rails.stream().map(FileMeter.Line::channel),
                        sum.stream().map(Sum::channel))
                .toList();
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public void read(Consumer<Reading> sink) {
        long begin = nanos.getAsLong();
        double watts = 0;
        Optional<Reading.Gap> missing = Optional.empty();
        for (FileMeter.Line rail : rails) {
            Reading reading = rail.read(nanos);
            sink.accept(reading);
            if (sum.isPresent() && sum.get().rails().contains(reading.channel())) {
                switch (reading) {
                    case Reading.Power power -> watts += power.watts();
                    case Reading.Gap gap -> missing = missing.or(() -> Optional.of(gap));
                    case Reading.Counter _, Reading.Observation _ -> {}
                }
            }
        }
        if (sum.isPresent()) {
            Moment moment = Moment.between(begin, nanos.getAsLong());
            sink.accept(
                    missing.isPresent()
                            ? without(missing.get(), sum.get().channel(), moment)
                            : FileMeter.power(sum.get().channel(), moment, watts));
        }
    }

    @Override
    public void close() {
        rails.forEach(rail -> rail.files().forEach(NumberFile::close));
    }

    private static Reading without(Reading.Gap gap, Channel total, Moment moment) {
        return FileMeter.gap(total, moment, gap.reason(), "no total without " + gap.channel() + ": " + gap.detail());
    }

    /// @param channel of the total
    /// @param rails what it is the sum of
    record Sum(Channel channel, Set<ChannelId> rails) {}
}
