package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

/// The launcher on machines that are not here: the kernel's own paths, with counters that move by themselves.
class RigTest {

    private static final Path RIGS = Project.root().resolve("wattle-testkit/src/test/rigs/sysfs");
    private static final String WATTLE = Project.root().resolve("wattle").toString();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void countersThatWrapWhileTheyAreWatchedGiveTheirPowers() throws IOException, InterruptedException {
        // The launcher's first measurement trains its class cache, which takes longer than the rig's clock allows.
        Path runs = folder.resolve("runs");
        start(WATTLE, "measure", "--out", folder.resolve("first").toString(), "--meters", "model", "--", "true");
        Launcher.Result result =
                rig(WATTLE, "measure", "--out", runs.toString(), "--meters", "rapl", "--", "sleep", "9");
        Assumptions.assumeFalse(result.err().contains("unshare"), "needs the right to make a mount namespace");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("wrapped rapl/package-1:", "wrapped rapl/package-0-die-1:");
        JsonNode run = run();
        double seconds = run.path("costs").path("timeToTargetS").path("typical").asDouble();
        // psys draws 150 W, package-0-die-0 40 W; the rig's own clock ticks each 10 ms.
        assertThat(run.path("energyJ").path("typical").asDouble() / seconds).isEqualTo(150, within(1.5));
        assertThat(joules(run, "cpu-0-die-0") / seconds).isEqualTo(40, within(0.4));
        assertThat(joules(run, "dram-0-die-1") / seconds).isEqualTo(3, within(0.05));
    }

    /// What a user without rights reads is a command that grants them.
    @Test
    void theDoctorNamesTheCommandThatGrantsTheRight() throws IOException, InterruptedException {
        Launcher.Result result =
                rig("setpriv", "--reuid=65534", "--clear-groups", "env", "HOME=" + folder, WATTLE, "doctor");
        Assumptions.assumeFalse(result.err().contains("unshare"), "needs the right to make a mount namespace");
        Assumptions.assumeFalse(result.err().contains("setpriv"), "needs root");

        assertThat(result.out())
                .contains("denied   RAPL", "sudo chmod -R a+r /sys/class/powercap/intel-rapl", "errno 13 EACCES");
    }

    /// Whoever reads a total must see which meters are not in it.
    @Test
    void aMeasurementSaysWhatItCouldNotRead() throws IOException, InterruptedException {
        Launcher.Result result = rig(
                "setpriv",
                "--reuid=65534",
                "--clear-groups",
                "sh",
                "-c",
                "d=$(mktemp -d) && HOME=$d WATTLE_NO_BUILD=1 %s measure --out $d/runs -- true; rm -rf $d"
                        .formatted(WATTLE));
        Assumptions.assumeFalse(result.err().contains("unshare"), "needs the right to make a mount namespace");
        Assumptions.assumeFalse(result.err().contains("setpriv"), "needs root");

        assertThat(result.err()).containsPattern("Not read: RAPL .*: denied.*wattle doctor");
    }

    @Test
    void aStillPictureOfManyMetersIsRead() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/umockdev-run")), "needs umockdev: sudo apt-get install umockdev");
        Launcher.Result result =
                start("umockdev-run", "-d", RIGS.resolve("machines.umockdev").toString(), "--", WATTLE, "meters");

        assertThat(result.out())
                .contains("rapl/package-1", "hwmon/amdgpu-0000:03:00.0/power1_average", "battery/BAT0")
                .contains("hwmon/power_meter-ACPI000D:00/power1_average");
    }

    private Launcher.Result rig(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("bash", RIGS.resolve("with-fake-sysfs.sh").toString()));
        words.addAll(List.of(command));
        return start(words.toArray(String[]::new));
    }

    private Launcher.Result start(String... words) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs Linux");
        ProcessBuilder builder = new ProcessBuilder(List.of(words)).directory(folder.toFile());
        builder.environment().put("WATTLE_NO_BUILD", "yes");
        // Late enough that even a busy machine has begun to measure by then, and early enough to be seen.
        builder.environment().put("FAKE_WRAP_S", "8");
        return Launcher.start(builder);
    }

    private JsonNode run() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            Path file =
                    files.filter(path -> path.endsWith("run.json")).findFirst().orElseThrow();
            return JsonMapper.builder().build().readTree(Files.readString(file));
        }
    }

    private static double joules(JsonNode run, String part) {
        return run.path("ledger")
                .valueStream()
                .filter(entry -> entry.path("place").path("name").asString().endsWith("/" + part))
                .mapToDouble(entry -> entry.path("energyJ").path("typical").asDouble())
                .sum();
    }
}
