package wattle.meter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.quantity.Range;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;

/// Power without a meter, and how it says so.
class ModelKindTest {

    @TempDir
    Path folder;

    private FakeTree tree;

    @BeforeEach
    void plant() {
        tree = new FakeTree(folder);
        times(0, 0);
    }

    @Test
    void powerIsThatOfTheLoadBetweenTwoReads() {
        tree.settings("model:\n  idle: 60 W\n  peak: 200 W\n");
        Meter meter = meter();
        read(meter);
        times(25, 75);
        assertThat(watts(meter)).isCloseTo(95, within(1e-5));
        times(125, 75);

        assertThat(watts(meter)).isCloseTo(200, within(1e-5));
    }

    @Test
    void whatCountsAsLoadIsUserNiceSystemInterruptsAndStolenTimeAndNotWaiting() {
        tree.settings("model:\n  idle: 100 W\n  peak: 200 W\n").put("proc/stat", "cpu 0 0 0 0 0 0 0 0 0 0\ncpu0 0");
        Meter meter = meter();
        read(meter);
        // user 1, nice 2, system 3, idle 40, waiting 33, irq 5, softirq 6, steal 10; guest 1 is in user
        // already.
        tree.put("proc/stat", "cpu 1 2 3 40 33 5 6 10 1 0\ncpu0 0");

        assertThat(watts(meter)).isCloseTo(100 + 27, within(1e-5));
    }

    @Test
    void betweenTicksTheLastLoadGoesOnAndNothingIsCountedTwice() {
        tree.settings("model:\n  idle: 60 W\n  peak: 200 W\n");
        Meter meter = meter();
        joules(meter);
        tree.pass(0.004);
        assertThat(joules(meter)).isCloseTo(60 * 0.004, within(1e-5));
        tree.pass(0.996);
        times(100, 0);

        assertThat(joules(meter)).isCloseTo(200, within(1e-5));
    }

    @Test
    void timesThatRunBackwardsAreImplausibleAndAMissingFileIsAGap() {
        times(500, 500);
        Meter meter = meter();
        read(meter);
        times(100, 1000);
        assertThat(gap(meter)).isEqualTo(GapReason.IMPLAUSIBLE);
        tree.delete("proc/stat");
        assertThat(gap(meter)).isEqualTo(GapReason.READ_FAILED);
        times(200, 1000);
        assertThat(read(meter)).isInstanceOf(Reading.Counter.class);
    }

    /// Bug 6 (CodeCarbon): modelled watts were added to measured ones, as if they were the same. The
    /// channel says of itself that it is a model.
    @Test
    void whatIsModelledSaysSo() {
        Channel channel = meter().channels().getFirst();

        assertThat(channel.basis()).isEqualTo(Basis.OUR_MODEL);
        assertThat(channel.note()).startsWith("modelled, not measured");
        assertThat(channel.part()).isEqualTo(Part.NODE);
        assertThat(channel.signal()).isInstanceOf(Signal.EnergyCounter.class);
    }

    /// Bug 23 (eco2AI): a processor that it does not know is 100.1 W. Here it is an interval with a source.
    @Test
    void anUnknownMachineIsEstimatedByItsProcessorsWithAWideInterval() {
        cpuinfo("QEMU Virtual CPU version 2.5+", 1);
        ModelMeter meter = (ModelMeter) meter();

        assertThat(meter.model().idle().typical()).isCloseTo(4 * 0.74, within(1e-9));
        assertThat(meter.model().peak().high()).isCloseTo(4 * 5.42, within(1e-9));
        assertThat(meter.model().source()).contains("4 times").contains("Cloud Carbon Footprint");
        assertThat(meter.channels().getFirst().traits().accuracy().orElseThrow())
                .isBetween(0.5, 0.6);
    }

    @Test
    void aServerOfTheCatalogueIsKnownByItsProcessors() {
        cpuinfo("Intel(R) Xeon(R) Platinum 8180 CPU @ 2.50GHz", 2);
        threads(112);

        assertThat(((ModelMeter) meter()).model().peak().typical()).isEqualTo(457);
    }

    @Test
    void aVirtualMachineWithAServersProcessorIsNotThatServer() {
        cpuinfo("AMD EPYC 7742 64-Core Processor", 1);

        assertThat(((ModelMeter) meter()).model().peak().typical()).isCloseTo(4 * 3.5, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "Intel(R) Xeon(R) Platinum 8180 CPU @ 2.50GHz, xeon platinum 8180",
        "AMD EPYC 7742 64-Core Processor, epyc 7742",
        "AMD Ryzen 5 5600X 6-Core Processor, ryzen 5 5600x",
        "Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz, core i7-8650u",
    })
    void aProcessorsNameIsWhatTheCatalogueCallsIt(String told, String plain) {
        assertThat(Processors.plain(told)).isEqualTo(plain);
    }

