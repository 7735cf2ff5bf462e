package wattle.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts the built program as a process of its own, as a user does.
public final class Launcher {

    private Launcher() {}

    /// @param code exit code
    /// @param out standard output
    /// @param err standard error
    public record Result(int code, String out, String err) {}

    /// Runs `wattle ARGS` from the class path of the tests, in a folder.
    ///
    /// @throws IllegalStateException if it has not ended within two minutes
    public static Result run(Path folder, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "wattle.cli.Main"));
        command.addAll(List.of(args));
        return start(new ProcessBuilder(command).directory(folder.toFile()));
    }

    /// Runs a prepared command and waits for it.
    public static Result start(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("wattle", ".out");
        Path err = Files.createTempFile("wattle", ".err");
        builder.environment()
                .put("WATTLE_HOME", Files.createTempDirectory("wattle-home").toString());
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("did not end within two minutes: " + builder.command());
        }
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
