package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.report.Amounts;
import wattle.report.Digits;
import wattle.run.Cost;
import wattle.run.Run;
import wattle.run.RunFolder;

/// Runs side by side: `wattle runs list` and `wattle runs compare`.
public final class RunTable {

    private RunTable() {}

    /// One line for each run of a shelf.
    public static String list(RunShelf shelf) throws IOException {
        Columns columns = new Columns("llrrll", "run", "name", "energy, 99 %", "time", "known by", "target");
        for (String id : shelf.ids()) {
            Optional<Run> read = read(shelf.of(id));
            // Another machine may have measured it: the readings are in the store, and its run.json is elsewhere.
            Optional<Run> run = read.isEmpty() && shelf.store().isPresent() ? shelf.compute(id, "") : read;
            if (run.isEmpty()) {
                columns.add(id, "", Digits.MISSING, Digits.MISSING, "not worked out", "");
            } else {
                columns.add(
                        id,
                        run.get().title().name(),
                        energy(run.get()),
                        cost(run.get(), Cost.WALL_TIME, Dimension.TIME),
                        run.get().origin().word(),
                        reached(run.get()));
            }
        }
        return columns.isEmpty() ? "No runs in %s.\n".formatted(shelf.folder()) : columns.text("");
    }

    /// Runs against the first of them: whether the change of energy is more than what both are unsure of. One run of
    /// each proves little: published runs of one and the same training differ by a factor of three between seeds.
    public static String compare(List<Run> runs) {
        Run baseline = runs.getFirst();
        Columns columns = new Columns("lrrrl", "run", "energy, 99 %", "time", "power", "against the first");
        for (Run run : runs) {
            double wallS = run.cost(Cost.WALL_TIME).map(Range::typical).orElse(0.0);
            double joules = run.energy().typical().joules();
            columns.add(
                    run.title().id(),
                    energy(run),
                    cost(run, Cost.WALL_TIME, Dimension.TIME),
                    wallS > 0 ? Digits.part(joules / wallS) + " W" : Digits.MISSING,
                    run.equals(baseline) ? "" : change(baseline, run));
        }
        return columns.text("") + "\nOne run of each does not tell a change from chance: repeat them (--repeat).\n";
    }

    /// The run of a folder; empty when it was never worked out.
    public static Optional<Run> read(Path folder) {
        if (!Files.exists(folder.resolve(RunFolder.RUN))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RunFolder(folder).read());
        } catch (InputFault e) {
            // A damaged file is shown as what it is, and can be made again: wattle runs recompute.
            return Optional.empty();
        }
    }

    private static String change(Run baseline, Run run) {
        List<String> words = new ArrayList<>();
        double from = baseline.energy().typical().joules();
        if (from <= 0) {
            return "no change can be told";
        }
        Range change = new Range(
                run.energy().low().joules() / baseline.energy().high().joules() - 1,
                run.energy().typical().joules() / from - 1,
                run.energy().high().joules()
                                / Math.max(1e-12, baseline.energy().low().joules())
                        - 1);
        words.add(Digits.change(change));
        if (baseline.origin() != run.origin()) {
            words.add("%s against %s"
                    .formatted(run.origin().word(), baseline.origin().word()));
        }
        return String.join("; ", words);
    }

    private static String reached(Run run) {
        return run.reached()
                .answer()
                .map(yes -> yes ? "reached" : "not reached")
                .orElse("");
    }

    private static String energy(Run run) {
        return Amounts.of(Dimension.ENERGY, run.energy().range());
    }

    private static String cost(Run run, Cost cost, Dimension dimension) {
        return run.cost(cost).map(range -> Amounts.typical(dimension, range)).orElse(Digits.MISSING);
    }
}
