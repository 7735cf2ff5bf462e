package wattle.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.agreement.Behaviour;
import wattle.meter.FakeTree;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.meter.rapl.RaplKind;
import wattle.trace.Samples;

class ProbingTest {

    private static final String ZONE = "sys/class/powercap/intel-rapl:0/";

    @TempDir
    private Path folder = Path.of("");

    /// The file is made anew each 10 ms, in steps of 61 µJ; time passes only while nobody reads.
    @Test
    void aCountersPeriodAndStepAreSeenThroughItsFile() {
        FakeTree tree = new FakeTree(folder)
                .put(ZONE + "name", "package-0")
                .put(ZONE + "max_energy_range_uj", 262_143_328_850L)
                .put(ZONE + "energy_uj", 0);
        AtomicLong now = new AtomicLong();
        Machine fake = tree.machine();
        Machine machine = new Machine(folder, fake.variables(), fake.settings(), now::get, () -> now.get() / 1000);
        Meter meter = new RaplKind()
                .probe(machine).stream()
                        .filter(Probe.Ready.class::isInstance)
                        .map(probe -> ((Probe.Ready) probe).meter())
                        .findFirst()
                        .orElseThrow();

        Probing.Seen seen;
        try (meter) {
            seen = Probing.watch(meter, new Probing.Clock(now::get, wait -> pass(tree, now, wait)), 0, 2_000_000_000L);
        }

        Samples samples = seen.samples().getFirst();
        assertThat(samples.size()).isEqualTo(2000);
        assertThat(Behaviour.of(samples).updateS()).isEqualTo(0.01, within(1e-9));
        assertThat(Behaviour.of(samples).quantum()).isEqualTo(61e-6, within(1e-9));
    }

    private static void pass(FakeTree tree, AtomicLong now, long wait) {
        long before = now.getAndAdd(wait) / 10_000_000;
        long after = now.get() / 10_000_000;
        if (after != before) {
            tree.change(ZONE + "energy_uj", 61 * (after * 8000 + after * after % 5));
        }
    }
}
