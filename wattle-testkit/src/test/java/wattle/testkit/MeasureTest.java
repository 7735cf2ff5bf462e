package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `wattle measure` as a process, on this machine and on folders that imitate another.
class MeasureTest {

    private static final long RANGE = 262_143_328_850L;
    private static final long DRAM_RANGE = 65_712_999_613L;
    private static final String CAP = "sys/class/powercap/";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aMachineWithoutMetersGetsALabelledModelledNumber() throws IOException, InterruptedException {
        Launcher.Result result = wattle(Map.of(), "--meters", "model", "--", "sh", "-c", "echo out; sleep 1; echo end");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("out\nend\n");
        assertThat(result.err())
                .contains("MODELLED from utilisation, 0 % measured")
                .contains("(modelled)");
        JsonNode run = run();
        assertThat(run.path("origin").asString()).isEqualTo("modelled");
        assertThat(run.path("energyJ").path("typical").asDouble()).isPositive();
    }

    /// Bugs 1, 2, 5 and 13 of other tools in one machine: names not indices, one wrap each, two sockets' memory, dies.
    @Test
    void countersThatWrapOnTwoSocketsWithDiesPsysAndMmioGiveTheExactJoules() throws IOException, InterruptedException {
        Path root = folder.resolve("machine");
        zone(root, "intel-rapl:0", "package-0-die-0", RANGE - 1_000_000, RANGE);
        zone(root, "intel-rapl:0:0", "dram", DRAM_RANGE - 500_000, DRAM_RANGE);
        zone(root, "intel-rapl:1", "package-0-die-1", 5_000_000, RANGE);
        zone(root, "intel-rapl:2", "package-1", 7_000_000, RANGE);
        zone(root, "intel-rapl:2:0", "core", 7_000_000, RANGE);
        zone(root, "intel-rapl:2:1", "dram", 9_000_000, DRAM_RANGE);
        zone(root, "intel-rapl:3", "psys", 11_000_000, RANGE);
        zone(root, "intel-rapl-mmio:0", "package-0-die-0", RANGE - 1_000_000, RANGE);
        Path script = Files.writeString(folder.resolve("job.sh"), """
                cd "$1"
                set_() { printf '%s\\n' "$2" > "$1/energy_uj"; }
                for i in 1 2 3 4 5; do
                  sleep 0.25
                  set_ intel-rapl:0 $(( (262142328850 + i * 4000000) % 262143328851 ))
                  set_ intel-rapl-mmio:0 $(( (262142328850 + i * 4000000) % 262143328851 ))
                  set_ intel-rapl:0:0 $(( (65712499613 + i * 400000) % 65712999614 ))
                  set_ intel-rapl:1 $(( 5000000 + i * 3000000 ))
                  set_ intel-rapl:2 $(( 7000000 + i * 6000000 ))
                  set_ intel-rapl:2:0 $(( 7000000 + i * 4500000 ))
                  set_ intel-rapl:2:1 $(( 9000000 + i * 700000 ))
                  set_ intel-rapl:3 $(( 11000000 + i * 16000000 ))
                done
                """);

        Launcher.Result result = wattle(
                Map.of("WATTLE_ROOT", root.toString()),
                "--meters",
                "rapl",
                "--",
                "sh",
                script.toString(),
                root.resolve(CAP).toString());

        assertThat(result.code()).as(result.err()).isZero();
        JsonNode run = run();
        // 5 × 16 J of psys: whole, and divided among the parts that are inside of it.
        assertThat(run.path("energyJ").path("typical").asDouble()).isEqualTo(80.0, within(80.0 * 1e-4));
        assertThat(joules(run, "cpu-0-die-0")).isEqualTo(20.0, within(20.0 * 1e-4));
        assertThat(joules(run, "cpu-0-die-1")).isEqualTo(15.0, within(15.0 * 1e-4));
        assertThat(joules(run, "core")).isEqualTo(22.5, within(22.5 * 1e-4));
        assertThat(joules(run, "cpu-1 (rest)")).isEqualTo(7.5, within(7.5 * 1e-4));
        assertThat(joules(run, "platform (rest)")).isEqualTo(80 - 20 - 15 - 30 - 2 - 3.5, within(80 * 1e-4));
        assertThat(result.err()).contains("wrapped rapl/package-0-die-0:");
    }

