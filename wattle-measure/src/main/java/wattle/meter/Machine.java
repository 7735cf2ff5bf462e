package wattle.meter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import wattle.document.Node;
import wattle.document.Values;

/// The machine as meters see it: the only way by which they reach files, variables, settings and clocks, so that a
/// test gives them another one.
///
/// @param root the folder that stands for `/`; something else in tests and in containers (`WATTLE_ROOT`)
/// @param variables the environment
/// @param settings the part `meters` of the configuration: one group of keys, or one list of groups, per kind
/// @param nanos monotonic clock, in ns
/// @param micros wall clock, in µs since 1970-01-01 UTC
public record Machine(
        Path root, Map<String, String> variables, Node.Mapping settings, LongSupplier nanos, LongSupplier micros) {

    /// Copies the environment.
    public Machine {
        variables = Map.copyOf(variables);
    }

    /// A file of this machine: `machine.file("sys/class/powercap")`.
    public Path file(String relative) {
        return root.resolve(relative);
    }

    /// An environment variable that is set and not blank.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// The groups of settings of one kind, in the order of the file: none, one (`[meters.redfish]`) or several
    /// (`[[meters.redfish]]`).
    public List<Node.Mapping> settings(String kind) {
        return settings.entry(kind)
                .map(entry -> entry.value() instanceof Node.Sequence several
                        ? several.items().stream().map(Values::mapping).toList()
                        : List.of(Values.mapping(entry.value())))
                .orElse(List.of());
    }
}
