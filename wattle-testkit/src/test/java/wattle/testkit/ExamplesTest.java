package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file in `examples/` is run by the real program, and its output is sealed. `-Dwattle.golden=write`
/// renews the
/// seals; read the difference before committing it.
class ExamplesTest {

    private static final Path GOLDEN = Project.root().resolve("examples/golden");

    static Stream<Path> examples() {
        return Project.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void printsWhatItsGoldenFileHolds(Path example) throws IOException, InterruptedException {
        Launcher.Result result = Launcher.run(Project.root(), "compare", "examples/" + example.getFileName());
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        seal(name(example) + ".txt", result.out());
    }

    @Test
    void jsonOfOneExampleIsSealedToo() throws IOException, InterruptedException {
        Launcher.Result result =
                Launcher.run(Project.root(), "compare", "examples/savazzi-robots.yaml", "--format", "json");
        seal("savazzi-robots.json", result.out());
    }

    @Test
    void sameInputsGiveTheSameBytes() throws IOException, InterruptedException {
        String first = Launcher.run(Project.root(), "compare", "examples/hospitals.yaml", "--format", "json")
                .out();
        ProcessBuilder abroad = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Apia",
                "-cp",
                System.getProperty("java.class.path"),
                "wattle.cli.Main",
                "compare",
                "examples/hospitals.yaml",
                "--format",
                "json"));
        String second =
                Launcher.start(abroad.directory(Project.root().toFile())).out();
        assertThat(second).isEqualTo(first);
    }

    private static String name(Path example) {
        return example.getFileName().toString().replace(".yaml", "");
    }

    private static void seal(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if ("write".equals(System.getProperty("wattle.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
