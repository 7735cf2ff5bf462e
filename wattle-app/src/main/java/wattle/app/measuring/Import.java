package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.exchange.ForeignFile;
import wattle.exchange.Formats;
import wattle.exchange.Imported;
import wattle.exchange.ImportedRecording;
import wattle.exchange.Importer;
import wattle.recording.Recorder;
import wattle.recording.Shelf;
import wattle.run.Run;

/// `wattle import`: files of other tools become one run, as if their tools were meters of ours.
public final class Import {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private Import() {}

    /// What the user wants.
    ///
    /// @param files at least one
    /// @param folder where runs are kept
    /// @param name of the run; empty for the first file's
    /// @param format the word of one; empty to look
    /// @param zone where times without an offset were written
    public record Wish(List<Path> files, Path folder, String name, String format, ZoneId zone) {

        /// Copies the list.
        public Wish {
            files = List.copyOf(files);
        }
    }

    /// @param run its folder
    /// @param text what was imported, for people
    public record Done(Path run, String text) {}

    /// Imports.
    ///
    /// @throws InputFault at the first thing that is wrong in a file
    /// @throws IOException when the run cannot be written
    public static Done run(Wish wish, String version) throws IOException {
        Optional<Importer> format =
                wish.format().isEmpty() ? Optional.empty() : Optional.of(Formats.named(wish.format()));
        List<Imported> files = new ArrayList<>();
        for (Path path : wish.files()) {
            files.add(Formats.read(ForeignFile.of(path, wish.zone()), format));
        }
        ImportedRecording recording = ImportedRecording.of(files);
        String word = wish.name().isBlank() ? files.getFirst().facts().getOrDefault("file", "import") : wish.name();
        String id = id(word, recording.window().fromNanos());
        Path run = wish.folder().resolve(id);
        if (Files.exists(RunShelf.raw(run, 0))) {
            throw InputFault.inFile(
                    run.toString(), "this run exists already.", "Maybe give the import another name with --name.");
        }
        Files.createDirectories(run);
        try (Recorder recorder = new Recorder(Shelf.of(RunShelf.raw(run, 0)), id, 0)) {
            recording.write(recorder, facts(word, version, files, recording));
        }
        Optional<Run> computed = RunShelf.recompute(run, version);
        return new Done(run, text(run, recording, computed));
    }

    private static String id(String word, long nanos) {
        return STAMP.format(Instant.ofEpochSecond(0, nanos)) + "-" + RunShelf.safe(word);
    }

    private static Map<String, String> facts(
            String word, String version, List<Imported> files, ImportedRecording recording) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("name", word);
        facts.put("wattle", version);
        facts.put(
                "imported",
                String.join(
                        " ",
                        files.stream()
                                .map(file -> file.facts().getOrDefault("tool", ""))
                                .distinct()
                                .toList()));
        facts.put("host", "imported");
        facts.put(
                "started",
                String.valueOf(Instant.ofEpochSecond(0, recording.window().fromNanos())));
        return facts;
    }

    private static String text(Path run, ImportedRecording recording, Optional<Run> computed) {
        Columns columns = new Columns("llrl", "channel", "part", "values", "basis");
        recording
                .tracks()
                .forEach(track -> columns.add(
                        track.channel().id().text(),
                        track.channel().isEnergy() ? track.channel().part().toString() : "(beside energy)",
                        String.valueOf(track.readings().size()),
                        track.channel().basis().word()));
        StringBuilder text = new StringBuilder("Imported as %s\n\n".formatted(run)).append(columns.text("  "));
        ImportedRecording.Window window = recording.window();
        text.append("\nCounted from %s to %s (%s).\n"
                .formatted(
                        Instant.ofEpochSecond(0, window.fromNanos()),
                        Instant.ofEpochSecond(0, window.toNanos()),
                        window.common() ? "where all channels were seen" : "from the first value to the last"));
        computed.ifPresent(one -> text.append("Energy: %s.\n"
                .formatted(wattle.report.Amounts.typical(
                        wattle.quantity.Dimension.ENERGY,
                        wattle.quantity.Range.exactly(one.energy().typical().joules())))));
        List<String> notes = recording.notes();
        if (!notes.isEmpty()) {
            text.append("\nWhat to know of these numbers:\n");
            notes.forEach(note -> text.append("  ").append(note).append('\n'));
        }
        return text.toString();
    }
}
