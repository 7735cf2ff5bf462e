package wattle.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.trace.GapReason;

@EnabledOnOs(OS.LINUX)
class NumberFileTest {

    @TempDir
    Path root;

    private FakeTree tree;
    private NumberFile file;

    @BeforeEach
    void openAFile() {
        tree = new FakeTree(root);
        file = new NumberFile(root.resolve("energy_uj"));
    }

    @ParameterizedTest
    @CsvSource({"0", "17", "-5", "262143328850", "9223372036854775807", "-9223372036854775807"})
    void aWholeNumberIsReadAsItStands(long number) {
        tree.put("energy_uj", number);

        assertThat(file.read()).isTrue();
        assertThat(file.value()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "12.5", "0x10", "12 W", "-", "9223372036854775808", "99999999999999999999999"})
    void whatIsNoWholeNumberIsMalformed(String text) {
        tree.put("energy_uj", text.equals("12 W") ? "12W" : text);

        assertThat(file.read()).isFalse();
        assertThat(file.reason()).isEqualTo(GapReason.MALFORMED);
        assertThat(file.detail()).contains("energy_uj");
    }

    @Test
    void aKeptOpenFileSeesWhatTheKernelWritesNext() {
        tree.put("energy_uj", 1000);
        assertThat(file.read()).isTrue();
        tree.change("energy_uj", 7);

        assertThat(file.read()).isTrue();
        assertThat(file.value()).isEqualTo(7);
    }

    @Test
    void aFileThatWasReplacedIsOpenedAgainOnceTheOldOneFails() {
        tree.put("energy_uj", 1);
        assertThat(file.read()).isTrue();
        tree.change("energy_uj", "gone bad");
        tree.put("energy_uj", 2);

        assertThat(file.read()).isTrue();
        assertThat(file.value()).isEqualTo(2);
    }

    @Test
    void aFileThatIsReplacedInOneStepIsReadAnew() {
        tree.put("energy_uj", 1);
        assertThat(file.read()).isTrue();
        tree.put("energy_uj", 2);

        assertThat(file.read()).isTrue();
        assertThat(file.value()).isEqualTo(2);
    }

    @Test
    void aFileThatVanishesIsGoneAtTheNextRead() {
        tree.put("energy_uj", 1);
        assertThat(file.read()).isTrue();
        assertThat(file.read()).isTrue();
        tree.delete("energy_uj");

        assertThat(file.read()).isFalse();
        assertThat(file.reason()).isEqualTo(GapReason.GONE);
    }

    @Test
    void aMissingFileIsGoneAndComesBack() {
        assertThat(file.read()).isFalse();
        assertThat(file.reason()).isEqualTo(GapReason.GONE);
        tree.put("energy_uj", 3);

        assertThat(file.read()).isTrue();
        assertThat(file.value()).isEqualTo(3);
    }

    @Test
    void aReadThatTheKernelRefusesSaysItsErrno() {
        NumberFile refused = new NumberFile(Path.of("/proc/self/mem"));

        assertThat(refused.read()).isFalse();
        assertThat(refused.reason()).isEqualTo(GapReason.READ_FAILED);
        assertThat(refused.detail()).contains("errno 5 EIO");
    }

    @Test
    void anInterruptedThreadStillReadsAndStaysInterrupted() {
        tree.put("energy_uj", 3);
        assertThat(file.read()).isTrue();
        Thread.currentThread().interrupt();

        assertThat(file.read()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aGpuThatSleepsIsNotTakenForOneThatIsForbidden() {
        assertThat(Errno.EPERM.reason()).isEqualTo(GapReason.DENIED);
        assertThat(Errno.EPERM.reasonOfRead()).isEqualTo(GapReason.NOT_VALID_NOW);
        assertThat(Errno.EACCES.reasonOfRead()).isEqualTo(GapReason.DENIED);
    }

    @Test
    void aClosedFileIsGone() {
        tree.put("energy_uj", 3);
        file.close();
        file.close();

        assertThat(file.read()).isFalse();
        assertThat(file.reason()).isEqualTo(GapReason.GONE);
    }

    @Test
    void aForbiddenFileIsDenied() {
        tree.put("energy_uj", 3);
        Unprivileged.forbid(tree, "energy_uj");

        assertThat(Unprivileged.run(file::read)).isFalse();
        assertThat(file.reason()).isEqualTo(GapReason.DENIED);
        assertThat(file.detail()).contains("errno 13 EACCES");
    }

    @ParameterizedTest
    @CsvSource({"NOT_VALID_NOW, 61", "GONE, 19", "NOT_SUPPORTED, 95", "DENIED, 1", "TIMED_OUT, 110", "READ_FAILED, 121"
    })
    void whatTheKernelSaysHasAReason(GapReason reason, int number) {
        assertThat(Errno.of(number).map(Errno::reason)).contains(reason);
        assertThat(Errno.words(number)).startsWith("errno " + number + " E");
    }

    @Test
    void whatNobodyKnowsHasNoErrno() {
        assertThat(Errno.of(7777)).isEmpty();
        assertThat(Errno.words(7777)).isEqualTo("errno 7777");
    }
}
