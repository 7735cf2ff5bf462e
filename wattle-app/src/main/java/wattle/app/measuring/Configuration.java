package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Location;
import wattle.document.Node;
import wattle.document.Values;

/// The settings of a user and of a project: `~/.config/wattle/config.toml` below `./wattle.toml` below the
/// variables `WATTLE_*`; flags go over all of them.
///
/// @param root settings as a tree, each with the place where it stands
public record Configuration(Node.Mapping root) {

    /// What may stand in the part `measure`.
    private static final List<String> MEASURE = List.of("out", "store", "period", "baseline", "grace");

    private static final Location NOWHERE = new Location("defaults", 1, 1);

    /// No settings at all.
    public static final Configuration EMPTY = new Configuration(new Node.Mapping(NOWHERE, "", List.of()));

    /// Reads both files, where they exist.
    ///
    /// @throws InputFault when one of them is not TOML
    public static Configuration of(Map<String, String> variables, Path home, Path folder) {
        Path base = Optional.ofNullable(variables.get("XDG_CONFIG_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".config"));
        Node.Mapping user = read(base.resolve("wattle/config.toml"));
        Node.Mapping project = read(folder.resolve("wattle.toml"));
        return new Configuration(over(project, user));
    }

    /// The meters' part.
    public Node.Mapping meters() {
        return root.entry("meters")
                .map(entry -> Values.mapping(entry.value()))
                .orElse(new Node.Mapping(NOWHERE, "meters", List.of()));
    }

    /// A setting of the part `measure`, or of the variable `WATTLE_NAME`, which goes over it.
    public Optional<String> measure(String name, Map<String, String> variables) {
        return setting(name, variables).map(Values::text);
    }

    /// The same with the place where it stands.
    public Optional<Node> setting(String name, Map<String, String> variables) {
        String variable = "WATTLE_" + name.toUpperCase(java.util.Locale.ROOT);
        return Optional.ofNullable(variables.get(variable))
                .filter(value -> !value.isBlank())
                .<Node>map(value -> new Node.Scalar(new Location(variable, 1, 1), "", value, true))
                .or(() -> root.entry("measure")
                        .flatMap(entry -> Values.mapping(entry.value()).entry(name))
                        .map(Node.Entry::value));
    }

    /// Refuses what nobody would ever read.
    ///
    /// @param kinds of meters
    /// @throws InputFault at the first key that is not known
    public void check(List<String> kinds) {
        try (Keys keys = Keys.of(root)) {
            keys.optional("measure").ifPresent(part -> known(Values.mapping(part), MEASURE));
            keys.optional("meters").ifPresent(part -> known(Values.mapping(part), kinds));
        }
    }

    private static void known(Node.Mapping part, List<String> names) {
        try (Keys keys = Keys.of(part)) {
            names.forEach(keys::has);
        }
    }

    private static Node.Mapping read(Path file) {
        if (!Files.isRegularFile(file)) {
            return EMPTY.root();
        }
        TomlParseResult toml;
        try {
            toml = Toml.parse(file);
        } catch (IOException e) {
            throw InputFault.inFile(file.toString(), "this file cannot be read: " + e.getMessage() + ".", "");
        }
        for (TomlParseError error : toml.errors()) {
            Location at = location(file, error.position());
            String message =
                    String.valueOf(error.getMessage()).lines().findFirst().orElse("not TOML");
            throw InputFault.at(at, "", message + ".", "Maybe a quote or a bracket is missing; see toml.io.");
        }
        return mapping(toml, file, "");
    }

    private static Node.Mapping mapping(TomlTable table, Path file, String path) {
        List<Node.Entry> entries = new ArrayList<>();
        for (String key : table.keySet()) {
            List<String> dotted = List.of(key);
            Location at = location(file, table.inputPositionOf(dotted));
            Object value = table.get(dotted);
            entries.add(new Node.Entry(key, at, node(value, at, file, path.isEmpty() ? key : path + "." + key)));
        }
        return new Node.Mapping(new Location(file.toString(), 1, 1), path, entries);
    }

    private static Node node(@Nullable Object value, Location at, Path file, String path) {
        return switch (value) {
            case TomlTable table -> {
                Node.Mapping inner = mapping(table, file, path);
                yield new Node.Mapping(at, path, inner.entries());
            }
            case TomlArray array -> {
                List<Node> items = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    Location place = location(file, array.inputPositionOf(i));
                    items.add(node(array.get(i), place, file, path + "[" + i + "]"));
                }
                yield new Node.Sequence(at, path, items);
            }
            case null -> new Node.Scalar(at, path, "", false);
            default -> new Node.Scalar(at, path, value.toString(), value instanceof String);
        };
    }

    private static Location location(Path file, @Nullable TomlPosition position) {
        return position == null
                ? new Location(file.toString(), 1, 1)
                : new Location(file.toString(), position.line(), position.column());
    }

    /// The upper settings, and those of the lower that the upper does not have; groups are merged key by key.
    private static Node.Mapping over(Node.Mapping upper, Node.Mapping lower) {
        Map<String, Node.Entry> merged = new LinkedHashMap<>();
        lower.entries().forEach(entry -> merged.put(entry.key(), entry));
        for (Node.Entry entry : upper.entries()) {
            Node.Entry below = merged.get(entry.key());
            if (below != null
                    && below.value() instanceof Node.Mapping lowerGroup
                    && entry.value() instanceof Node.Mapping upperGroup) {
                merged.put(entry.key(), new Node.Entry(entry.key(), entry.keyLocation(), over(upperGroup, lowerGroup)));
            } else {
                merged.put(entry.key(), entry);
            }
        }
        return new Node.Mapping(upper.location(), upper.path(), List.copyOf(merged.values()));
    }
}
