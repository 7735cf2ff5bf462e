package wattle.meter.nvml;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import wattle.meter.nvml.NvmlDevice.FieldId;
import wattle.meter.nvml.NvmlDevice.FieldValue;
import wattle.meter.nvml.NvmlDevice.Sample;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;
import wattle.trace.Signal;

/// One way to get readings out of a GPU, for one channel or for several that one call answers.
sealed interface Tap {

    /// `0xFFFFFFFF`, in mW: four megawatts, or a register that is not there.
    double ALL_ONES = 4_294_967_295.0;

    List<Channel> channels();

    void read(Consumer<Reading> sink);

    /// A call that answers one number, in the unit of the driver.
    record Call(Channel channel, NvmlLibrary library, LongSupplier nanos, Supplier<Answer<Long>> call) implements Tap {

        @Override
        public List<Channel> channels() {
            return List.of(channel);
        }

        @Override
        public void read(Consumer<Reading> sink) {
            long begin = nanos.getAsLong();
            Answer<Long> answer = call.get();
            Moment moment = Moment.between(begin, nanos.getAsLong());
            sink.accept(
                    switch (answer) {
                        case Answer.Value<Long>(Long raw) -> reading(raw, moment);
                        case Answer.Refused<Long>(int code) -> gap(channel, moment, library, code);
                    });
        }

        private Reading reading(long raw, Moment moment) {
            return switch (channel.signal()) {
                case Signal.EnergyCounter _ -> new Reading.Counter(channel.id(), moment, raw);
                case Signal.PowerGauge _ -> watts(channel, moment, (double) raw);
                case Signal.Observed _ -> new Reading.Observation(channel.id(), moment, (double) raw);
            };
        }
    }

    /// Power fields of several scopes, answered by one call with the driver's time of each.
    record Fields(NvmlDevice device, LongSupplier nanos, List<FieldId> ids, List<Channel> channels) implements Tap {

        @Override
        public void read(Consumer<Reading> sink) {
            long begin = nanos.getAsLong();
            List<Answer<FieldValue>> answers = device.fields(ids);
            Moment moment = Moment.between(begin, nanos.getAsLong());
            for (int i = 0; i < ids.size(); i++) {
                Channel channel = channels.get(i);
                sink.accept(
                        switch (answers.get(i)) {
                            case Answer.Value<FieldValue>(FieldValue(long micros, double value)) ->
                                watts(channel, micros > 0 ? moment.at(micros) : moment, value);
                            case Answer.Refused<FieldValue>(int code) -> gap(channel, moment, device.library(), code);
                        });
            }
        }
    }

    /// The samples that the driver keeps, drained. A read before the next sample is due gives nothing; one
    /// long after it gives a gap.
    final class Ring implements Tap {

        /// A hundred periods of the fastest sensor and twenty of the slowest that is known.
        private static final long SILENCE_NANOS = 2_000_000_000L;

        private final Channel channel;
        private final NvmlDevice device;
        private final LongSupplier nanos;
        private long lastMicros;
        private long lastNanos;

        Ring(Channel channel, NvmlDevice device, LongSupplier nanos) {
            this.channel = channel;
            this.device = device;
            this.nanos = nanos;
            lastNanos = nanos.getAsLong();
        }

        @Override
        public List<Channel> channels() {
            return List.of(channel);
        }

        @Override
        public void read(Consumer<Reading> sink) {
            long begin = nanos.getAsLong();
            Answer<List<Sample>> answer = device.samples(lastMicros);
            long end = nanos.getAsLong();
            Moment moment = Moment.between(begin, end);
            if (answer instanceof Answer.Value<List<Sample>>(List<Sample> made) && !made.isEmpty()) {
                // The first drain holds seconds from before anybody asked; only its last sample is about
                // now.
                List<Sample> fresh = lastMicros == 0 ? List.of(made.getLast()) : made;
                fresh.forEach(s -> sink.accept(watts(channel, moment.at(s.micros()), s.milliwatts())));
                lastMicros = made.getLast().micros();
                lastNanos = end;
            } else if (answer.code() != NvmlCode.SUCCESS && answer.code() != NvmlCode.NOT_FOUND) {
                sink.accept(gap(channel, moment, device.library(), answer.code()));
            } else if (end - lastNanos > SILENCE_NANOS) {
                String detail = "the driver has made no power sample for %.1f s".formatted((end - lastNanos) / 1e9);
                sink.accept(new Reading.Gap(channel.id(), moment, GapReason.NOT_VALID_NOW, detail));
            }
        }
    }

    private static Reading watts(Channel channel, Moment moment, double milliwatts) {
        return milliwatts >= 0 && milliwatts < ALL_ONES
                ? new Reading.Power(channel.id(), moment, milliwatts / 1000)
                : new Reading.Gap(channel.id(), moment, GapReason.IMPLAUSIBLE, milliwatts + " mW");
    }

    private static Reading gap(Channel channel, Moment moment, NvmlLibrary library, int code) {
        return new Reading.Gap(channel.id(), moment, NvmlCode.reason(code), library.describe(code));
    }
}
