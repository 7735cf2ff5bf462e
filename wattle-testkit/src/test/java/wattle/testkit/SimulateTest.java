package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `wattle simulate` as a person starts it.
class SimulateTest {

    private static final Path GOLDEN = Project.root().resolve("examples/golden");

    /// Every example with a group `simulation`.
    static Stream<Path> examples() {
        return Project.examples().stream().filter(SimulateTest::simulates);
    }

    private static boolean simulates(Path example) {
        try {
            return Files.readString(example).contains("\nsimulation:");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleComesToItsGoldenOutput(Path example) throws IOException, InterruptedException {
        Launcher.Result result =
                Launcher.run(Project.root(), "simulate", "examples/" + example.getFileName(), "--seeds", "2");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        Path golden = GOLDEN.resolve(example.getFileName().toString().replace(".yaml", ".simulate.txt"));
        if ("write".equals(System.getProperty("wattle.golden"))) {
            Files.writeString(golden, result.out());
        }
        assertThat(result.out()).isEqualTo(Files.readString(golden));
    }

    @Test
    void sameSeedsGiveTheSameBytesOnOneThreadAndOnMany() throws IOException, InterruptedException {
        List<String> outs = new ArrayList<>();
        for (String processors : List.of("1", "4")) {
            ProcessBuilder command = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:ActiveProcessorCount=" + processors,
                    "-Duser.language=tr",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "wattle.cli.Main",
                    "simulate",
                    "examples/fleet-night.yaml",
                    "--seeds",
                    "3",
                    "--format",
                    "json");
            outs.add(Launcher.start(command.directory(Project.root().toFile())).out());
        }
        assertThat(outs.getFirst()).isNotBlank().isEqualTo(outs.getLast());
    }

    @Test
    void whatTheScenarioDoesNotCompareIsRefusedWithItsName() throws IOException, InterruptedException {
        Launcher.Result result =
                Launcher.run(Project.root(), "simulate", "examples/star-10k.yaml", "--paradigm", "federatd");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("'federatd'").contains("Maybe 'federated'");
    }

    @Test
    void moreDevicesThanMemoryHoldsAreRefusedBeforeAnythingStarts(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path huge = folder.resolve("huge.yaml");
        Files.writeString(
                huge,
                Files.readString(Project.root().resolve("examples/star-10k.yaml"))
                        .replaceAll("count: 10_?000", "count: 2_000_000_000"));
        Launcher.Result result = Launcher.run(Project.root(), "simulate", huge.toString(), "--seeds", "0");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("memory").contains("Maybe");
    }

    @Test
    void aComparisonCanBeMadeOfEvents() throws IOException, InterruptedException {
        Launcher.Result result = Launcher.run(
                Project.root(), "compare", "examples/compression.yaml", "--engine", "events", "--format", "json");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\"name\" : \"events\"").contains("\"simulated\"");
    }
}
