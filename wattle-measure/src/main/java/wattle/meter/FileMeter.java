package wattle.meter;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// A meter whose channels are each made of one number file, or of a few.
public final class FileMeter implements Meter {

    /// No node, board or socket draws more, in W. ACPI's "unknown" is 4.29 MW (lm-sensors issue 460).
    public static final double LARGEST_POWER = 1e6;

    private final List<Line> lines;
    private final Pace pace;
    private final LongSupplier nanos;

    public FileMeter(List<Line> lines, Pace pace, LongSupplier nanos) {
        this.lines = List.copyOf(lines);
        this.pace = pace;
        this.nanos = nanos;
    }

    @Override
    public List<Channel> channels() {
        return lines.stream().map(Line::channel).toList();
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public void read(Consumer<Reading> sink) {
        for (Line line : lines) {
            sink.accept(line.read(nanos));
        }
    }

    @Override
    public void close() {
        lines.forEach(line -> line.files().forEach(NumberFile::close));
    }

    /// One channel and how its reading is made of numbers.
    ///
    /// @param files the numbers, in the order in which the rule wants them; at least one
    public record Line(Channel channel, List<NumberFile> files, Rule rule) {

        /// Copies the list.
        public Line {
            files = List.copyOf(files);
        }

        /// A counter in one file.
        public static Line counter(Channel channel, NumberFile file) {
            return new Line(
                    channel,
                    List.of(file),
                    (made, moment) -> file.value() < 0
                            ? gap(
                                    made,
                                    moment,
                                    GapReason.IMPLAUSIBLE,
                                    file.path() + ": " + file.value() + " is below 0")
                            : new Reading.Counter(made.id(), moment, file.value()));
        }

        /// A gauge in one file.
        ///
        /// @param wattsPerUnit what 1 in the file is worth, in W
        public static Line gauge(Channel channel, NumberFile file, double wattsPerUnit) {
            return new Line(
                    channel,
                    List.of(file),
                    (made, moment) -> isUnknown(file.value())
                            ? gap(made, moment, GapReason.IMPLAUSIBLE, file.path() + ": all bits set")
                            : power(made, moment, file.value() * wattsPerUnit));
        }

        /// Voltage times current, in files of mV and mA, as hwmon and iio have them.
        public static Line product(Channel channel, NumberFile millivolts, NumberFile milliamperes) {
            return new Line(
                    channel,
                    List.of(millivolts, milliamperes),
                    (made, moment) -> power(made, moment, millivolts.value() * 1e-6 * milliamperes.value()));
        }

        /// Reads all files; the first that fails makes it a gap.
        public Reading read(LongSupplier nanos) {
            long begin = nanos.getAsLong();
            for (NumberFile file : files) {
                if (!file.read()) {
                    return gap(channel, Moment.between(begin, nanos.getAsLong()), file.reason(), file.detail());
                }
            }
            return rule.reading(channel, Moment.between(begin, nanos.getAsLong()));
        }
    }

    /// Makes a reading of the numbers that were just read.
    @FunctionalInterface
    public interface Rule {
        Reading reading(Channel channel, Moment moment);
    }

    /// A power, or a gap when it is below zero or beyond what the channel can draw.
    public static Reading power(Channel channel, Moment moment, double watts) {
        double peak = Math.min(channel.traits().peakW().orElse(LARGEST_POWER), LARGEST_POWER);
        return watts >= 0 && watts <= peak
                ? new Reading.Power(channel.id(), moment, watts)
                : gap(channel, moment, GapReason.IMPLAUSIBLE, watts + " W is not between 0 and " + peak + " W");
    }

    /// A gap of this channel.
    public static Reading gap(Channel channel, Moment moment, GapReason reason, String detail) {
        return new Reading.Gap(channel.id(), moment, reason, detail);
    }

    /// Firmware's word for "unknown", 0xFFFFFFFF, as it stands in µW and in mW made into µW.
    private static boolean isUnknown(long raw) {
        return raw == 0xFFFF_FFFFL || raw == 0xFFFF_FFFFL * 1000;
    }
}
