package wattle.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wattle.mark.Marks;
import wattle.meter.FakeTree;
import wattle.recording.Recorder;
import wattle.recording.Recording;
import wattle.recording.Shelf;
import wattle.trace.Mark;

class MarkFileTest {

    @TempDir
    private Path folder = Path.of("");

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    @Test
    void linesAreTakenOnceAndHalfALineWaitsForItsRest() throws IOException {
        List<Mark> marks = new CopyOnWriteArrayList<>();
        Path path;
        try (MarkFile file = MarkFile.beside(folder.resolve("marks"), () -> 7, marks::add)) {
            path = file.path();
            append(path, "begin train\nepoch=3 acc=");
            file.look();
            append(path, "0.9\nwattle: note warm\nsome words\n");
            file.look();
            append(path, "end train");
        }

        assertThat(marks)
                .containsExactly(
                        new Mark.Begin(7, "train"),
                        new Mark.Metric(7, "epoch", 3),
                        new Mark.Metric(7, "acc", 0.9),
                        new Mark.Note(7, "warm"),
                        new Mark.End(7, "train"));
        assertThat(path).doesNotExist();
    }

    @Test
    void aFileThatIsWrittenAnewOrTakenAwayHurtsNobody() throws IOException {
        List<Mark> marks = new CopyOnWriteArrayList<>();
        try (MarkFile file = MarkFile.beside(folder.resolve("marks"), () -> 7, marks::add)) {
            append(file.path(), "loss=0.50000\n");
            file.look();
            Files.writeString(file.path(), "loss=0.4\n");
            file.look();
            Files.delete(file.path());
            file.look();
        }

        assertThat(marks).containsExactly(new Mark.Metric(7, "loss", 0.5), new Mark.Metric(7, "loss", 0.4));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aShellScriptAppendsToTheFile() throws Exception {
        assertThat(marksOf("sh", "-c", """
                echo "begin evaluate" >> "$WATTLE_MARKS"
                echo "epoch=3 acc=0.9" >> "$WATTLE_MARKS"
                echo "end evaluate" >> "$WATTLE_MARKS"
                """)).containsExactly("begin evaluate", "epoch=3.0", "acc=0.9", "end evaluate");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aJavaProgramSaysItThroughTheSocket() throws Exception {
        assertThat(marksOf(java(), "-cp", classes(), Talker.class.getName()))
                .containsExactly("begin evaluate", "dice=0.8", "note two lines", "end evaluate");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aJavaProgramSaysItThroughTheFileWhereTheSocketIsGone() throws Exception {
        String talk = "WATTLE_SOCKET=/nowhere/marks exec '%s' -cp '%s' '%s'"
                .formatted(java(), classes(), Talker.class.getName());

        assertThat(marksOf("sh", "-c", talk))
                .containsExactly("begin evaluate", "dice=0.8", "note two lines", "end evaluate");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aJavaProgramThatNobodyMeasuresRunsAsWell() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(java(), "-cp", classes(), Talker.class.getName()).redirectErrorStream(true);
        builder.environment().remove("WATTLE_SOCKET");
        builder.environment().put("WATTLE_MARKS", folder.resolve("not-there").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(said).isEmpty();
        assertThat(folder.resolve("not-there")).doesNotExist();
    }

    /// A program that a user could have written.
    static final class Talker {

        private Talker() {}

        public static void main(String[] args) {
            Marks.begin("evaluate");
            Marks.metric("dice", 0.8);
            Marks.metric("unknown", Double.NaN);
            Marks.note("two\nlines");
            Marks.end("evaluate");
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classes() throws Exception {
        return where(Marks.class) + ":" + where(Talker.class);
    }

    private static Path where(Class<?> type) throws Exception {
        return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                .getLocation()
                .toURI());
    }

    private List<String> marksOf(String... command) throws Exception {
        Path raw = folder.resolve("raw-0.db");
        Shelf shelf = Shelf.of(raw);
        try (Recorder recorder = new Recorder(shelf, "test", 0)) {
            Plan plan = new Plan(
                    List.of(command), Map.of("run", "test"), new Plan.Rhythm(0.1, 0, 1), List.of(), Optional.empty());
            Experiment.Output output =
                    new Experiment.Output(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
            Experiment.End end = Experiment.run(
                    new FakeTree(folder).machine(), List.of(), recorder, plan, output, Watcher.NOBODY, _ -> {});
            assertThat(end.exitCode()).isZero();
            recorder.flush();
        }
        return Recording.read(shelf, Recording.keys(shelf).getFirst()).marks().stream()
                .map(mark -> switch (mark) {
                    case Mark.Begin begin -> "begin " + begin.name();
                    case Mark.End end -> "end " + end.name();
                    case Mark.Metric metric -> metric.name() + "=" + metric.value();
                    case Mark.Note note -> "note " + note.text();
                })
                .filter(text -> !text.contains("wattle.job"))
                .toList();
    }
}
