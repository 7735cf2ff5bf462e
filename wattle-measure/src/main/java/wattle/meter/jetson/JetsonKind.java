package wattle.meter.jetson;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import wattle.meter.FileMeter;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.meter.MeterKind;
import wattle.meter.NumberFile;
import wattle.meter.Probe;
import wattle.meter.Tegra;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Part;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// The power rails of a Jetson.
public final class JetsonKind implements MeterKind {

    private static final String DEVICE = "Jetson power rails";
    private static final ChannelId TOTAL = new ChannelId("jetson/total");

    /// The fastest an INA3221 makes a value of three rails, in s: 2 × 140 µs each (Texas Instruments SBOS576).
    private static final double SHORTEST_S = 0.001;

    @Override
    public String name() {
        return "jetson";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        if (!Tegra.is(machine)) {
            return List.of();
        }
        List<Rail> rails = Rail.all(machine);
        if (rails.isEmpty()) {
            return List.of(new Probe.Absent(
                    DEVICE,
                    "This is a Tegra, but no INA3221 or INA238 with named rails is in %s. Maybe: sudo modprobe ina3221"
                            .formatted(machine.file("sys/bus/i2c/devices"))));
        }
        List<NumberFile> denied = new ArrayList<>();
        List<Rail> readable = new ArrayList<>();
        for (Rail rail : rails) {
            List<NumberFile> refused = rail.denied();
            denied.addAll(refused);
            if (refused.isEmpty()) {
                readable.add(rail);
            } else {
                rail.close();
            }
        }
        List<Probe> probes = new ArrayList<>();
        if (!readable.isEmpty()) {
            probes.add(new Probe.Ready(DEVICE, meter(machine, rails, readable)));
        }
        if (!denied.isEmpty()) {
            probes.add(denied(denied));
        }
        return List.copyOf(probes);
    }

    /// @param rails all of the board, by which it is known
    /// @param readable those that this user may read
    private static Meter meter(Machine machine, List<Rail> rails, List<Rail> readable) {
        List<String> names = rails.stream().map(Rail::name).toList();
        Optional<String> input = Board.input(names);
        Set<String> taken = new HashSet<>();
        List<FileMeter.Line> lines = new ArrayList<>();
        for (Rail rail : readable) {
            boolean isTotal = input.filter(rail.name()::equals).isPresent() && !taken.contains(TOTAL.text());
            String own = taken.contains("jetson/" + rail.name()) ? rail.name() + "@" + rail.chip() : rail.name();
            ChannelId id = isTotal ? TOTAL : new ChannelId("jetson/" + own);
            taken.add(id.text());
            lines.add(rail.line(channel(id, rail, isTotal ? Board.MODULE : Board.part(rail.name(), names), isTotal)));
        }
        Optional<JetsonMeter.Sum> sum = input.isPresent() ? Optional.empty() : sum(names, taken);
        double periodS = readable.stream()
                .flatMap(r -> r.periodS().stream())
                .reduce(Math::min)
                .orElse(SHORTEST_S);
        Meter.Pace pace = new Meter.Pace(Meter.Cost.LIBRARY, periodS, Double.POSITIVE_INFINITY);
        return new JetsonMeter(lines, sum, pace, machine.nanos());
    }

    /// The total of a board without an input rail, unless one of its rails cannot be read.
    private static Optional<JetsonMeter.Sum> sum(List<String> names, Set<String> taken) {
        return Board.summands(names)
                .map(rails -> rails.stream().map(r -> "jetson/" + r).collect(Collectors.toUnmodifiableSet()))
                .filter(taken::containsAll)
                .map(ids -> new JetsonMeter.Sum(
                        new Channel(
                                TOTAL,
                                Board.MODULE,
                                new Signal.PowerGauge(new Signal.Averaging.Unknown()),
                                Basis.MEASURED,
                                Traits.UNKNOWN,
                                "Sum of " + ids.stream().sorted().collect(Collectors.joining(", ")) + "."),
                        ids.stream().map(ChannelId::new).collect(Collectors.toUnmodifiableSet())));
    }

    private static Channel channel(ChannelId id, Rail rail, Part part, boolean isTotal) {
        return new Channel(
                id,
                part,
                new Signal.PowerGauge(new Signal.Averaging.Unknown()),
                Basis.MEASURED,
                rail.periodS().map(Traits.UNKNOWN::period).orElse(Traits.UNKNOWN),
                "Rail %s of %s, %s.%s"
                        .formatted(
                                rail.name(),
                                rail.chip(),
                                rail.files().getFirst().path(),
                                isTotal ? " The module's input, so its total." : ""));
    }

    private static Probe denied(List<NumberFile> files) {
        return new Probe.Denied(
                DEVICE,
                Folder.rights(files.getFirst().path()),
                "sudo chmod a+r " + files.stream().map(f -> f.path().toString()).collect(Collectors.joining(" ")),
                "the power of the module and its rails");
    }
}
