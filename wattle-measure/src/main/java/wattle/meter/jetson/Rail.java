package wattle.meter.jetson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wattle.meter.FileMeter;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.meter.NumberFile;
import wattle.meter.Tegra;
import wattle.trace.Channel;
import wattle.trace.GapReason;

/// One measured rail.
///
/// @param name what the board calls it: `VDD_CPU_GPU_CV`
/// @param chip its monitor's place on I²C: `1-0040`; the bus number differs from board to board
/// @param form how its power stands in the files
/// @param files the numbers, as the form wants them
/// @param enabled the file that says 0 while the rail is switched off, if there is one
/// @param periodS how often the chip makes a new value, in s, if it says so
record Rail(
        String name,
        String chip,
        Form form,
        List<NumberFile> files,
        Optional<NumberFile> enabled,
        Optional<Double> periodS) {

    private static final Pattern IIO = Pattern.compile("iio[:_]device\\d*");
    private static final Pattern HWMON = Pattern.compile("hwmon\\d+");
    private static final Pattern RAIL_NAME = Pattern.compile("rail_name_(\\d)");

    /// How a rail's power is written.
    enum Form {
        /// JetPack 4: one file of mW.
        MILLIWATTS,
        /// JetPack 5 and 6: a file of mV and one of mA.
        MILLIVOLTS_MILLIAMPERES,
        /// JetPack 7, INA238: one file of µW.
        MICROWATTS
    }

    /// All rails that are connected, by chip and number.
    static List<Rail> all(Machine machine) {
        return Tegra.monitors(machine).stream()
                .flatMap(device -> Stream.concat(iio(device), hwmon(device)))
                .filter(rail -> !rail.name().equals("NC"))
                .toList();
    }

    FileMeter.Line line(Channel channel) {
        FileMeter.Line line = switch (form) {
            case MILLIWATTS -> FileMeter.Line.gauge(channel, files.getFirst(), 1e-3);
            case MICROWATTS -> FileMeter.Line.gauge(channel, files.getFirst(), 1e-6);
            case MILLIVOLTS_MILLIAMPERES -> FileMeter.Line.product(channel, files.get(0), files.get(1));
        };
        return enabled.map(file -> whileEnabled(line, file)).orElse(line);
    }

    /// The files that this user may not read.
    List<NumberFile> denied() {
        return files.stream()
                .filter(file -> !file.read() && file.reason() == GapReason.DENIED)
                .toList();
    }

    void close() {
        files.forEach(NumberFile::close);
        enabled.ifPresent(NumberFile::close);
    }

    /// A rail that is switched off answers `ENODATA`, or its last value.
    private static FileMeter.Line whileEnabled(FileMeter.Line line, NumberFile enabled) {
        List<NumberFile> files = new ArrayList<>(List.of(enabled));
        files.addAll(line.files());
        return new FileMeter.Line(
                line.channel(),
                files,
                (channel, moment) -> enabled.value() == 0
                        ? FileMeter.gap(channel, moment, GapReason.NOT_VALID_NOW, enabled.path() + " is 0")
                        : line.rule().reading(channel, moment));
    }

    /// JetPack 4, NVIDIA's own driver: `iio:device0/rail_name_0`, `in_power0_input` in mW.
    private static Stream<Rail> iio(Folder device) {
        return device.folders(IIO).stream()
                .flatMap(folder -> folder.entries(RAIL_NAME).stream().flatMap(path -> {
                    Matcher number = RAIL_NAME.matcher(String.valueOf(path.getFileName()));
                    Optional<String> name = number.matches() ? folder.text(number.group()) : Optional.empty();
                    return name.stream()
                            .map(text -> new Rail(
                                    word(text),
                                    device.name(),
                                    Form.MILLIWATTS,
                                    List.of(folder.numberFile("in_power" + number.group(1) + "_input")),
                                    Optional.empty(),
                                    Optional.empty()));
                }));
    }

    /// JetPack 5 and later, Linux' drivers. Of an INA3221, only in1 to in3 are rails: in4 to in6 are the shunts, and
    /// in7 is "sum of shunt voltages" (Linux `Documentation/hwmon/ina3221.rst`).
    private static Stream<Rail> hwmon(Folder device) {
        return device.inner("hwmon").folders(HWMON).stream().flatMap(folder -> {
            Optional<Double> periodS = period(folder);
            if (folder.has("power1_input")) {
                String name = folder.text("power1_label")
                        .or(() -> folder.text("in1_label"))
                        .orElse("VIN");
                return Stream.of(new Rail(
                        word(name),
                        device.name(),
                        Form.MICROWATTS,
                        List.of(folder.numberFile("power1_input")),
                        Optional.empty(),
                        periodS));
            }
            return IntStream.rangeClosed(1, 3)
                    .boxed()
                    .flatMap(n -> folder.text("in" + n + "_label").stream()
                            .map(label -> new Rail(
                                    word(label),
                                    device.name(),
                                    Form.MILLIVOLTS_MILLIAMPERES,
                                    List.of(
                                            folder.numberFile("in" + n + "_input"),
                                            folder.numberFile("curr" + n + "_input")),
                                    folder.has("in" + n + "_enable")
                                            ? Optional.of(folder.numberFile("in" + n + "_enable"))
                                            : Optional.empty(),
                                    periodS)));
        });
    }

    private static Optional<Double> period(Folder folder) {
        OptionalLong millis = folder.number("update_interval");
        return millis.isPresent() && millis.getAsLong() > 0
                ? Optional.of(millis.getAsLong() / 1000.0)
                : Optional.empty();
    }

    private static String word(String name) {
        return name.replaceAll("[\\s/]+", "-");
    }
}
