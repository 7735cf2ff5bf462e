package wattle.meter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.trace.Part;

/// Devices that only the settings know of: each group of keys is one device.
public final class Configured {

    private Configured() {}

    /// One probe for each group of settings of this kind. A fault of one group, or a device that does
    /// not answer, is a [Probe.Broken] with the place in the file, and does not disturb the others.
    public static List<Probe> probes(Machine machine, String kind, Opening opening) {
        List<Probe> probes = new ArrayList<>();
        List<Node.Mapping> groups;
        try {
            groups = machine.settings(kind);
        } catch (InputFault fault) {
            return List.of(broken(kind, fault));
        }
        for (Node.Mapping group : groups) {
            probes.add(probe(kind, group, opening));
        }
        return List.copyOf(probes);
    }

    private static Probe probe(String kind, Node.Mapping group, Opening opening) {
        try {
            Keys keys = Keys.of(group);
            Probing probing = opening.read(keys);
            keys.noOthers();
            try {
                return probing.probe();
            } catch (IOException e) {
                return new Probe.Broken(probing.device(), String.valueOf(e.getMessage()), probing.remedy());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Probe.Broken(probing.device(), "interrupted", "");
            }
        } catch (InputFault fault) {
            return broken(kind, fault);
        }
    }

    /// A fault of the settings, said as a probe.
    public static Probe broken(String kind, InputFault fault) {
        String place = fault.location().map(at -> at + ": ").orElse("");
        return new Probe.Broken(
                "settings of meters." + kind, place + fault.path() + ": " + fault.what(), fault.maybe());
    }

    /// The secret in the environment variable that a key names; empty when the key is absent. Secrets
    /// never stand in the file, nor in the arguments of a process.
    ///
    /// @throws InputFault when the variable is not set
    public static Optional<String> secret(Machine machine, Keys keys, String key) {
        return keys.optional(key, keys::text)
                .map(variable -> machine.variable(variable)
                        .orElseThrow(() -> keys.fault(
                                key,
                                "the variable %s is not set.".formatted(variable),
                                "Maybe export it before Wattle starts.")));
    }

    /// A port between 1 and 65535.
    public static int port(Keys keys, int otherwise) {
        long port = keys.optional("port", keys::count).orElse((long) otherwise);
        if (port < 1 || port > 65_535) {
            throw keys.fault("port", "there is no port " + port + ".", "Maybe " + otherwise + ".");
        }
        return (int) port;
    }

    /// The key `part`: `wall`, `node`, or a path such as `wall/node/chassis-2`.
    public static Optional<Part> part(Keys keys) {
        return keys.optional("part", keys::text).map(text -> {
            if (text.equals("node")) {
                return Part.NODE;
            }
            try {
                Part part = Part.of(text);
                if (Part.WALL.contains(part)) {
                    return part;
                }
            } catch (IllegalArgumentException _) {
                // Said below, as for a path that begins elsewhere.
            }
            throw keys.fault("part", "'%s' is not a part.".formatted(text), "Maybe wall, node or wall/node/NAME.");
        });
    }

    /// Reads a group of settings.
    @FunctionalInterface
    public interface Opening {

        /// Asks for every key it knows; the caller refuses the others.
        ///
        /// @throws InputFault when the settings cannot be used
        Probing read(Keys keys);
    }

    /// A device that the settings describe, and that was not asked yet.
    public interface Probing {

        /// In a person's words.
        String device();

        /// What to try when it gives no answer.
        String remedy();

        /// @throws InputFault when the settings do not fit the device
        /// @throws IOException when it gives no answer, with a message for people
        Probe probe() throws IOException, InterruptedException;
    }
}
