package wattle.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Mark;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// With a real PostgreSQL 15 of its own in a temporary folder; skipped where there is none.
@Timeout(120)
class PostgresTest {

    private static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");
    private static final ChannelId ID = new ChannelId("rapl/package-0");
    private static Path data = Path.of("");
    private static String options = "";
    private static Shelf shelf = new Shelf("");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(BIN.resolve("initdb")), "needs PostgreSQL 15 in " + BIN);
        data = Files.createTempDirectory("wattle-pg");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        run(BIN.resolve("initdb") + " -D " + data + "/base -A trust -U wattle >/dev/null");
        options = "-p " + port + " -k " + data + " -c listen_addresses=localhost -c fsync=off";
        begin();
        shelf = new Shelf("jdbc:postgresql://localhost:%d/postgres?user=wattle".formatted(port));
    }

    private static void begin() throws IOException, InterruptedException {
        run(BIN.resolve("pg_ctl") + " -D " + data + "/base -w -l " + data + "/log -o '" + options
                + "' start >/dev/null");
    }

    /// As if the machine had crashed: nobody is told.
    private static void crash() throws IOException, InterruptedException {
        run(BIN.resolve("pg_ctl") + " -D " + data + "/base -m immediate stop >/dev/null");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (Files.exists(data.resolve("base"))) {
            crash();
            run("rm -rf " + data + "/base " + data + "/log");
            Files.deleteIfExists(data);
        }
    }

    @Test
    void whatIsFlushedCanBeReadByOthersWhileItIsWritten() throws IOException {
        Recording.Key key = new Recording.Key("one", 0);
        try (Recorder recorder = new Recorder(shelf, "one", 0)) {
            describe(recorder);
            recorder.fact("command", "train");
            recorder.fact("command", "train.py");
            recorder.add(counter(10, 7));
            recorder.add(new Mark.Metric(11, "dice", 0.5));
            assertThat(recorder.flush()).isEmpty();
            recorder.add(counter(20, 9));

            Recording recording = Recording.read(shelf, key);

            assertThat(recording.facts()).containsEntry("command", "train.py");
            assertThat(recording.samples().keySet()).containsExactly(counter(), gauge(), observed());
            assertThat(recording.samples().firstEntry().getValue().size()).isEqualTo(1);
            assertThat(recording.marks()).containsExactly(new Mark.Metric(11, "dice", 0.5));
            assertThat(recording.epochNanos()).isEqualTo(-4_000);
        }
        assertThat(Recording.keys(shelf)).contains(key);
        assertThat(Recording.read(shelf, key).samples().firstEntry().getValue().size())
                .isEqualTo(2);
        try (Recorder recorder = new Recorder(shelf, "one", 0)) {
            recorder.clear();
        }
        assertThat(Recording.keys(shelf)).doesNotContain(key);
    }

    @Test
    void twoMachinesWriteOneRunAtOnce() throws InterruptedException, ExecutionException, IOException {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Void>> ends = both.invokeAll(List.of(() -> write(0), () -> write(1)));
            for (Future<Void> end : ends) {
                end.get();
            }
        }
        for (int node = 0; node < 2; node++) {
            Recording recording = Recording.read(shelf, new Recording.Key("two", node));
            assertThat(recording.samples().firstEntry().getValue().size()).isEqualTo(100);
            assertThat(recording.samples().firstEntry().getValue().raw(99)).isEqualTo(1000L * node + 99);
        }
    }

    @Test
    void aDataBaseThatRestartsCostsNoReading(@TempDir Path folder) throws IOException, InterruptedException {
        Path spool = folder.resolve("waiting-0.db");
        long raw = 0;
        try (Recorder recorder = new Recorder(shelf, Optional.of(Shelf.of(spool)), "restart", 0)) {
            describe(recorder);
            for (int outage = 0; outage < 2; outage++) {
                raw = add(recorder, raw, 20);
                crash();
                raw = add(recorder, raw, 20);
                recorder.fact("outage", String.valueOf(outage));
                recorder.add(new Mark.Metric(raw, "dice", outage));
                assertThat(recorder.flush()).isEmpty();
                assertThat(recorder.held())
                        .hasValueSatisfying(file -> assertThat(file).contains("waiting-0.db"));
                assertThat(Recording.keys(Shelf.of(spool))).contains(new Recording.Key("restart", 0));
                begin();
                while (recorder.held().isPresent()) {
                    recorder.flush();
                    Thread.onSpinWait();
                }
                assertThat(spool).doesNotExist();
            }
            raw = add(recorder, raw, 20);
        }
        assertAllIsThere("restart", raw);
    }

    @Test
    void aDataBaseThatStaysAwayGetsEverythingLater(@TempDir Path folder) throws IOException, InterruptedException {
        Path spool = folder.resolve("waiting-0.db");
        long raw;
        try (Recorder recorder = new Recorder(shelf, Optional.of(Shelf.of(spool)), "away", 0)) {
            describe(recorder);
            raw = add(recorder, 0, 5);
            crash();
            raw = add(recorder, raw, 5);
        }
        assertThat(spool).exists();
        assertThatThrownBy(() -> Recorder.send(Shelf.of(spool), shelf)).hasMessageContaining("cannot be sent");
        assertThat(spool).exists();
        begin();
        Recorder.send(Shelf.of(spool), shelf);

        assertThat(spool).doesNotExist();
        assertAllIsThere("away", raw);
    }

    private static long add(Recorder recorder, long raw, int count) {
        long next = raw;
        for (int i = 0; i < count; i++) {
            next++;
            recorder.add(counter(10 + next, next));
            assertThat(recorder.flush()).isEmpty();
        }
        return next;
    }

    private static void assertAllIsThere(String run, long count) throws IOException {
        Samples samples = Recording.read(shelf, new Recording.Key(run, 0))
                .samples()
                .firstEntry()
                .getValue();
        assertThat(LongStream.range(0, samples.size()).map(i -> samples.raw((int) i)))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
    }

    private static @org.jspecify.annotations.Nullable Void write(int node) throws IOException {
        try (Recorder recorder = new Recorder(shelf, "two", node)) {
            describe(recorder);
            recorder.fact("host", "n" + node);
            for (int i = 0; i < 100; i++) {
                recorder.add(counter(10 + i, 1000L * node + i));
                assertThat(recorder.flush()).isEmpty();
            }
        }
        return null;
    }

    private static void describe(Recorder recorder) throws IOException {
        recorder.add(counter());
        recorder.add(gauge());
        recorder.add(observed());
        recorder.anchor(1_000, 5);
    }

    private static Reading counter(long nanos, long raw) {
        return new Reading.Counter(ID, new Moment(nanos, 1, Moment.NO_DEVICE_TIME), raw);
    }

    private static Channel counter() {
        return channel(ID, new Signal.EnergyCounter(1e-6, 262_143_328_850L));
    }

    private static Channel gauge() {
        return channel(new ChannelId("nvml/power"), new Signal.PowerGauge(new Signal.Averaging.Unknown()));
    }

    private static Channel observed() {
        return channel(new ChannelId("job/cpu"), new Signal.Observed("s", true));
    }

    private static Channel channel(ChannelId id, Signal signal) {
        return new Channel(id, Part.NODE, signal, Basis.MEASURED, Traits.UNKNOWN.period(0.001), "note");
    }

    /// PostgreSQL refuses to run as root.
    private static void run(String line) throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> words =
                root ? List.of("runuser", "-u", "postgres", "--", "sh", "-c", line) : List.of("sh", "-c", line);
        int code = new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).as(line).isZero();
    }
}
