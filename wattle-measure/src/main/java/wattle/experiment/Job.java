package wattle.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The measured command: its input is ours, its output passes through unchanged and is read on the way.
final class Job {

    /// A line longer than this is no mark, and is not kept.
    private static final int LONGEST_LINE = 1 << 16;

    /// How long output may still come after the command has ended, from what it left running.
    private static final long DRAIN_MS = 500;

    private final Process process;
    private final JobUsage usage;
    private final List<Thread> pumps;

    private Job(Process process, JobUsage usage, List<Thread> pumps) {
        this.process = process;
        this.usage = usage;
        this.pumps = pumps;
    }

    /// Where the command's output goes, and who reads along.
    ///
    /// @param lines gets each line of both streams, without its end
    record Ends(OutputStream out, OutputStream err, Consumer<String> lines) {}

    /// Starts a command.
    ///
    /// @throws IOException when the system cannot start it
    static Job start(List<String> command, Map<String, String> environment, JobUsage usage, Ends ends)
            throws IOException {
        List<String> words = new ArrayList<>(usage.prefix());
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        // Behind a pipe Python keeps its lines back until there are many, and marks would come late.
        builder.environment().putIfAbsent("PYTHONUNBUFFERED", "1");
        Process process = builder.start();
        usage.started(process.pid());
        return new Job(
                process,
                usage,
                List.of(
                        pump(process.getInputStream(), ends.out(), ends.lines()),
                        pump(process.getErrorStream(), ends.err(), ends.lines())));
    }

    /// Whether it has ended.
    boolean hasEnded() {
        return !process.isAlive();
    }

    /// Calls back when it ends.
    void whenEnded(Runnable then) {
        Thread.ofVirtual().name("wattle-end").start(() -> {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                // Nobody interrupts this thread; if somebody does, looking again does no harm.
                Thread.currentThread().interrupt();
            }
            then.run();
        });
    }

    /// Its exit code; 128 + n when signal n ended it.
    int exitCode() {
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /// Sends a signal to every process of the job.
    void signal(int signal) {
        usage.alive().forEach(pid -> Posix.kill(pid, signal));
        if (process.isAlive()) {
            Posix.kill(process.pid(), signal);
        }
    }

    /// Sends a signal to the command alone, as a shell would.
    void forward(int signal) {
        // Another process may have the number of one that has ended.
        if (process.isAlive()) {
            Posix.kill(process.pid(), signal);
        }
    }

    /// Lets the last lines through.
    void drain() throws InterruptedException {
        for (Thread pump : pumps) {
            pump.join(DRAIN_MS);
        }
    }

    private static Thread pump(InputStream from, OutputStream to, Consumer<String> lines) {
        return Thread.ofPlatform().daemon().name("wattle-output").start(() -> {
            byte[] chunk = new byte[1 << 14];
            Lines splitter = new Lines(lines);
            try (from) {
                for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
                    // The output first: whatever reading along runs into, the command's own words are through.
                    to.write(chunk, 0, n);
                    to.flush();
                    splitter.add(chunk, n);
                }
                splitter.end();
            } catch (IOException e) {
                // Nobody reads our output any more: closing the pipe tells the command, as a shell would.
                return;
            }
        });
    }

    /// Cuts bytes into lines.
    private static final class Lines {

        private final Consumer<String> sink;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Consumer<String> sink) {
            this.sink = sink;
        }

        /// Takes what stands there as a line, with or without an end.
        void end() {
            if (line.size() > 0 && line.size() < LONGEST_LINE) {
                sink.accept(line.toString(StandardCharsets.UTF_8));
            }
            line.reset();
        }

        void add(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                // Progress bars end their lines with a carriage return.
                if (bytes[i] == '\n' || bytes[i] == '\r') {
                    end();
                } else if (line.size() < LONGEST_LINE) {
                    line.write(bytes[i]);
                }
            }
        }
    }
}
