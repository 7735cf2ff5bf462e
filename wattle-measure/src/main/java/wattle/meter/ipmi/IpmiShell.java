package wattle.meter.ipmi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One `ipmitool … shell` that goes on running, so that a reading does not pay for a new session.
///
/// The shell echoes what it is told and marks no end of an answer. A word that is no command is told after
/// each command: what stands before its `Invalid command` is the answer. At the end of its input the shell
/// does not end but spins, so that it is always killed.
final class IpmiShell implements AutoCloseable {

    private static final String PROMPT = "ipmitool> ";

    private final Process process;
    private final OutputStream input;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private int asked;

    private IpmiShell(Process process) {
        this.process = process;
        input = process.getOutputStream();
        Thread.ofVirtual().name("ipmitool").start(this::pump);
    }

    /// @throws IOException when the program does not start
    static IpmiShell start(IpmiTarget target) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(target.command()).redirectErrorStream(true);
        builder.environment().putAll(target.secret());
        builder.environment().put("LC_ALL", "C");
        return new IpmiShell(builder.start());
    }

    /// The lines that answer a command.
    ///
    /// @param millis how long to wait for each of them; a controller that hangs gives none
    /// @throws IOException when the program ended, with what it said last
    /// @throws TimeoutException when there was no answer in time
    List<String> ask(String command, long millis) throws IOException, TimeoutException, InterruptedException {
        asked++;
        String end = "wattle-end-" + asked;
        List<String> said = new ArrayList<>();
        try {
            input.write((command + "\n" + end + "\n").getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException e) {
            // The program has ended; its last words, read below, say why.
            said.add("it ended");
        }
        List<String> answer = new ArrayList<>();
        while (true) {
            Optional<String> line = lines.poll(millis, TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new TimeoutException("no answer within %.1f s".formatted(millis / 1000.0));
            }
            if (line.isEmpty()) {
                throw new IOException(said.isEmpty() ? "it ended without a word" : said.getLast());
            }
            String text = line.get().strip();
            if (text.endsWith("Invalid command: " + end)) {
                return answer;
            }
            if (text.startsWith(PROMPT.strip())) {
                if (text.endsWith(command)) {
                    answer.clear(); // What stood before is the list of commands after the last end.
                }
            } else if (!text.isEmpty()) {
                answer.add(text);
                said.add(text);
            }
        }
    }

    private void pump() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(Optional.of(line));
                line = reader.readLine();
            }
        } catch (IOException e) {
            // The pipe breaks when the process is killed; the end is told below either way.
            process.destroyForcibly();
        }
        lines.add(Optional.empty());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
