package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real launcher script, as a user starts it.
class LauncherTest {

    @TempDir
    private Path folder = Path.of("");

    private Launcher.Result start(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(folder.toFile());
        builder.environment().put("WATTLE_NO_BUILD", "yes");
        builder.environment().putAll(environment);
        return Launcher.start(builder);
    }

    @Test
    void saysItsVersionFromAnyFolder() throws IOException, InterruptedException {
        Launcher.Result result =
                start(Map.of(), Project.root().resolve("wattle").toString(), "--version");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("wattle 0.");
    }

    @Test
    void passesExitCodesAndMessagesThrough() throws IOException, InterruptedException {
        Launcher.Result result =
                start(Map.of(), Project.root().resolve("wattle").toString(), "compare", "nothing.yaml");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("nothing.yaml").doesNotContain("Exception");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() throws IOException, InterruptedException {
        String wattle = Project.root().resolve("wattle").toString();
        String example = Project.root().resolve("examples/hospitals.yaml").toString();
        Launcher.Result result = start(
                Map.of(),
                "bash",
                "-c",
                "'%s' compare '%s' --format json | head -c 10; echo \"${PIPESTATUS[0]}\"".formatted(wattle, example));
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).endsWith("141\n");
    }

    @Test
    void aFullDiskIsAFailureThatSaysSo() throws IOException, InterruptedException {
        String wattle = Project.root().resolve("wattle").toString();
        String example = Project.root().resolve("examples/hospitals.yaml").toString();
        Launcher.Result result = start(Map.of(), "sh", "-c", "'%s' compare '%s' >/dev/full".formatted(wattle, example));
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("standard output could not be written");
    }

    /// Only `jdk.sh` looks for a JDK; where it looks is replaced by folders that hold none.
    @Test
    void withoutAJdkItSaysHowToGetOne() throws IOException, InterruptedException {
        String script = Files.readString(Project.root().resolve("jdk.sh"))
                .replace("/usr/lib/jvm", "/nowhere")
                .replace("/opt/", "/nowhere/")
                .replace("/usr/java", "/nowhere");
        Files.writeString(folder.resolve("jdk.sh"), script);
        Files.copy(Project.root().resolve("wattle"), folder.resolve("wattle"));
        Launcher.Result result = start(
                Map.of("JAVA_HOME", "", "WATTLE_JAVA_HOME", "", "HOME", folder.toString()),
                "sh",
                folder.resolve("wattle").toString(),
                "--version");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("needs a JDK 25", "Maybe");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void anOlderJdkIsNotTaken() throws IOException, InterruptedException {
        Path old = folder.resolve("old");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
        Files.createFile(old.resolve("bin/javac"));
        assertThat(old.resolve("bin/javac").toFile().setExecutable(true)).isTrue();
        Launcher.Result result = start(
                Map.of("WATTLE_JAVA_HOME", old.toString(), "JAVA_HOME", ""),
                "sh",
                "-c",
                ". " + Project.root().resolve("jdk.sh") + " && echo \"$JAVA_HOME\"");
        assertThat(result.out()).doesNotContain(old.toString());
    }
}