    @Test
    void aScriptEndsAtItsTargetAndTheEnergyUpToThereIsRight() throws IOException, InterruptedException {
        Path root = folder.resolve("machine");
        zone(root, "intel-rapl:0", "package-0", 1_000_000, RANGE);
        Path script = Files.writeString(folder.resolve("train.py"), """
                import sys, time
                counter = sys.argv[1]
                for epoch in range(100):
                    time.sleep(0.3)
                    with open(counter, 'w') as f: f.write('%d\\n' % (1000000 + (epoch + 1) * 10000000))
                    print('epoch', epoch, 'val_dice=%.2f' % (0.5 + 0.1 * epoch))
                """);

        Launcher.Result result = wattle(
                Map.of("WATTLE_ROOT", root.toString()),
                "--meters",
                "rapl",
                "--metric",
                "val_dice=([0-9.]+)",
                "--until",
                "val_dice>=0.8",
                "--",
                "python3",
                script.toString(),
                root.resolve(CAP + "intel-rapl:0/energy_uj").toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(4).last().isEqualTo("epoch 3 val_dice=0.80");
        assertThat(result.err()).containsPattern("Target val_dice>=0.8 reached after .* 40(\\.\\d+)?\\h*J");
        JsonNode run = run();
        assertThat(run.path("reachesTarget").asBoolean()).isTrue();
        assertThat(run.path("energyJ").path("typical").asDouble()).isEqualTo(40, within(0.01));
    }

    @Test
    void mlperfLogLinesAreUnderstoodAsTheyAre() throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("mllog.py"), """
                import json, time
                def log(key, event, value=None, **metadata):
                    print(':::MLLOG', json.dumps({'namespace': '', 'time_ms': int(time.time() * 1000),
                        'event_type': event, 'key': key, 'value': value, 'metadata': metadata}), flush=True)
                log('run_start', 'INTERVAL_START')
                for epoch in range(50):
                    log('epoch_start', 'INTERVAL_START', epoch_num=epoch)
                    time.sleep(0.1)
                    log('epoch_stop', 'INTERVAL_END', epoch_num=epoch)
                    log('eval_start', 'INTERVAL_START', epoch_num=epoch)
                    time.sleep(0.05)
                    log('eval_accuracy', 'POINT_IN_TIME', 0.2 * epoch, epoch_num=epoch)
                    log('eval_stop', 'INTERVAL_END', epoch_num=epoch)
                """);

        Launcher.Result result = wattle(
                Map.of(), "--meters", "model", "--until", "eval_accuracy>=0.75", "--", "python3", script.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("eval_accuracy>=0.75 reached", "evaluate", "epoch 3");
        assertThat(result.out()).contains("\"value\": 0.8").doesNotContain("\"value\": 1.2");
        JsonNode run = run();
        assertThat(run.path("reachesTarget").asBoolean()).isTrue();
        assertThat(run.path("ledger").valueStream().map(e -> e.path("stage").asString()))
                .contains("train", "evaluate");
    }

    @Test
    void aTargetThatIsNotReachedIsTheAnswerNo() throws IOException, InterruptedException {
        Launcher.Result result = wattle(
                Map.of(),
                "--meters",
                "model",
                "--until",
                "acc>=0.9",
                "--",
                "sh",
                "-c",
                "echo 'wattle: acc=0.5'; sleep 0.3");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("Target acc>=0.9 not reached; the last value was 0.5");
    }

    @Test
    void exitCodesOfTheCommandAreItsOwn() throws IOException, InterruptedException {
        assertThat(wattle(Map.of(), "--meters", "model", "--", "sh", "-c", "exit 7")
                        .code())
                .isEqualTo(7);
        assertThat(wattle(Map.of(), "--meters", "model", "--", "sh", "-c", "kill -SEGV $$")
                        .code())
                .isEqualTo(139);
        Launcher.Result missing = wattle(Map.of(), "--meters", "model", "--", "no-such-command-anywhere");
        assertThat(missing.code()).isEqualTo(127);
        assertThat(missing.err()).contains("no-such-command-anywhere").doesNotContain("Exception");
    }