    @Test
    void settingsMayGiveRangesAnExponentAndSeveralParts() {
        tree.settings("""
                model:
                  - {idle: 50..70 W, peak: 180..220 W, alpha: 0.5}
                  - {idle: 2 W, peak: 9 W, part: wall/node/platform/dram-0}
                """);

        List<Probe> probes = new ModelKind().probe(tree.machine());

        assertThat(probes).hasSize(2);
        ModelMeter first = (ModelMeter) ((Probe.Ready) probes.getFirst()).meter();
        assertThat(first.model().at(0.25)).isEqualTo(new Range(115, 130, 145));
        assertThat(((Probe.Ready) probes.getLast())
                        .meter()
                        .channels()
                        .getFirst()
                        .id()
                        .text())
                .isEqualTo("model/wall/node/platform/dram-0");
    }

    @Test
    void aPeakBelowIdleIsBrokenWithItsPlace() {
        tree.settings("model:\n  idle: 200 W\n  peak: 60 W\n");

        assertThat(new ModelKind().probe(tree.machine()))
                .singleElement()
                .isInstanceOfSatisfying(Probe.Broken.class, broken -> {
                    assertThat(broken.reason()).startsWith("settings.yaml:3");
                    assertThat(broken.remedy()).contains("swapped");
                });
    }

    @Test
    void withoutProcThereIsNothingToSay() {
        tree.delete("proc/stat");

        assertThat(new ModelKind().probe(tree.machine())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void thePowerGrowsWithTheLoadAndStaysInsideTheDeclaredAccuracy(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            PowerModel model = model(random);
            double less = random.nextDouble();
            double more = random.nextDouble(less, 1);
            Range at = model.at(more);

            assertThat(at.typical()).isGreaterThanOrEqualTo(model.at(less).typical());
            double width = model.relativeHalfWidth() + 1e-12;
            assertThat(at.high() / at.typical() - 1).isLessThanOrEqualTo(width);
            assertThat(1 - at.low() / at.typical()).isLessThanOrEqualTo(width);
        }
    }

    @Test
    void aModelWithoutIdlePowerIsRefused() {
        assertThatThrownBy(() -> new PowerModel(Range.exactly(0), Range.exactly(5), 1, ""))
                .hasMessageContaining("idle <= peak");
    }

    private static PowerModel model(SplittableRandom random) {
        double low = random.nextDouble(1, 100);
        double typical = low + random.nextDouble(50);
        double high = typical + random.nextDouble(50);
        Range peak = new Range(
                low + random.nextDouble(10),
                typical + 10 + random.nextDouble(200),
                high + 210 + random.nextDouble(100));
        return new PowerModel(new Range(low, typical, high), peak, random.nextDouble(0.2, 3), "random");
    }

    private void times(long busy, long idle) {
        tree.put(
                "proc/stat",
                "cpu  %d 0 0 %d 0 0 0 0 0 0\ncpu0 0\ncpu1 0\ncpu2 0\ncpu3 0\nintr 5".formatted(busy, idle));
    }

    private void threads(int count) {
        StringBuilder text = new StringBuilder("cpu  1 0 0 1 0 0 0 0 0 0\n");
        for (int i = 0; i < count; i++) {
            text.append("cpu").append(i).append(" 0 0\n");
        }
        tree.put("proc/stat", text);
    }

    private void cpuinfo(String name, int sockets) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sockets; i++) {
            text.append("processor\t: %d\nmodel name\t: %s\nphysical id\t: %d\n\n".formatted(i, name, i));
        }
        tree.put("proc/cpuinfo", text);
    }

    private Meter meter() {
        return ((Probe.Ready) new ModelKind().probe(tree.machine()).getFirst()).meter();
    }

    private static Reading read(Meter meter) {
        List<Reading> readings = new ArrayList<>();
        meter.read(readings::add);
        assertThat(readings).hasSize(1);
        return readings.getFirst();
    }

    /// The mean power of the second that passes before this read.
    private double watts(Meter meter) {
        double before = last;
        tree.pass(1);
        return joules(meter) - before;
    }

    private double last;

    private double joules(Meter meter) {
        last = ((Reading.Counter) read(meter)).raw() * 1e-6;
        return last;
    }

    private static GapReason gap(Meter meter) {
        return ((Reading.Gap) read(meter)).reason();
    }
}
