package wattle.meter.battery;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import wattle.meter.FileMeter;
import wattle.meter.Meter;
import wattle.meter.NumberFile;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// All batteries together: laptops with two empty them in turn, so that only the sum is the machine's power.
final class BatteryMeter implements Meter {

    /// Linux keeps what the firmware said for a second (`cache_time` in `drivers/acpi/battery.c`), in s; firmware
    /// itself often takes much longer.
    private static final Pace PACE = new Pace(Cost.FAST, 1, Double.POSITIVE_INFINITY);

    private final Supplies supplies;
    private final LongSupplier nanos;
    private final Channel channel;

    BatteryMeter(Supplies supplies, LongSupplier nanos) {
        this.supplies = supplies;
        this.nanos = nanos;
        channel = new Channel(
                new ChannelId("battery/"
                        + supplies.batteries().stream().map(Battery::name).collect(Collectors.joining("+"))),
                Part.NODE,
                new Signal.PowerGauge(new Signal.Averaging.Unknown()),
                Basis.MEASURED,
                Traits.UNKNOWN,
                files() + ". Only while nothing else feeds the machine. What the battery still holds (energy_now) is an"
                        + " estimate that its firmware corrects in steps, so it is not shown as a counter.");
    }

    @Override
    public List<Channel> channels() {
        return List.of(channel);
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    @Override
    public void read(Consumer<Reading> sink) {
        long begin = nanos.getAsLong();
        Optional<String> objection = supplies.objection();
        if (objection.isPresent()) {
            sink.accept(gap(begin, GapReason.NOT_VALID_NOW, objection.get()));
            return;
        }
        double watts = 0;
        for (Battery battery : supplies.batteries()) {
            for (NumberFile file : battery.files()) {
                if (!file.read()) {
                    sink.accept(gap(begin, file.reason(), file.detail()));
                    return;
                }
            }
            watts += battery.watts();
        }
        // A machine that runs draws something: 0 is what firmware says while it does not know yet.
        sink.accept(
                watts > 0
                        ? FileMeter.power(channel, Moment.between(begin, nanos.getAsLong()), watts)
                        : gap(begin, GapReason.IMPLAUSIBLE, "0 W while discharging"));
    }

    @Override
    public void close() {
        supplies.batteries().forEach(battery -> battery.files().forEach(NumberFile::close));
    }

    private Reading gap(long begin, GapReason reason, String detail) {
        return FileMeter.gap(channel, Moment.between(begin, nanos.getAsLong()), reason, detail);
    }

    private String files() {
        return supplies.batteries().stream()
                .flatMap(battery -> battery.files().stream())
                .map(file -> file.path().toString())
                .collect(Collectors.joining(", "));
    }
}
