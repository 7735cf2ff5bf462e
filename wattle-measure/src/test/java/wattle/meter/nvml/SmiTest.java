package wattle.meter.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.meter.nvml.SmiCsv.Cell;
import wattle.meter.nvml.SmiCsv.Column;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// The program that stands in for the library, and the text it prints.
class SmiTest {

    private static final String HEADER = "timestamp, uuid, name, power.draw [W], power.draw.instant [W],"
            + " power.draw.average [W], utilization.gpu [%], memory.used [MiB]";

    @TempDir
    Path folder;

    @Test
    void columnsAreFoundByNameWhereverTheyStand() {
        SmiCsv csv = SmiCsv.ofHeader("memory.used [MiB], power.draw [W], timestamp, uuid", ZoneId.of("Europe/Rome"))
                .orElseThrow();

        SmiCsv.Row row = csv.row("3, 61.25, 2026/11/23 09:30:00.250, GPU-1").orElseThrow();

        assertThat(row.micros()).isEqualTo(1_795_422_600_250_000L);
        assertThat(row.uuid()).isEqualTo("GPU-1");
        assertThat(row.cells())
                .containsEntry(Column.POWER, new Cell.Amount(61.25))
                .containsEntry(Column.MEMORY_USED, new Cell.Amount(3 * 1048576.0))
                .hasSize(2);
    }

    @Test
    void unitsBehindTheValuesAreReadAsWell() {
        SmiCsv csv = SmiCsv.ofHeader(
                        "timestamp, power.draw [W], memory.used [MiB], utilization.gpu [%]", ZoneId.of("UTC"))
                .orElseThrow();

        SmiCsv.Row row =
                csv.row("2026/11/23 09:30:00.250, 61.25 W, 2 MiB, 45 %").orElseThrow();

        assertThat(row.cells())
                .containsEntry(Column.POWER, new Cell.Amount(61.25))
                .containsEntry(Column.MEMORY_USED, new Cell.Amount(2 * 1048576.0))
                .containsEntry(Column.UTILISATION, new Cell.Amount(45));
    }

    @Test
    void whatIsNoNumberIsMissingWithItsReason() {
        SmiCsv csv = SmiCsv.ofHeader(HEADER, ZoneId.of("UTC")).orElseThrow();

        SmiCsv.Row row = csv.row("never, GPU-1, T4, [N/A], [Not Supported], [Unknown Error], -1, ?")
                .orElseThrow();

        assertThat(row.micros()).isEqualTo(Moment.NO_DEVICE_TIME);
        assertThat(row.cells().get(Column.POWER)).isEqualTo(new Cell.Missing(GapReason.NOT_SUPPORTED, "[N/A]"));
        assertThat(row.cells().get(Column.POWER_INSTANT))
                .isEqualTo(new Cell.Missing(GapReason.NOT_SUPPORTED, "[Not Supported]"));
        assertThat(row.cells().get(Column.POWER_AVERAGE))
                .isEqualTo(new Cell.Missing(GapReason.READ_FAILED, "[Unknown Error]"));
        assertThat(row.cells().get(Column.UTILISATION)).isEqualTo(new Cell.Missing(GapReason.IMPLAUSIBLE, "-1"));
        assertThat(row.cells().get(Column.MEMORY_USED)).isEqualTo(new Cell.Missing(GapReason.MALFORMED, "?"));
    }

    @Test
    void aTornLineAndAnotherTextAreNoRows() {
        SmiCsv csv = SmiCsv.ofHeader(HEADER, ZoneId.of("UTC")).orElseThrow();

        assertThat(csv.row("2026/11/23 09:30:00.250, GPU-1, T4, 61.2")).isEmpty();
        assertThat(SmiCsv.ofHeader(
                        "NVIDIA-SMI has failed because it couldn't communicate with the driver.", ZoneId.of("UTC")))
                .isEmpty();
    }

