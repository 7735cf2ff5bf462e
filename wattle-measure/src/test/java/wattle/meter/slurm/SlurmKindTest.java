package wattle.meter.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Archive;
import wattle.meter.FakeTree;
import wattle.meter.Probe;
import wattle.trace.Part;
import wattle.trace.Reading;

/// With a program that answers as `sacct` does.
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class SlurmKindTest {

    private static final Instant END = Instant.parse("2026-01-01T00:10:00Z");

    @TempDir
    Path folder;

    @Test
    void theJobsEnergyIsACounterFromItsStartToTheEnd() throws IOException {
        Archive archive =
                archive("4711|600|90000|n[1-2]|1767225600\\n4711.batch|600|50|n1\\n4711.0|590|80000|n[1-2]\\n", 0);
        List<Reading> readings = fetch(archive);

        assertThat(archive.channels()).singleElement().satisfies(channel -> {
            assertThat(channel.id().text()).isEqualTo("slurm/whole-job/energy");
            assertThat(channel.part()).isEqualTo(Part.CLUSTER_JOB);
            assertThat(channel.note()).contains("--exclusive");
        });
        assertThat(readings).hasSize(2);
        assertThat(readings.getFirst()).isInstanceOfSatisfying(Reading.Counter.class, start -> {
            assertThat(start.raw()).isZero();
            assertThat(start.moment().deviceMicros())
                    .isEqualTo(END.minusSeconds(600).toEpochMilli() * 1000);
        });
        assertThat(readings.getLast()).isInstanceOfSatisfying(Reading.Counter.class, end -> {
            assertThat(end.raw()).isEqualTo(90_000);
            assertThat(end.moment().deviceMicros()).isEqualTo(END.toEpochMilli() * 1000);
        });
        assertThat(Files.readString(folder.resolve("asked")).strip())
                .isEqualTo("-j 4711 -P -n -o JobID,ElapsedRaw,ConsumedEnergyRaw,NodeList,Start");
    }

    /// SLURM's own word for no value is 2⁶⁴ − 2; without a plugin it accounts 0 or nothing.
    @Test
    void noEnergyIsNoZero() throws IOException {
        for (String energy : List.of("", "0", "18446744073709551614")) {
            Archive archive = archive("4711|600|" + energy + "|n1|1767225600\\n", 0);
            assertThatThrownBy(() -> fetch(archive))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("AcctGatherEnergyType");
        }
    }

    @Test
    void aProgramThatFailsOrKnowsNoSuchJobSaysSo() throws IOException {
        assertThatThrownBy(() -> fetch(archive("no data base\\n", 1))).hasMessageContaining("no data base");
        assertThatThrownBy(() -> fetch(archive("4712|1|1|n1|1\\n", 0))).hasMessageContaining("does not know it");
    }

    @Test
    void outsideOfAJobThereIsNothingAndWithoutTheProgramThatIsSaid() {
        FakeTree tree = new FakeTree(folder);
        assertThat(new SlurmKind().archives(tree.machine())).isEmpty();
        assertThat(new SlurmKind().probe(tree.machine())).isEmpty();

        tree.variable("SLURM_JOB_ID", "4711");
        assertThat(new SlurmKind().archives(tree.machine())).isEmpty();
        assertThat(new SlurmKind().probe(tree.machine())).singleElement().isInstanceOf(Probe.Absent.class);
    }

    private static List<Reading> fetch(Archive archive) throws IOException {
        List<Reading> readings = new ArrayList<>();
        archive.fetch(END.minusSeconds(60), END, readings::add);
        return readings;
    }

    private Archive archive(String says, int code) throws IOException {
        Path program = Files.writeString(
                folder.resolve("sacct"),
                "#!/bin/sh\necho \"$@\" > '%s'\nprintf '%s'\nexit %d\n".formatted(folder.resolve("asked"), says, code));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        FakeTree tree =
                new FakeTree(folder).variable("SLURM_JOB_ID", "4711").variable("WATTLE_SACCT", program.toString());
        return new SlurmKind().archives(tree.machine()).getFirst();
    }
}
