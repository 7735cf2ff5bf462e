package wattle.meter.rapl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wattle.meter.Errno;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.meter.Probe;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// RAPL as perf units: `/sys/bus/event_source/devices/power`, and `power_core` where newer kernels have it.
final class PerfUnits {

    private static final String DEVICES = "sys/bus/event_source/devices";
    private static final List<String> UNITS = List.of("power", "power_core");

    private final Machine machine;
    private final Processor processor;
    private final Topology topology;
    private final Set<Part> confirmed;

    /// @param zones what powercap has: a domain that only perf claims may be bogus (AMD before Linux 5.17)
    PerfUnits(Machine machine, Processor processor, List<Zone> zones) {
        this.machine = machine;
        this.processor = processor;
        this.topology = Topology.of(machine);
        this.confirmed = zones.stream().map(zone -> zone.part(processor)).collect(Collectors.toUnmodifiableSet());
    }

    List<Probe> probe() {
        return UNITS.stream()
                .map(unit -> new Folder(machine.file(DEVICES)).inner(unit))
                .filter(unit -> unit.has("type"))
                .flatMap(unit -> probe(unit).stream())
                .toList();
    }

    private List<Probe> probe(Folder unit) {
        String device = "RAPL (perf unit " + unit.name() + ")";
        OptionalLong type = unit.number("type");
        List<Integer> cpus = unit.text("cpumask").map(Topology::list).orElse(List.of());
        List<PerfEvent> events = PerfEvent.all(unit.inner("events"));
        OptionalLong call = PerfCounters.systemCallOn(System.getProperty("os.arch", ""));
        if (type.isEmpty() || cpus.isEmpty() || events.isEmpty()) {
            return List.of(new Probe.Broken(device, unit.path() + " lacks a type, a cpumask or an energy event", ""));
        }
        if (call.isEmpty()) {
            return List.of(new Probe.Broken(device, "perf_event_open is not known on this kind of processor", ""));
        }
        try {
            return open(new Unit(device, Math.toIntExact(type.getAsLong()), cpus), events, call.getAsLong());
        } catch (IllegalCallerException | ArithmeticException e) {
            return List.of(new Probe.Broken(
                    device,
                    "native code may not be called: " + e.getMessage(),
                    "java --enable-native-access=ALL-UNNAMED"));
        }
    }

    /// Opens each event on each processor of the mask; those that open are one meter.
    private List<Probe> open(Unit unit, List<PerfEvent> events, long systemCall) {
        PerfCounters counters = PerfCounters.using(systemCall);
        List<PerfMeter.Event> opened = new ArrayList<>();
        Set<Probe> refused = new HashSet<>();
        for (PerfEvent event : events) {
            for (int cpu : unit.cpus()) {
                int descriptor = counters.open(unit.type(), event.config(), cpu);
                if (descriptor >= 0) {
                    opened.add(new PerfMeter.Event(channel(unit, event, cpu), descriptor));
                } else {
                    refused.add(refused(unit, event, -descriptor));
                }
            }
        }
        List<Probe> probes = new ArrayList<>();
        if (opened.isEmpty()) {
            counters.close();
        } else {
            probes.add(new Probe.Ready(unit.device(), new PerfMeter(counters, opened, machine.nanos())));
        }
        refused.stream().sorted(java.util.Comparator.comparing(Probe::toString)).forEach(probes::add);
        return probes;
    }

    private Probe refused(Unit unit, PerfEvent event, int errno) {
        boolean denied =
                Errno.of(errno).filter(e -> e.reason() == GapReason.DENIED).isPresent();
        if (!denied) {
            return new Probe.Broken(unit.device() + " " + event.name(), "perf_event_open: " + Errno.words(errno), "");
        }
        String paranoid = new Folder(machine.file("proc/sys/kernel"))
                .text("perf_event_paranoid")
                .orElse("unknown");
        return new Probe.Denied(
                unit.device(),
                "perf_event_open: %s; kernel.perf_event_paranoid is %s, and 0 or less is needed"
                        .formatted(Errno.words(errno), paranoid),
                """
                sudo sysctl kernel.perf_event_paranoid=0
                Maybe for this program only, the capability CAP_PERFMON (Linux 5.8 or newer). With setcap on the java
                program itself its library path stops working; a service gets it by AmbientCapabilities=CAP_PERFMON.""",
                "the energy of the processor through perf events");
    }

    private Channel channel(Unit unit, PerfEvent event, int cpu) {
        Optional<Socket> socket = topology.socket(cpu, countsByDie(unit))
                .or(() -> unit.cpus().size() == 1 ? Optional.of(new Socket(0, Optional.empty())) : Optional.empty());
        Part part = part(event, cpu, socket);
        String note = Stream.of(
                        Optional.of("perf event %s of processor %d.".formatted(event.name(), cpu)),
                        Optional.of("powercap has no such domain; it may not exist.")
                                .filter(_ -> !confirmed.isEmpty() && !confirmed.contains(part)),
                        Optional.of("This kernel may show a quarter of Sapphire Rapids' DRAM energy (mended in 6.1).")
                                .filter(_ -> event.domain().equals("ram") && underreportsDram()),
                        processor.caution())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return new Channel(
                new ChannelId("rapl/perf/" + event.name() + "/cpu-" + cpu),
                part,
                new Signal.EnergyCounter(event.joulesPerUnit(), 0),
                Basis.VENDOR_MODEL,
                Traits.UNKNOWN.period(Powercap.PERIOD_S).peak(peak(unit, event)),
                note);
    }

    /// The platform holds every socket of the mask.
    private static double peak(Unit unit, PerfEvent event) {
        int sockets = event.domain().equals("psys") ? unit.cpus().size() : 1;
        return Powercap.LARGEST_SOCKET_POWER * sockets;
    }

    private Part part(PerfEvent event, int cpu, Optional<Socket> socket) {
        if (event.domain().equals("psys")) {
            return Part.PLATFORM;
        }
        return socket.flatMap(s -> switch (event.domain()) {
                    case "pkg" -> Optional.of(s.part());
                    case "cores" -> Optional.of(s.core());
                    case "gpu" -> Optional.of(s.uncore());
                    case "ram" -> Optional.of(s.dram());
                    case "core" ->
                        Optional.of(s.core().inner("core-" + topology.core(cpu).orElse(cpu)));
                    default -> Optional.<Part>empty();
                })
                .orElseGet(() -> Part.NODE.inner(event.name() + "-cpu-" + cpu));
    }

    /// Intel's dies count alone where the mask has several processors of one package; AMD counts by package.
    private boolean countsByDie(Unit unit) {
        long packages = unit.cpus().stream()
                .map(cpu -> topology.socket(cpu, false))
                .distinct()
                .count();
        return !processor.isAmd() && packages < unit.cpus().size();
    }

    /// Linux before 6.1 took Sapphire Rapids' DRAM unit for 2⁻¹⁶ J (commit "perf/x86/rapl: Use standard Energy Unit
    /// for SPR Dram RAPL domain", September 2022).
    private boolean underreportsDram() {
        Folder kernel = new Folder(machine.file("proc/sys/kernel"));
        OptionalInt major = kernel.text("osrelease")
                .map(text -> text.split("\\.", 2)[0])
                .filter(text -> text.matches("\\d{1,4}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
        boolean isSixZero =
                kernel.text("osrelease").filter(text -> text.startsWith("6.0")).isPresent();
        return processor.isSapphireRapids() && major.isPresent() && (major.getAsInt() < 6 || isSixZero);
    }

    /// @param cpus one of each package, die or core
    private record Unit(String device, int type, List<Integer> cpus) {}
}
