package wattle.meter.hwmon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.meter.FileMeter;
import wattle.meter.NumberFile;
import wattle.trace.Channel;
import wattle.trace.Signal;

/// One sensor of a chip.
///
/// @param file what names it: `power1_average`, `energy2_input`, `in1xcurr1`
/// @param label what the chip calls it; may be empty
/// @param signal what its numbers are
/// @param files the numbers it is made of: one, or volts and amperes
record Sensor(String file, String label, Signal signal, List<NumberFile> files) {

    private static final Pattern DIRECT = Pattern.compile("(power|energy)(\\d+)_(average|input)");

    private static final double JOULES_PER_MICROJOULE = 1e-6;
    private static final double WATTS_PER_MICROWATT = 1e-6;

    /// All of a chip: what it says in W and J, and volts times amperes where it says no watts and its wiring is
    /// known.
    static List<Sensor> all(Chip chip) {
        List<Sensor> sensors = new ArrayList<>();
        boolean saysWatts = false;
        for (var path : chip.files().entries(DIRECT)) {
            String file = String.valueOf(path.getFileName());
            Matcher matcher = DIRECT.matcher(file);
            if (matcher.matches() && !file.matches("energy\\d+_average")) {
                boolean power = matcher.group(1).equals("power");
                saysWatts |= power;
                Signal signal = power
                        ? new Signal.PowerGauge(averaging(chip, file))
                        : new Signal.EnergyCounter(JOULES_PER_MICROJOULE, 0);
                String label = chip.text(matcher.group(1) + matcher.group(2) + "_label")
                        .orElse("");
                sensors.add(new Sensor(file, label, signal, List.of(new NumberFile(path))));
            }
        }
        if (!saysWatts) {
            Pairing.of(chip.name()).stream()
                    .flatMap(pairing -> product(chip, pairing).stream())
                    .forEach(sensors::add);
        }
        return List.copyOf(sensors);
    }

    FileMeter.Line line(Channel channel) {
        return switch (signal) {
            case Signal.EnergyCounter _ -> FileMeter.Line.counter(channel, files.getFirst());
            default ->
                files.size() == 1
                        ? FileMeter.Line.gauge(channel, files.getFirst(), WATTS_PER_MICROWATT)
                        : FileMeter.Line.product(channel, files.get(0), files.get(1));
        };
    }

    boolean isEnergy() {
        return signal instanceof Signal.EnergyCounter;
    }

    private static Optional<Sensor> product(Chip chip, Pairing pairing) {
        String volts = "in" + pairing.voltage();
        String amperes = "curr" + pairing.current();
        if (!chip.files().has(volts + "_input") || !chip.files().has(amperes + "_input")) {
            return Optional.empty();
        }
        String label = chip.text(volts + "_label")
                .or(() -> chip.text(amperes + "_label"))
                .orElse("");
        return Optional.of(new Sensor(
                volts + "x" + amperes,
                label,
                new Signal.PowerGauge(new Signal.Averaging.Unknown()),
                List.of(chip.files().numberFile(volts + "_input"), chip.files().numberFile(amperes + "_input"))));
    }

    /// `power1_input` is of an instant by hwmon's own rules; over what `power1_average` averages stands in
    /// `power1_average_interval`, in ms.
    private static Signal.Averaging averaging(Chip chip, String file) {
        if (file.endsWith("_input")) {
            return new Signal.Averaging.Instant();
        }
        OptionalLong millis = chip.files().number(file + "_interval");
        return millis.isPresent() && millis.getAsLong() > 0
                ? new Signal.Averaging.Window(millis.getAsLong() / 1000.0)
                : new Signal.Averaging.Unknown();
    }
}
