package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measurements that end otherwise than planned, as processes: the run is there and says what happened.
class InterruptedTest {

    private static final String WATTLE = Project.root().resolve("wattle").toString();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void onLinux() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "measuring needs Linux");
    }

    @Test
    void aSignalWhileTheMachineIdlesEndsWattleAndStartsNothing() throws IOException, InterruptedException {
        Launcher.Result result = signalled("TERM", "measuring the idle machine", """
                --baseline 60s --meters model -- sh -c 'echo started'""");

        assertThat(result.out()).contains("code 143").doesNotContain("started");
        assertThat(result.err()).contains("the command was not started; what was read is kept in");
        assertThat(Files.exists(onlyRun().resolve("raw-0.db"))).isTrue();
        assertThat(temporary()).isEmpty();
    }

    @Test
    void aSignalInTheIdleTimeAfterwardsKeepsTheRunAndItsReport() throws IOException, InterruptedException {
        Launcher.Result result = signalled("INT", "after", """
                --baseline 1s --meters model -- sh -c 'sleep 0.5; echo after >&2'""");

        assertThat(result.out()).contains("code 130");
        assertThat(result.err()).contains("A signal cut the idle time", "Net of the idle machine");
        assertThat(onlyRun().resolve("run.json")).exists();
    }

    @Test
    void aSignalInAPauseEndsWattleAndKeepsWhatWasMeasured() throws IOException, InterruptedException {
        Launcher.Result result = signalled("TERM", "Kept in", """
                --repeat 3 --cooldown 60s --meters model -- sh -c 'echo started'""");

        assertThat(result.out()).contains("code 143").containsOnlyOnce("started");
        assertThat(onlyRun().resolve("run.json")).exists();
    }

    @Test
    void aCommandThatIsKilledOutrightHasARunThatSaysSo() throws IOException, InterruptedException {
        Launcher.Result result = measure(
                "--meters", "model", "--", "sh", "-c", "echo 'wattle: begin train'; sleep 0.7; kill -9 $$; echo never");

        assertThat(result.code()).isEqualTo(137);
        assertThat(result.out()).doesNotContain("never");
        assertThat(result.err()).contains("MODELLED", "train", "Kept in");
        assertThat(onlyRun().resolve("run.json")).exists();
    }

    /// What `kill -9` of Wattle leaves behind is gone with the next measurement, and what is in use is not.
    @Test
    void whatAKilledWattleLeftIsSwept() throws IOException, InterruptedException {
        Launcher.Result result = start("bash", "-c", """
                '%1$s' measure --out killed --meters model -- sleep 5 2>/dev/null & pid=$!
                until ls tmp/wattle-marks-*/marks >/dev/null 2>&1; do sleep 0.05; done
                kill -9 $pid; wait $pid
                ls -d tmp/wattle-marks-* | wc -l
                '%1$s' measure --out second --meters model -- sh -c "'%1$s' measure --out third --meters model -- true; echo x >> \\$WATTLE_MARKS"
                echo code $?
                ls -d tmp/wattle-marks-* 2>/dev/null | wc -l
                """.formatted(WATTLE));

        assertThat(result.out().lines().map(String::strip)).as(result.err()).containsExactly("1", "code 0", "0");
    }

    /// The exit code is decided when everything that was said is heard.
    @Test
    void theLastLineOfTheMarkFileCountsWithoutItsEnd() throws IOException, InterruptedException {
        Launcher.Result file = measure(
                "--meters", "model", "--until", "acc>=0.9", "--", "sh", "-c", "printf acc=0.95 >> $WATTLE_MARKS");
        Launcher.Result socket = measure(
                "--meters",
                "model",
                "--until",
                "acc>=0.9",
                "--",
                "python3",
                "-c",
                "import os,socket; s=socket.socket(socket.AF_UNIX); s.connect(os.environ['WATTLE_SOCKET']); s.send(b'acc=0.95')");

        assertThat(file.code()).as(file.err()).isZero();
        assertThat(file.err()).contains("Target acc>=0.9 reached");
        assertThat(socket.code()).as(socket.err()).isZero();
    }

    /// A controller that stops answering while it is read: a gap with its name, and an end in time.
    @Test
    void aControllerThatHangsLeavesAGapAndTheRunEnds() throws IOException, InterruptedException {
        Path rig = Project.root().resolve("wattle-measure/src/test/rigs/ipmi");
        int port;
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("wattle.toml"), """
                [[meters.ipmi]]
                host = "127.0.0.1"
                port = %d
                user = "reader"
                password_env = "BMC_PASSWORD"
                cipher = 3
                """.formatted(port));
        Path script = Files.writeString(folder.resolve("hang.sh"), """
                set -e
                for program in ipmi_sim sdrcomp ipmitool gcc; do command -v $program >/dev/null || { echo missing $program; exit 0; }; done
                gcc -shared -fPIC -o dcmi.so %1$s/dcmi.c 2>gcc.log || { echo missing headers; exit 0; }
                mkdir -p state/ipmi_sim/bmc
                sdrcomp -o state/ipmi_sim/bmc/sdr.20.main %1$s/bmc.sdrs
                for f in lan.conf bmc.emu; do sed "s|@DIR@|$PWD|; s|@PORT@|%2$d|" %1$s/$f > $f; done
                echo 200 > supply; echo 150 > watts
                ipmi_sim -c lan.conf -f bmc.emu -s state -n > sim.log 2>&1 & sim=$!
                trap 'kill -CONT $sim; kill -9 $sim' EXIT
                until grep -qsi "$(printf ':%%04X' %2$d)" /proc/net/udp; do sleep 0.05; done
                began=$(date +%%s)
                BMC_PASSWORD=right %3$s measure --out runs --meters ipmi,model -- sh -c "sleep 4; kill -STOP $sim; sleep 6; echo done" || echo code $?
                echo seconds $(( $(date +%%s) - began ))
                """.formatted(rig, port, WATTLE));
        Launcher.Result result = start("bash", script.toString());
        Assumptions.assumeFalse(result.out().contains("missing"), result.out());

        assertThat(result.out()).as(result.err()).contains("done").doesNotContain("code");
        assertThat(result.err()).containsPattern("gaps ipmi\\S*: \\d+ of \\d+ reads gave nothing");
        int seconds = Integer.parseInt(
                result.out().substring(result.out().indexOf("seconds ") + 8).strip());
        assertThat(seconds).isLessThan(30);
        assertThat(onlyRun().resolve("run.json")).exists();
    }

    @Test
    void whatCannotBeIsRefusedWithTwo() throws IOException, InterruptedException {
        Launcher.Result stage = measure("--stage", "banana", "--", "true");
        assertThat(stage.code()).isEqualTo(2);
        assertThat(stage.err()).contains("'banana' is no stage").contains("Maybe");

        Files.writeString(folder.resolve("wattle.toml"), "[measure]\nperiod = \"3 W\"\n");
        Launcher.Result period = measure("--", "true");
        assertThat(period.code()).isEqualTo(2);
        assertThat(period.err()).contains("wattle.toml:2:1: measure.period").doesNotContain("--period");

        Files.writeString(folder.resolve("wattle.toml"), "[measure]\nperiods = \"3 s\"\n");
        Launcher.Result key = measure("--", "true");
        assertThat(key.code()).isEqualTo(2);
        assertThat(key.err()).contains("wattle.toml:2:1").contains("Maybe 'period'");
    }

    @Test
    void aLongNameIsKeptWholeInARunThatCanBeWritten() throws IOException, InterruptedException {
        String name = "a".repeat(300);

        Launcher.Result result = measure("--meters", "model", "--name", name, "--", "true");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readString(onlyRun().resolve("run.json"))).contains(name);
    }

    @Test
    void aDamagedRecordingIsBadInput() throws IOException, InterruptedException {
        assertThat(measure("--meters", "model", "--", "sleep", "0.3").code()).isZero();
        Path raw = onlyRun().resolve("raw-0.db");
        byte[] whole = Files.readAllBytes(raw);
        byte[] torn = whole.clone();
        Arrays.fill(torn, 4096, torn.length, (byte) 0x5a);
        for (byte[] bytes :
                List.of("not a data base, but some words".getBytes(StandardCharsets.UTF_8), torn, new byte[0])) {
            Files.write(raw, bytes);
            Launcher.Result result =
                    start(WATTLE, "runs", "--out", folder.resolve("runs").toString(), "recompute", "last");

            assertThat(result.code()).as(result.err()).isEqualTo(2);
            assertThat(result.err()).contains("raw-0.db").contains("Maybe").doesNotContain("jdbc", "\tat ");
        }
    }

    /// Starts a measurement, sends a signal when it has said something, and prints its exit code.
    private Launcher.Result signalled(String signal, String when, String arguments)
            throws IOException, InterruptedException {
        return start("bash", "-c", """
                set -m
                '%s' measure --out runs %s 2> said & pid=$!
                until grep -q '%s' said; do sleep 0.05; done
                sleep 0.3
                kill -%s $pid; wait $pid; echo code $?; cat said >&2
                """.formatted(WATTLE, arguments, when, signal));
    }

    private Launcher.Result measure(String... arguments) throws IOException, InterruptedException {
        List<String> words = Stream.concat(
                        Stream.of(
                                WATTLE,
                                "measure",
                                "--out",
                                folder.resolve("runs").toString()),
                        Stream.of(arguments))
                .toList();
        return start(words.toArray(String[]::new));
    }

    private Launcher.Result start(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(words)).directory(folder.toFile());
        builder.environment().putAll(Map.of("WATTLE_NO_BUILD", "yes", "WATTLE_JAVA_OPTS", "-Djava.io.tmpdir=" + tmp()));
        return Launcher.start(builder);
    }

    private Path tmp() throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    private List<String> temporary() throws IOException {
        try (Stream<Path> files = Files.list(tmp())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("wattle"))
                    .toList();
        }
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
