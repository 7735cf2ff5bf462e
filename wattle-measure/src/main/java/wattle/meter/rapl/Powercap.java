package wattle.meter.rapl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wattle.meter.FileMeter;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.meter.NumberFile;
import wattle.meter.Probe;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// RAPL as folders: `/sys/class/powercap/intel-rapl:0/energy_uj`. AMD's processors use the same names.
final class Powercap {

    /// How often the hardware makes a new value, in s. Source: Intel SDM vol. 3B, "RAPL interfaces" (about 1 ms);
    /// 0.976 ms is 2⁻¹⁰ s, its time unit.
    static final double PERIOD_S = 0.000976;

    /// No socket on the market draws more; energy that needs more is no energy but a counter that was reset, in W.
    static final double LARGEST_SOCKET_POWER = 1000;

    private static final double JOULES_PER_MICROJOULE = 1e-6;

    /// How often to read where the range is unknown, in s: the smallest range, 65.5 kJ, at 1 kW.
    private static final double LONGEST_S = 60;

    /// Reads per wrap at full power, so that three lost reads in a row hide none.
    private static final double READS_PER_WRAP = 4;

    private final Machine machine;
    private final Processor processor;
    private final List<Zone> zones;

    Powercap(Machine machine, Processor processor, List<Zone> zones) {
        this.machine = machine;
        this.processor = processor;
        this.zones = zones;
    }

    List<Probe> probe() {
        return Stream.of(false, true)
                .flatMap(mapped -> probe(
                        zones.stream().filter(z -> z.memoryMapped() == mapped).toList())
                        .stream())
                .toList();
    }

    /// The zones of one interface: one meter of what can be read, and a word on what cannot.
    private List<Probe> probe(List<Zone> interfaceZones) {
        List<Zone> denied = new ArrayList<>();
        List<Zone> broken = new ArrayList<>();
        List<FileMeter.Line> lines = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        double longestS = Double.POSITIVE_INFINITY;
        for (Zone zone : interfaceZones) {
            NumberFile file = zone.folder().numberFile("energy_uj");
            boolean readable = file.read();
            if (readable || (file.reason() != GapReason.DENIED && zone.folder().has("energy_uj"))) {
                CounterRange range =
                        CounterRange.of(zone.folder().number("max_energy_range_uj"), zone.name(), processor);
                lines.add(FileMeter.Line.counter(channel(zone, range, taken), file));
                longestS = Math.min(longestS, longestS(range));
            } else {
                (file.reason() == GapReason.DENIED ? denied : broken).add(zone);
                file.close();
            }
        }
        List<Probe> probes = new ArrayList<>();
        if (!lines.isEmpty()) {
            Meter.Pace pace = new Meter.Pace(Meter.Cost.FAST, PERIOD_S, longestS);
            probes.add(new Probe.Ready(
                    device(
                            interfaceZones,
                            lines.stream().map(l -> l.channel().id().text()).toList()),
                    new FileMeter(lines, pace, machine.nanos())));
        }
        if (!denied.isEmpty()) {
            probes.add(denied(denied));
        }
        broken.forEach(zone -> probes.add(new Probe.Broken(
                "RAPL " + zone.words() + " (powercap)", zone.folder().path() + " has no energy_uj", "")));
        return probes;
    }

    private Channel channel(Zone zone, CounterRange range, Set<String> taken) {
        // Two zones of one name have not been seen; if they come, the folder tells them apart and none is lost.
        String id = taken.add(zone.id())
                ? zone.id()
                : zone.id() + "@" + zone.folder().name();
        Traits traits = Traits.UNKNOWN.period(PERIOD_S).peak(peak(zone));
        String note = Stream.of(
                        Optional.of(zone.folder().path().resolve("energy_uj").toString() + "."),
                        Optional.of(range.note()).filter(n -> !n.isEmpty()),
                        dieNote(zone),
                        processor.caution())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return new Channel(
                new ChannelId(id),
                zone.part(processor),
                new Signal.EnergyCounter(JOULES_PER_MICROJOULE, range.modulus()),
                Basis.VENDOR_MODEL,
                range.quantumJ() > 0 ? traits.quantum(range.quantumJ()) : traits,
                note);
    }

    private Optional<String> dieNote(Zone zone) {
        return processor.isAmd()
                        && Socket.named(zone.name(), false).flatMap(Socket::die).isPresent()
                ? Optional.of("AMD counts by package: each die shows the joules of all.")
                : Optional.empty();
    }

    private double peak(Zone zone) {
        if (!zone.name().startsWith("psys")) {
            return LARGEST_SOCKET_POWER;
        }
        long sockets = zones.stream()
                .flatMap(z -> Socket.named(z.name(), false).stream())
                .map(Socket::number)
                .distinct()
                .count();
        return LARGEST_SOCKET_POWER * Math.max(1, sockets);
    }

    private static double longestS(CounterRange range) {
        return range.largest() == 0
                ? LONGEST_S
                : range.largest() * JOULES_PER_MICROJOULE / (READS_PER_WRAP * LARGEST_SOCKET_POWER);
    }

    private Probe denied(List<Zone> denied) {
        List<String> words = denied.stream().map(Zone::words).toList();
        Folder first = denied.getFirst().folder();
        String folder = machine.file(Zone.POWERCAP)
                .resolve(denied.getFirst().memoryMapped() ? "intel-rapl-mmio" : "intel-rapl")
                .toString();
        return new Probe.Denied(
                device(denied, words),
                Folder.rights(first.path().resolve("energy_uj")),
                """
                sudo chmod -R a+r %s
                Maybe for good, as a udev rule: SUBSYSTEM=="powercap", RUN+="/bin/chmod -R a+r %s"
                Maybe through perf events instead: sudo sysctl kernel.perf_event_paranoid=0""".formatted(folder, folder),
                "the energy of " + String.join(", ", words));
    }

    private static String device(List<Zone> zones, List<String> names) {
        return String.format(
                Locale.ROOT,
                "RAPL %s (powercap%s)",
                String.join(
                        ", ",
                        names.stream()
                                .map(n -> n.replaceFirst("^rapl/(mmio/)?", ""))
                                .toList()),
                zones.getFirst().memoryMapped() ? ", mmio" : "");
    }
}
