package wattle.trace;

import java.util.List;

/// A physical part of a machine, as a path from the outside in: `wall/node/platform/cpu-0/core`.
///
/// Containment is a matter of physics, not of folders or of indices: what a path holds, its longer paths are
/// inside of.
/// Two channels with the same part watch the same thing (RAPL through powercap and through perf, say) and are never
/// added. DRAM stands beside its package, because a package's counter does not contain it.
///
/// | path | what is inside |
/// |---|---|
/// | `wall` | alternating current drawn by the machine, power supplies included |
/// | `wall/feed-NAME` | alternating current through one of several supplies; [Feeds] sums them to `wall` |
/// | `wall/node` | direct current of the whole machine |
/// | `wall/node/platform` | what RAPL calls psys: board, packages, memory |
/// | `wall/node/platform/cpu-0` | package 0 (`cpu-0-die-1`: a die that counts alone) |
/// | `wall/node/platform/cpu-0/core`, `…/uncore` | parts of a package |
/// | `wall/node/platform/dram-0` | memory of package 0 |
/// | `wall/node/module-0` | a module that holds processor and accelerator (Grace Hopper, Jetson) |
/// | `wall/node/gpu-ID` | one accelerator, named by its UUID or bus address |
/// | `cluster-job` | all machines of a scheduler's job, from its start: no part of one machine, never added to one |
///
/// @param names at least one, outermost first; none empty or with a slash
public record Part(List<String> names) {

    /// Alternating current of the machine.
    public static final Part WALL = Part.of("wall");

    /// Direct current of the whole machine.
    public static final Part NODE = Part.of("wall/node");

    /// Board, packages and memory: RAPL's psys.
    public static final Part PLATFORM = Part.of("wall/node/platform");

    /// All machines of a scheduler's job together. A root of its own, as it is inside of no machine; [Cover] leaves it
    /// out, since the machines' own meters have its joules already.
    public static final Part CLUSTER_JOB = Part.of("cluster-job");

    /// @throws IllegalArgumentException when a name is missing
    public Part {
        names = List.copyOf(names);
        if (names.isEmpty() || names.stream().anyMatch(name -> name.isBlank() || name.contains("/"))) {
            throw new IllegalArgumentException("a part needs names without slashes, but got " + names);
        }
    }

    /// Reads a path.
    public static Part of(String path) {
        return new Part(List.of(path.split("/", -1)));
    }

    /// A part inside this one.
    public Part inner(String name) {
        return Part.of(this + "/" + name);
    }

    /// Whether `other` is this part or inside of it.
    public boolean contains(Part other) {
        return other.names.size() >= names.size()
                && other.names.subList(0, names.size()).equals(names);
    }

    /// Whether it belongs to one machine, so that its energy may be part of the machine's account.
    public boolean isOfOneMachine() {
        return !CLUSTER_JOB.contains(this);
    }

    /// Whether one of both contains the other, so that their energies must not be added.
    public boolean overlaps(Part other) {
        return contains(other) || other.contains(this);
    }

    /// The last name: `cpu-0`.
    public String name() {
        return names.getLast();
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }
}
