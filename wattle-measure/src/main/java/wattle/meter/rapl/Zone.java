package wattle.meter.rapl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.trace.Part;

/// A powercap zone. It is what its `name` says: `intel-rapl:1` is psys on a laptop and the second package on a
/// server.
///
/// @param folder `/sys/class/powercap/intel-rapl:0:2`
/// @param memoryMapped whether it is of `intel-rapl-mmio`, which shows the packages of `intel-rapl` again
/// @param name `package-0`, `core`, `dram`, `psys`, or one that nobody knew when this was written
/// @param parent the name of the zone around it; empty for the outermost
record Zone(Folder folder, boolean memoryMapped, String name, Optional<String> parent) {

    static final String POWERCAP = "sys/class/powercap";

    private static final Pattern FOLDERS = Pattern.compile("(intel-rapl(?:-mmio)?)((?::\\d+)+)");

    /// All zones of a machine that have a name, outer ones first.
    static List<Zone> all(Machine machine) {
        Map<String, String> names = new HashMap<>();
        List<Zone> zones = new ArrayList<>();
        for (Folder folder : new Folder(machine.file(POWERCAP)).folders(FOLDERS)) {
            Matcher matcher = FOLDERS.matcher(folder.name());
            Optional<String> name = folder.text("name");
            if (matcher.matches() && name.isPresent()) {
                names.put(folder.name(), word(name.get()));
                String around = folder.name().substring(0, folder.name().lastIndexOf(':'));
                zones.add(new Zone(
                        folder,
                        matcher.group(1).endsWith("-mmio"),
                        word(name.get()),
                        Optional.ofNullable(names.get(around))));
            }
        }
        return zones;
    }

    /// `rapl/package-0/dram`, `rapl/mmio/package-0`.
    String id() {
        return (memoryMapped ? "rapl/mmio/" : "rapl/")
                + parent.map(p -> p + "/").orElse("")
                + name;
    }

    /// The part it counts.
    Part part(Processor processor) {
        Optional<Socket> self = Socket.named(name, processor.isAmd());
        if (self.isPresent()) {
            return self.get().part();
        }
        // psys-1 is the platform as the second package counts it. Nobody says whether it is in psys already, so it
        // is the same part, which keeps the two from being added.
        if (name.matches("psys(-\\d+)?")) {
            return Part.PLATFORM;
        }
        return parent.flatMap(p -> Socket.named(p, processor.isAmd()))
                .flatMap(this::inside)
                .orElseGet(() -> Part.NODE.inner(parent.map(p -> p + "-").orElse("") + name));
    }

    /// In a person's words: `package-0/dram`.
    String words() {
        return parent.map(p -> p + "/").orElse("") + name;
    }

    private Optional<Part> inside(Socket socket) {
        return switch (name) {
            case "core" -> Optional.of(socket.core());
            case "uncore" -> Optional.of(socket.uncore());
            case "dram" -> Optional.of(socket.dram());
            default -> Optional.empty();
        };
    }

    /// A name that can stand in a channel's name and in a part's path.
    private static String word(String name) {
        return name.replaceAll("[\\s/]+", "-");
    }
}
