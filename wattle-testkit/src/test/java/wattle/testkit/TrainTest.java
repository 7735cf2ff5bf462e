package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `wattle train` by the real launcher, and without its engine.
class TrainTest {

    private static final Path DIST = Project.root().resolve("wattle-cli/target/dist");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aClassifierIsTrainedUntilItsTargetUnderTheMeters() throws IOException, InterruptedException {
        Launcher.Result result = train("classifier", "--until", "accuracy>=0.86", "--meters", "model", "--seed", "1");

        assertThat(result.code()).as(result.err() + result.out()).isZero();
        assertThat(result.out())
                .contains("reached accuracy>=0.86", "libtorch", "seed 1")
                .containsPattern("weights [0-9a-f]{8}");
        assertThat(result.err()).containsPattern("Target accuracy>=0.86 reached after .*J \\(");
        JsonNode run = run();
        assertThat(run.path("reachesTarget").asBoolean()).isTrue();
        assertThat(run.path("energyJ").path("typical").asDouble()).isPositive();
        assertThat(cost(run, "quality")).isBetween(0.86, 1.0);
        assertThat(cost(run, "parameters")).isEqualTo(105_866);
        assertThat(cost(run, "modelSizeBit")).isEqualTo(105_866 * 32);
        // Evaluated after 12 000 samples and a little, and from then on as often; 6.477 MFLOP each.
        assertThat(cost(run, "samples")).isBetween(12_000.0, 1_200_000.0);
        assertThat(cost(run, "usefulFlop") / cost(run, "samples")).isBetween(6.476e6, 6.478e6);
    }

    @Test
    void aTargetThatIsNotReachedIsAResult() throws IOException, InterruptedException {
        Launcher.Result result = train(
                "classifier", "--size", "tiny", "--until", "accuracy>=0.999", "--epochs", "0.05", "--meters", "model");
        assertThat(result.code()).as(result.err() + result.out()).isEqualTo(1);
        assertThat(result.out()).contains("did not reach accuracy>=0.999");
        assertThat(result.err()).contains("not reached; the last value was 0.");
        assertThat(run().path("reachesTarget").asBoolean(true)).isFalse();
    }

    @Test
    void withoutTheEngineItSaysHowToGetIt() throws IOException, InterruptedException {
        Launcher.Result result = Launcher.run(folder, "train", "classifier", "--until", "accuracy>=0.9");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("engine", "./wattle train").doesNotContain("Exception");
    }

    /// Whoever measures or compares carries no engine.
    @Test
    void theEngineIsOnNobodyElsesClassPath() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DIST));
        try (Stream<Path> jars = Files.list(DIST)) {
            assertThat(jars.map(jar -> String.valueOf(jar.getFileName())))
                    .noneMatch(name ->
                            name.contains("torch") || name.contains("javacpp") || name.contains("wattle-train"));
        }
        assertThat(System.getProperty("java.class.path")).doesNotContain("bytedeco");
    }

    private Launcher.Result train(String... words) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isDirectory(DIST.resolve("extra/train"))
                        && Files.isDirectory(Path.of("/usr/share/datasets/fashion-mnist")),
                "mvn package; apt-get install dataset-fashion-mnist");
        List<String> command =
                new ArrayList<>(List.of(Project.root().resolve("wattle").toString(), "train"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("WATTLE_NO_BUILD", "yes");
        return Launcher.start(builder);
    }

    private JsonNode run() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("wattle-runs"))) {
            return JsonMapper.shared()
                    .readTree(files.filter(file -> file.endsWith("run.json"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private static double cost(JsonNode run, String key) {
        return run.path("costs").path(key).path("typical").asDouble();
    }
}
