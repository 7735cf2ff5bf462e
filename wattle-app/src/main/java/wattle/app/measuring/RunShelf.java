package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import wattle.document.InputFault;
import wattle.experiment.Analysis;
import wattle.experiment.MeasuredRun;
import wattle.experiment.Outcome;
import wattle.quantity.Nearest;
import wattle.recording.Recording;
import wattle.recording.Shelf;
import wattle.run.Entry;
import wattle.run.Ledger;
import wattle.run.Origin;
import wattle.run.Run;
import wattle.run.RunFolder;

/// A folder of measured runs: each in a folder of its own with `raw-N.db`, one for each machine that took part, and
/// what was worked out of it, `run.json` and `ledger.csv`, which can always be made again.
///
/// @param folder need not exist
public record RunShelf(Path folder) {

    /// Where runs are kept unless something else is said.
    public static final String USUAL = "wattle-runs";

    /// Where one machine writes.
    public static Path raw(Path run, int node) {
        return run.resolve("raw-" + node + ".db");
    }

    /// The folder of a run.
    public Path of(String id) {
        return folder.resolve(id);
    }

    /// Names of all runs, oldest first: the names begin with the time.
    public List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path run : folders) {
                    if (!raws(run).isEmpty() || Files.exists(run.resolve(RunFolder.RUN))) {
                        ids.add(String.valueOf(run.getFileName()));
                    }
                }
            }
        }
        ids.sort(Comparator.naturalOrder());
        return ids;
    }

    /// The run of a full name, of the beginning or end of one, or `last`.
    ///
    /// @throws InputFault when there is none, or more than one
    public String find(String text) throws IOException {
        List<String> ids = ids();
        if (ids.isEmpty()) {
            throw InputFault.inFile(
                    folder.toString(), "there is no run here.", "Maybe measure one: wattle measure -- COMMAND.");
        }
        if (text.equals("last")) {
            return ids.getLast();
        }
        List<String> fitting = ids.stream()
                .filter(id -> id.startsWith(text) || id.endsWith(text))
                .toList();
        if (ids.contains(text)) {
            return text;
        }
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        throw InputFault.inFile(
                folder.toString(),
                fitting.isEmpty()
                        ? "there is no run '%s' here.".formatted(text)
                        : "'%s' fits %d runs: %s.".formatted(text, fitting.size(), String.join(", ", fitting)),
                Nearest.to(text, ids)
                        .map(near -> "Maybe '%s'.".formatted(near))
                        .orElse("Maybe see: wattle runs list."));
    }

    /// Deletes a run and everything that was recorded of it.
    public void remove(String id) throws IOException {
        try (Stream<Path> files = Files.walk(of(id))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// What every machine recorded, in the order of their ranks.
    public static List<Recording> recordings(Path run) throws IOException {
        List<Recording> recordings = new ArrayList<>();
        for (Path raw : raws(run)) {
            Shelf shelf = Shelf.of(raw);
            for (Recording.Key key : Recording.keys(shelf)) {
                recordings.add(Recording.read(shelf, key));
            }
        }
        return recordings;
    }

    /// Works everything out again from what was recorded.
    ///
    /// @return empty when the job never began
    public static List<Outcome> outcomes(Path run) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Recording recording : recordings(run)) {
            Analysis.of(recording).ifPresent(outcomes::add);
        }
        return outcomes;
    }

    /// Writes `run.json` and `ledger.csv` from what was recorded.
    ///
    /// @return empty when the job never began, and nothing was written
    public static Optional<Run> recompute(Path run, String version) throws IOException {
        List<Outcome> outcomes = outcomes(run);
        if (outcomes.isEmpty()) {
            return Optional.empty();
        }
        Run measured = MeasuredRun.of(String.valueOf(run.getFileName()), version, outcomes);
        boolean imported = outcomes.stream().anyMatch(outcome -> outcome.facts().containsKey("imported"));
        Run computed = imported ? imported(measured) : measured;
        new RunFolder(run).write(computed);
        return Optional.of(computed);
    }

    /// What another tool measured is known by its word only.
    private static Run imported(Run run) {
        List<Entry> entries = run.ledger().entries().stream()
                .map(entry -> entry.origin() == Origin.MEASURED || entry.origin() == Origin.MODELLED
                        ? new Entry(
                                entry.stage(),
                                entry.place(),
                                entry.activity(),
                                entry.sector(),
                                entry.energy(),
                                Origin.IMPORTED,
                                entry.note())
                        : entry)
                .toList();
        Origin origin = run.origin() == Origin.UNMEASURED ? Origin.UNMEASURED : Origin.IMPORTED;
        return new Run(
                run.title(), origin, run.reached(), run.energy(), run.costs(), new Ledger(entries), run.provenance());
    }

    private static List<Path> raws(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("raw-\\d+\\.db"))
                    .sorted(Comparator.comparingInt(file ->
                            Integer.parseInt(String.valueOf(file.getFileName()).replaceAll("\\D", ""))))
                    .toList();
        }
    }
}
