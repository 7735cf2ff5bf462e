package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    void cohortsTakeAThousandMillionDevicesOfTheSameScenario(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path huge = folder.resolve("huge.yaml");
        Files.writeString(
                huge,
                Files.readString(Project.root().resolve("examples/star-10k.yaml"))
                        .replaceAll("count: 10_?000", "count: 1_000_000_000"));
        Launcher.Result result =
                Launcher.run(Project.root(), "simulate", huge.toString(), "--seeds", "0", "--precision", "cohorts");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("1000000000 × Raspberry Pi 4B");
    }

    /// Power over time is the energy of the ledger: what the trace holds is what the lines of training add up to.
    @Test
    void aTraceOfPowerIsKeptWithTheRunAndAddsUp(@TempDir Path folder) throws IOException, InterruptedException {
        Launcher.Result result = Launcher.run(
                Project.root(),
                "simulate",
                "examples/compression.yaml",
                "--seeds",
                "0",
                "--out",
                folder.toString(),
                "--timeline",
                folder.resolve("page.html").toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readString(folder.resolve("page.html"))).contains("Thin lines mark the end");
        Path run = folder.resolve("federated");
        double traceJ = Files.readAllLines(run.resolve("power.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .mapToDouble(cells -> (Double.parseDouble(cells[1]) - Double.parseDouble(cells[0]))
                        * Double.parseDouble(cells[cells.length - 1]))
                .sum();
        List<String> ledger = Files.readAllLines(run.resolve("ledger.csv"));
        List<String> head = List.of(ledger.getFirst().split(","));
        double ledgerJ = ledger.stream()
                .skip(1)
                .map(line -> line.split(","))
                .filter(cells -> cells[head.indexOf("origin")].equals("simulated"))
                .filter(cells -> !cells[head.indexOf("sector")].equals("facility"))
                .mapToDouble(cells -> Double.parseDouble(cells[head.indexOf("energy_j")]))
                .sum();
        assertThat(traceJ).isPositive().isCloseTo(ledgerJ, org.assertj.core.api.Assertions.within(1e-6 * ledgerJ));
    }

    @Test
    void controlCLeavesWhatWasSimulated(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("long.yaml");
        Files.writeString(
                file,
                Files.readString(Project.root().resolve("examples/star-10k.yaml"))
                        .replaceAll("count: 10_?000", "count: 300_000")
                        .replaceAll("(?m)^  rounds: 10$", "  rounds: 100000"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "wattle.cli.Main",
                        "simulate",
                        file.toString(),
                        "--seeds",
                        "0")
                .start();
        // Before it starts, it says how much memory it takes; then some rounds of a hundred thousand.
        assertThat(process.errorReader().readLine()).contains("MB of memory");
        process.waitFor(8, TimeUnit.SECONDS);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(out).isEqualTo(130);
        assertThat(out).contains("STOPPED before the end", "train.devices.compute");
    }

    @Test
    void aComparisonCanBeMadeOfEvents() throws IOException, InterruptedException {
        Launcher.Result result = Launcher.run(
                Project.root(), "compare", "examples/compression.yaml", "--engine", "events", "--format", "json");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\"name\" : \"events\"").contains("\"simulated\"");
    }
}
