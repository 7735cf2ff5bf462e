package wattle.app.measuring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import wattle.document.InputFault;
import wattle.meter.Archive;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.meter.MeterKind;
import wattle.meter.Probe;
import wattle.quantity.Nearest;

/// Every kind of meter that is on the class path, and what of it is on this machine.
public final class Meters {

    private final List<MeterKind> kinds;
    private final Machine machine;

    private Meters(List<MeterKind> kinds, Machine machine) {
        this.kinds = kinds;
        this.machine = machine;
    }

    /// This machine, or the one whose root folder `WATTLE_ROOT` names.
    ///
    /// @throws InputFault when the settings hold a key that is not known
    public static Meters here(Map<String, String> variables, Configuration configuration) {
        Path root = Path.of(variables.getOrDefault("WATTLE_ROOT", "/"));
        Machine machine = new Machine(root, variables, configuration.meters(), System::nanoTime, Meters::wallMicros);
        List<MeterKind> kinds = new ArrayList<>();
        ServiceLoader.load(MeterKind.class).forEach(kinds::add);
        kinds.sort(Comparator.comparing(MeterKind::name));
        configuration.check(kinds.stream().map(MeterKind::name).toList());
        return new Meters(kinds, machine);
    }

    public Machine machine() {
        return machine;
    }

    /// A kind and what came of looking for it.
    public record Found(MeterKind kind, Probe probe) {}

    /// Looks for the wanted kinds; all of them when none is named. Whoever asks closes the meters.
    ///
    /// @throws InputFault when a kind is not known
    public List<Found> probe(List<String> wanted) {
        List<String> names = kinds.stream().map(MeterKind::name).toList();
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw InputFault.inFile(
                        "--meters",
                        "'%s' is no kind of meter.".formatted(name),
                        Nearest.to(name, names)
                                .map(near -> "Maybe '%s'.".formatted(near))
                                .orElse("Maybe one of " + String.join(", ", names) + "."));
            }
        }
        List<Found> found = new ArrayList<>();
        for (MeterKind kind : kinds) {
            if (wanted.isEmpty() || wanted.contains(kind.name())) {
                kind.probe(machine).forEach(probe -> found.add(new Found(kind, probe)));
            }
        }
        return found;
    }

    /// The archives of the wanted kinds, of all when none is named, that know of a machine.
    List<Archive> archives(Machine of, List<String> wanted) {
        return kinds.stream()
                .filter(kind -> wanted.isEmpty() || wanted.contains(kind.name()))
                .flatMap(kind -> kind instanceof Archive.Kind several
                        ? several.archives(of).stream()
                        : java.util.stream.Stream.<Archive>empty())
                .toList();
    }

    /// The meters among what was found.
    public static List<Meter> ready(List<Found> found) {
        return found.stream()
                .map(one -> one.probe() instanceof Probe.Ready(String _, Meter meter)
                        ? Optional.of(meter)
                        : Optional.<Meter>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    /// What is here and gives nothing, in a person's words: `RAPL package-0 (powercap): denied`.
    static Optional<String> unread(List<Found> found) {
        List<String> words = found.stream()
                .flatMap(one -> switch (one.probe()) {
                    case Probe.Denied(String device, String _, String _, String _) -> Stream.of(device + ": denied");
                    case Probe.Broken(String device, String reason, String _) -> Stream.of(device + ": " + reason);
                    case Probe.Ready _, Probe.Absent _ -> Stream.<String>empty();
                })
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
    }

    private static long wallMicros() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }
}