    /// Bug 24 (PowerJoular): a process was forked for each second. Here one goes on printing, with its own
    /// times.
    @Test
    void oneProcessGivesTheReadingsOfAllGpusWithTheirTimes() throws IOException {
        FakeTree tree = program("""
                case "$*" in *-lms*)
                echo "$HEADER"
                echo "2026/11/23 09:30:00.100, GPU-1, T4, 30.5, [N/A], [N/A], 10, 5"
                echo "2026/11/23 09:30:00.100, GPU-2, T4, 31.5, [N/A], [N/A], 20, 5"
                echo "2026/11/23 09:30:00.200, GPU-1, T4, [Unknown Error], [N/A], [N/A], 10, 5"
                exec sleep 1000;; esac
                """ + ONCE);

        try (Meter meter = ready(tree)) {
            assertThat(meter.channels()).hasSize(6);
            List<Reading> readings = new ArrayList<>();
            while (readings.size() < 9) {
                meter.read(readings::add);
            }

            assertThat(readings.stream()
                            .filter(Reading.Power.class::isInstance)
                            .map(reading -> ((Reading.Power) reading).watts()))
                    .containsExactly(30.5, 31.5);
            assertThat(readings.getFirst().moment().deviceMicros()).isEqualTo(1_795_426_200_100_000L);
            assertThat(readings.stream()
                            .filter(Reading.Gap.class::isInstance)
                            .map(reading -> ((Reading.Gap) reading).detail()))
                    .containsExactly("[Unknown Error]");
        }
    }

    @Test
    void aProgramThatEndsIsAGapAndIsStartedAgainAfterAPause() throws IOException {
        FakeTree tree = program("""
                case "$*" in *-lms*) exit 1;; esac
                """ + ONCE);

        try (Meter meter = ready(tree)) {
            assertThat(reasons(meter)).containsOnly(GapReason.GONE);
            assertThat(reasons(meter)).containsOnly(GapReason.READ_FAILED);
            tree.pass(1.5);
            assertThat(reasons(meter)).containsOnly(GapReason.GONE);
            tree.pass(1.5);
            assertThat(reasons(meter)).containsOnly(GapReason.READ_FAILED);
        }
    }

    @Test
    void anOldProgramIsAskedOnlyForWhatItKnows() throws IOException {
        FakeTree tree = program("""
                case "$*" in *draw.instant*)
                echo 'Field "power.draw.instant" is not a valid field to query.'; exit 2;; esac
                echo "timestamp, uuid, name, power.draw [W], utilization.gpu [%], memory.used [MiB]"
                echo "2026/11/23 09:30:00.100, GPU-1, T4, 30.5, 10, 5"
                """);

        try (Meter meter = ready(tree)) {
            assertThat(meter.channels()).hasSize(3);
        }
    }

    @Test
    void aProgramThatCannotReachTheDriverIsBrokenWithItsOwnWords() throws IOException {
        FakeTree tree = program("echo 'NVIDIA-SMI has failed because of the driver'; exit 9");

        assertThat(new NvmlKind().probe(tree.machine()).getLast())
                .isInstanceOfSatisfying(
                        Probe.Broken.class,
                        broken -> assertThat(broken.reason()).contains("NVIDIA-SMI has failed"));
    }

    private static final String ONCE = """
            echo "$HEADER"
            echo "2026/11/23 09:30:00.000, GPU-1, T4, 30.5, [N/A], [N/A], 10, 5"
            echo "2026/11/23 09:30:00.000, GPU-2, T4, 31.5, [N/A], [N/A], 20, 5"
            """;

    private static List<GapReason> reasons(Meter meter) {
        List<GapReason> reasons = new ArrayList<>();
        meter.read(reading -> reasons.add(((Reading.Gap) reading).reason()));
        return reasons;
    }

    private static Meter ready(FakeTree tree) {
        return ((Probe.Ready) new NvmlKind().probe(tree.machine()).getLast()).meter();
    }

    /// A shell script that is called as the program is, on a machine whose library cannot be loaded.
    private FakeTree program(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\nHEADER='" + HEADER + "'\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new FakeTree(folder.resolve("root"))
                .variable("WATTLE_NVML", "/nowhere/libnvidia-ml.so.1")
                .variable("WATTLE_NVIDIA_SMI", file.toString())
                .variable("TZ", "UTC");
    }
}