    @Test
    void aCommandThatIgnoresTheSignalIsKilledAndThatIsSaid() throws IOException, InterruptedException {
        Launcher.Result result = wattle(
                Map.of(),
                "--meters",
                "model",
                "--until",
                "acc>=0.9",
                "--grace",
                "500ms",
                "--",
                "sh",
                "-c",
                "trap '' TERM; echo 'wattle: acc=0.95'; while :; do sleep 0.1; done");

        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("did not end within 0.5000 s of SIGTERM, and was killed");
    }

    @Test
    void aLastLineWithoutAnEndIsALine() throws IOException, InterruptedException {
        Launcher.Result result = wattle(
                Map.of(),
                "--meters",
                "model",
                "--metric",
                "acc=([0-9.]+)",
                "--until",
                "acc>=0.9",
                "--",
                "printf",
                "acc=0.95");

        assertThat(result.out()).isEqualTo("acc=0.95");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void aSignalGoesToTheCommandWhichDecidesWhatItMeans() throws IOException, InterruptedException {
        Launcher.Result result = Launcher.start(builder(
                Map.of(),
                "bash",
                "-c",
                "'%s' measure --out '%s' --meters model -- sh -c 'trap \"echo trapped; exit 3\" TERM; echo up; while :; do sleep 0.05; done' > '%s' & pid=$!; until grep -q up '%s'; do sleep 0.05; done; kill -TERM $pid; wait $pid; echo code $?; cat '%s'"
                        .formatted(
                                Project.root().resolve("wattle"),
                                folder.resolve("runs"),
                                folder.resolve("out"),
                                folder.resolve("out"),
                                folder.resolve("out"))));

        assertThat(result.out()).contains("code 3").contains("trapped");
    }

    /// Ten thousand short processes and one that leaves its parent: none is lost from the account.
    @Test
    void shortProcessesAndDaemonsAreCounted() throws IOException, InterruptedException {
        Launcher.Result result = wattle(
                Map.of(),
                "--meters",
                "model",
                "--",
                "sh",
                "-c",
                "i=0; while [ $i -lt 1000 ]; do /bin/true; i=$((i+1)); done; (setsid sh -c 'j=0; while [ $j -lt 300000 ]; do j=$((j+1)); done' >/dev/null 2>&1 &); sleep 1.5");

        assertThat(result.code()).isZero();
        assertThat(result.err()).containsPattern("Used: 0\\.00[0-9]+ CPU-h");
    }

    /// Each at another moment: what is there can be read, and ends at most a second before the end.
    @Test
    void killedAtAnyMomentARunLosesAtMostItsLastSecond() throws IOException, InterruptedException {
        int times = Integer.getInteger("wattle.kills", 5);
        SplittableRandom random = new SplittableRandom(5);
        int found = 0;
        for (int i = 0; i < times; i++) {
            Path out = folder.resolve("killed-" + i);
            double after = 1.5 + 2.5 * random.nextDouble();
            Launcher.start(builder(
                    Map.of(),
                    "bash",
                    "-c",
                    "'%s' measure --out '%s' --period 10ms --meters model -- sleep 30 2>/dev/null & pid=$!; sleep %.3f; kill -9 $pid; date +%%s%%6N > '%s.killed'; pkill -9 -f 'sleep 30' || true"
                            .formatted(Project.root().resolve("wattle"), out, after, out)));
            List<String> run = list(out);
            if (run.isEmpty()) {
                // Killed before there was anything to measure.
                continue;
            }
            Launcher.Result told = Launcher.start(builder(
                    Map.of(),
                    Project.root().resolve("wattle").toString(),
                    "runs",
                    "--out",
                    out.toString(),
                    "export",
                    "last",
                    "--format",
                    "csv"));
            if (told.err().contains("there is no run here")) {
                continue;
            }
            assertThat(told.code()).as(told.err()).isZero();
            if (told.out().lines().count() == 1) {
                // Killed before the job began: what was read for its beginning is written first of all.
                continue;
            }
            found++;
            long killed =
                    Long.parseLong(Files.readString(Path.of(out + ".killed")).strip());
            long last = told.out()
                    .lines()
                    .skip(1)
                    .mapToLong(MeasureTest::micros)
                    .max()
                    .orElse(0);
            assertThat(killed - last).as("killed after %s s", after).isLessThan(1_000_000);
        }
        assertThat(found).isGreaterThan(times / 2);
    }

    @Test
    void aMeterThatIsUnpluggedLeavesAGapAndTheRunGoesOn() throws IOException, InterruptedException {
        Path root = folder.resolve("machine");
        zone(root, "intel-rapl:0", "package-0", 1_000_000, RANGE);
        zone(root, "intel-rapl:1", "package-1", 1_000_000, RANGE);
        Launcher.Result result = wattle(
                Map.of("WATTLE_ROOT", root.toString()),
                "--meters",
                "rapl",
                "--",
                "sh",
                "-c",
                "cd '%s'; for i in 1 2 3 4 5 6 7 8 9; do echo ${i}1000000 > intel-rapl:0/energy_uj; [ $i = 4 ] && rm -r intel-rapl:1; sleep 0.15; done"
                        .formatted(root.resolve(CAP)));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(joules(run(), "cpu-0")).isEqualTo(90, within(0.1));
        assertThat(result.err()).containsPattern("gaps rapl/package-1: \\d+ of \\d+ reads gave nothing \\(gone");
    }

    @Test
    void aFullDiskIsSaidAndTheCommandGoesOn() throws IOException, InterruptedException {
        Launcher.Result result = Launcher.start(builder(
                Map.of(),
                "unshare",
                "-m",
                "bash",
                "-c",
                "mkdir small && mount -t tmpfs -o size=1m none small && '%s' measure --out small --period 10ms --meters model -- sh -c 'sleep 1; dd if=/dev/zero of=small/fill bs=1k count=1000 2>/dev/null; sleep 2; rm small/fill; sleep 1.5; echo finished; exit 5'; echo code $?; ls small/*"
                        .formatted(Project.root().resolve("wattle"))));
        Assumptions.assumeFalse(result.err().contains("unshare"), "needs the right to mount");

        assertThat(result.out()).contains("finished", "code 5", "run.json");
        assertThat(result.err())
                .contains("the recording cannot be written")
                .contains("the recording can be written again; nothing was lost");
    }

    private static long micros(String csvLine) {
        return Long.parseLong(csvLine.substring(0, csvLine.indexOf(',')));
    }

    private Launcher.Result wattle(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Project.root().resolve("wattle").toString(),
                "measure",
                "--out",
                folder.resolve("runs").toString()));
        words.addAll(List.of(arguments));
        return Launcher.start(builder(environment, words.toArray(String[]::new)));
    }

    private ProcessBuilder builder(Map<String, String> environment, String... words) {
        ProcessBuilder builder = new ProcessBuilder(List.of(words)).directory(folder.toFile());
        builder.environment().put("WATTLE_NO_BUILD", "yes");
        builder.environment().putAll(environment);
        return builder;
    }

    private JsonNode run() throws IOException {
        List<String> runs = list(folder.resolve("runs"));
        assertThat(runs).hasSize(1);
        Path file = folder.resolve("runs").resolve(runs.getFirst()).resolve("run.json");
        return JsonMapper.builder().build().readTree(Files.readString(file));
    }

    private static List<String> list(Path folder) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "measuring needs Linux");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static double joules(JsonNode run, String part) {
        return run.path("ledger")
                .valueStream()
                .filter(entry -> entry.path("place").path("name").asString().endsWith("/" + part))
                .mapToDouble(entry -> entry.path("energyJ").path("typical").asDouble())
                .sum();
    }

    private static void zone(Path root, String zone, String name, long energy, long range) throws IOException {
        Path made = Files.createDirectories(root.resolve(CAP + zone));
        Files.writeString(made.resolve("name"), name + "\n");
        Files.writeString(made.resolve("energy_uj"), energy + "\n");
        Files.writeString(made.resolve("max_energy_range_uj"), range + "\n");
    }
}
