package wattle.app.export;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import wattle.app.measuring.RunShelf;
import wattle.document.InputFault;
import wattle.experiment.Analysis;
import wattle.experiment.MeasuredRun;
import wattle.experiment.Outcome;
import wattle.quantity.Range;
import wattle.recording.Recording;
import wattle.run.Origin;
import wattle.trace.Basis;
import wattle.trace.Cover;
import wattle.trace.EnergyEstimate;
import wattle.trace.Part;

/// A measured run, ready to be told in another format.
///
/// @param id of the run
/// @param version of Wattle that works it out
/// @param nodes one for each machine that took part; at least one
/// @param zone the grid that fed it; empty when nobody said
public record Exported(String id, String version, List<Node> nodes, Optional<GridZone> zone) {

    /// Copies the list.
    public Exported {
        nodes = List.copyOf(nodes);
    }

    /// What one machine recorded, and what that came to.
    public record Node(Recording recording, Outcome outcome) {}

    /// The kinds of components for which other tools have columns.
    enum Component {
        CPU,
        GPU,
        MEMORY,
        /// What no finer meter divides: board, fans, a module, the rest of the machine.
        OTHER;

        static Component of(Part part) {
            for (String name : part.names()) {
                if (name.equals("cpu") || name.startsWith("cpu-")) {
                    return CPU;
                }
                if (name.startsWith("gpu-")) {
                    return GPU;
                }
                if (name.equals("dram") || name.startsWith("dram-")) {
                    return MEMORY;
                }
            }
            return OTHER;
        }
    }

    /// Reads a run; no grid is named yet.
    ///
    /// @throws InputFault when there is nothing to tell
    public static Exported of(RunShelf shelf, String id, String version) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (Recording recording : shelf.recordings(id)) {
            Analysis.of(recording).ifPresent(outcome -> nodes.add(new Node(recording, outcome)));
        }
        if (nodes.isEmpty()) {
            throw InputFault.inFile(
                    shelf.of(id).toString(), "the job of this run never began; there is nothing to export.", "");
        }
        return new Exported(id, version, nodes, Optional.empty());
    }

    /// The same, fed by a grid.
    public Exported in(GridZone grid) {
        return new Exported(id, version, nodes, Optional.of(grid));
    }

    /// A fact of the first machine; empty when it is not known.
    Optional<String> fact(String name) {
        return Optional.ofNullable(nodes.getFirst().outcome().facts().get(name)).filter(text -> !text.isBlank());
    }

    /// What the user called it.
    String name() {
        return fact("name").orElse(id);
    }

    List<Outcome> outcomes() {
        return nodes.stream().map(Node::outcome).toList();
    }

    /// The energy; empty when no meter gave enough.
    Optional<EnergyEstimate> total() {
        return origin() == Origin.UNMEASURED
                ? Optional.empty()
                : Optional.of(outcomes().stream()
                        .map(outcome -> outcome.account().gross())
                        .reduce(EnergyEstimate.NOTHING, EnergyEstimate::plus));
    }

    /// The 99 % interval of an energy, in J; below 0 there is none.
    static Range range(EnergyEstimate energy) {
        double joules = Math.max(0, energy.joules());
        return new Range(Math.max(0, joules - energy.halfWidth()), joules, joules + energy.halfWidth());
    }

    /// The energy of one kind of component, in J; empty where no line of the account is of it.
    Optional<Double> joules(Component component) {
        List<Cover.Line> lines = lines(line -> Component.of(line.channel().part()) == component);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(lines.stream()
                        .mapToDouble(line -> Math.max(0, line.energy().joules()))
                        .sum());
    }

    /// The carbon of the total, in kg; empty without a grid.
    Optional<Double> kilograms() {
        return zone.flatMap(
                grid -> total().map(energy -> grid.carbon(energy.joules()).kilograms()));
    }

    Origin origin() {
        return MeasuredRun.origin(outcomes());
    }

    /// From the first machine's start to the last one's end, in s.
    double wallS() {
        return outcomes().stream()
                .mapToDouble(outcome -> outcome.usage().wallS())
                .max()
                .orElse(0);
    }

    /// When the job of the first machine began.
    public Instant began() {
        return wall(nodes.getFirst(), nodes.getFirst().outcome().account().job().fromNanos());
    }

    Instant ended() {
        return wall(nodes.getFirst(), nodes.getFirst().outcome().account().job().toNanos());
    }

    static Instant wall(Node node, long nanos) {
        return Instant.ofEpochSecond(0, nanos - node.recording().epochNanos());
    }

    /// The share of the total that rests on vendors' own counters, in %.
    long vendorPercent() {
        double sum = joulesOf(_ -> true);
        double vendor = joulesOf(line -> line.channel().basis() == Basis.VENDOR_MODEL);
        return sum > 0 ? Math.round(100 * vendor / sum) : 0;
    }

    /// The measured share of the total, in %: all or nothing, as no total mixes both. Empty for what another tool
    /// wrote, whose word is all that is known.
    Optional<Integer> measuredPercent() {
        return tool().isPresent() ? Optional.empty() : Optional.of(origin() == Origin.MEASURED ? 100 : 0);
    }

    /// The tool whose file was imported; empty for a run of our own.
    Optional<String> tool() {
        return fact("imported");
    }

    /// How it is known: `measured`, `modelled`, `told by codecarbon`.
    String how() {
        return tool().map(name -> "told by " + name).orElse(origin() == Origin.MODELLED ? "modelled" : "measured");
    }

    /// What was counted: `cpu-0 + dram-0 of node-1; no meter sees …`.
    String boundary() {
        return outcomes().stream()
                .map(outcome -> outcome.account().cover().roots().stream()
                                .map(root -> root.channel().part().name())
                                .collect(Collectors.joining(" + "))
                        + " of " + outcome.facts().getOrDefault("host", "one machine")
                        + outcome.account()
                                .cover()
                                .unseen()
                                .map(reason -> "; " + reason)
                                .orElse(""))
                .collect(Collectors.joining("; "));
    }

    /// The kinds of meters that the total is made of: `nvml, rapl`.
    String meters() {
        return lines(_ -> true).stream()
                .map(line -> line.channel().id().meter())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private double joulesOf(Predicate<Cover.Line> wanted) {
        return lines(wanted).stream()
                .mapToDouble(line -> Math.max(0, line.energy().joules()))
                .sum();
    }

    private List<Cover.Line> lines(Predicate<Cover.Line> wanted) {
        return outcomes().stream()
                .flatMap(outcome -> outcome.account().cover().lines().stream())
                .filter(wanted)
                .toList();
    }
}
