package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import wattle.document.InputFault;
import wattle.experiment.Analysis;
import wattle.experiment.Clocks;
import wattle.experiment.MeasuredRun;
import wattle.experiment.Outcome;
import wattle.quantity.Nearest;
import wattle.recording.Recorder;
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
/// Instead of the `raw-N.db` a data base that a team shares can hold the readings; `run.json` and `ledger.csv` are
/// still
/// written into the folder.
///
/// @param folder need not exist
/// @param store empty for `raw-N.db`
public record RunShelf(Path folder, Optional<Shelf> store) {

    /// A folder that holds everything.
    public RunShelf(Path folder) {
        this(folder, Optional.empty());
    }

    /// @param url a JDBC URL, `jdbc:postgresql://HOST/BASE?user=NAME`; empty for a folder that holds everything
    public static RunShelf of(Path folder, Optional<String> url) {
        return new RunShelf(folder, url.filter(text -> !text.isBlank()).map(Shelf::new));
    }

    /// Where runs are kept unless something else is said.
    public static final String USUAL = "wattle-runs";

    private static final int LONGEST_NAME = 80;

    /// A name as part of a folder's: file systems end names at 255 bytes, and the whole name is kept in the run.
    static String safe(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

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
        if (store.isPresent()) {
            Recording.keys(store.get()).stream()
                    .map(Recording.Key::run)
                    .distinct()
                    .filter(id -> !ids.contains(id))
                    .forEach(ids::add);
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
        if (store.isPresent()) {
            for (Place place : places(id)) {
                try (Recorder recorder = new Recorder(
                        place.shelf(), place.key().run(), place.key().node())) {
                    recorder.clear();
                }
            }
        }
        if (!Files.isDirectory(of(id))) {
            return;
        }
        try (Stream<Path> files = Files.walk(of(id))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// What every machine recorded, in the order of their ranks, with what archives said of each.
    public List<Recording> recordings(String id) throws IOException {
        List<Place> places = places(id);
        List<Recording> recordings = new ArrayList<>();
        for (Place place : places) {
            if (place.key().isOfNode()) {
                Recording own = Recording.read(place.shelf(), place.key());
                Place archives = new Place(place.shelf(), place.key().archives());
                recordings.add(
                        places.contains(archives)
                                ? own.with(Recording.read(archives.shelf(), archives.key()), Analysis.ARCHIVED)
                                : own);
            }
        }
        return recordings;
    }

    /// What every machine recorded of a run that is kept in a folder.
    public static List<Recording> recordings(Path run) throws IOException {
        return in(run).recordings(String.valueOf(run.getFileName()));
    }

    /// Works everything out again from what was recorded.
    ///
    /// @return empty when the job never began
    public List<Outcome> outcomes(String id) throws IOException {
        return outcomes(recordings(id));
    }

    /// What a run came to, for people.
    public String report(String id) throws IOException {
        List<Recording> recordings = recordings(id);
        String clocks = Clocks.of(recordings).map(text -> "\n" + text + "\n").orElse("");
        return MeasureReport.of(outcomes(recordings)) + clocks;
    }

    /// Writes `run.json` and `ledger.csv` from what was recorded. When several machines do so at once, what is written
    /// last is made of everything.
    ///
    /// @return empty when the job never began, and nothing was written
    public Optional<Run> recompute(String id, String version) throws IOException {
        Path run = of(id);
        Files.createDirectories(run);
        try (RunLock _ = RunLock.of(run)) {
            send(id);
            refuseEmptied(id);
            Optional<Run> computed = compute(id, version);
            if (computed.isPresent()) {
                new RunFolder(run).write(computed.get());
            }
            return computed;
        }
    }

    /// The same for a run that is kept in a folder.
    public static Optional<Run> recompute(Path run, String version) throws IOException {
        return in(run).recompute(String.valueOf(run.getFileName()), version);
    }

    /// The run as `run.json` has it, or as it is worked out now where another machine wrote that.
    ///
    /// @throws InputFault when there is neither
    public Run run(String id, String version) throws IOException {
        if (Files.exists(of(id).resolve(RunFolder.RUN))) {
            return new RunFolder(of(id)).read();
        }
        return compute(id, version)
                .orElseThrow(() -> InputFault.inFile(
                        of(id).toString(), "the job of this run never began; there is nothing to tell.", ""));
    }

    /// The run as it is worked out now, written nowhere.
    Optional<Run> compute(String id, String version) throws IOException {
        List<Outcome> outcomes = outcomes(id);
        if (outcomes.isEmpty()) {
            return Optional.empty();
        }
        Run measured = MeasuredRun.of(id, version, outcomes);
        boolean imported = outcomes.stream().anyMatch(outcome -> outcome.facts().containsKey("imported"));
        return Optional.of(imported ? imported(measured) : measured);
    }

    /// Asks the archives again about every machine's part of a run.
    ///
    /// @param say is told of those that give nothing
    /// @return how many channels came
    public int fetch(String id, Meters meters, Consumer<String> say) throws IOException {
        int channels = 0;
        for (Place place : places(id)) {
            if (place.key().isOfNode()) {
                channels += new Archives(meters, List.of(), say).fetch(place.shelf(), place.key(), false);
            }
        }
        return channels;
    }

    /// Where one machine writes its part of a run.
    Shelf shelf(String id, int node) {
        return store.orElse(Shelf.of(raw(of(id), node)));
    }

    /// Where one machine's readings wait while the data base does not answer; empty where there is none.
    Optional<Shelf> spool(String id, int node) {
        return store.filter(shelf -> !shelf.isFile()).map(_ -> Shelf.of(waiting(id, node)));
    }

    private Path waiting(String id, int node) {
        return of(id).resolve("waiting-" + node + ".db");
    }

    /// Sends what machines that write into this folder could not send to the data base.
    private void send(String id) throws IOException {
        if (store.isEmpty() || !Files.isDirectory(of(id))) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(of(id), "waiting-*.db")) {
            for (Path file : files) {
                Recorder.send(Shelf.of(file), store.get());
            }
        }
    }

    /// Whether this machine has written to a run of this name already.
    boolean holds(String id, int node) throws IOException {
        return store.isPresent()
                ? places(id).contains(new Place(store.get(), new Recording.Key(id, node)))
                : Files.exists(raw(of(id), node));
    }

    /// A shelf and what of it belongs to a run.
    private record Place(Shelf shelf, Recording.Key key) {}

    private List<Place> places(String id) throws IOException {
        List<Place> places = new ArrayList<>();
        if (store.isPresent()) {
            Recording.keys(store.get()).stream()
                    .filter(key -> key.run().equals(id))
                    .forEach(key -> places.add(new Place(store.get(), key)));
        }
        for (Path raw : raws(of(id))) {
            Shelf shelf = Shelf.of(raw);
            for (Recording.Key key : Recording.keys(shelf)) {
                // What stands in both was sent to the data base from here.
                if (places.stream().noneMatch(place -> place.key().equals(key))) {
                    places.add(new Place(shelf, key));
                }
            }
        }
        return places;
    }

    /// An empty file is a run that was killed at its first moment, unless a result was once made of it.
    private void refuseEmptied(String id) throws IOException {
        List<Path> raws = raws(of(id));
        if (!raws.isEmpty()
                && Files.exists(of(id).resolve(RunFolder.RUN))
                && places(id).isEmpty()) {
            throw InputFault.inFile(
                    raws.getFirst().toString(),
                    "this recording holds nothing, though " + RunFolder.RUN + " was made of it.",
                    "Maybe copy it again from where it was recorded; the result beside it is left as it is.");
        }
    }

    private static List<Outcome> outcomes(List<Recording> recordings) {
        return recordings.stream().map(Analysis::of).flatMap(Optional::stream).toList();
    }

    private static RunShelf in(Path run) {
        Path parent = run.toAbsolutePath().getParent();
        return new RunShelf(parent == null ? run : parent);
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
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("raw-\\d+\\.db"))
                    .sorted(Comparator.comparingInt(file ->
                            Integer.parseInt(String.valueOf(file.getFileName()).replaceAll("\\D", ""))))
                    .toList();
        }
    }
}
