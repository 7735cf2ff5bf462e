package wattle.meter.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Signal.Averaging;

/// One GPU, as the driver's library shows it. The fake's power is 300 W for half of each wave, then 60 W.
class NvmlMeterTest {

    @TempDir
    Path folder;

    private FakeNvml fake;

    @BeforeEach
    void compile() {
        fake = new FakeNvml(folder);
    }

    @Test
    void aGpuShowsItsCounterItsSamplesItsFieldsAndWhatItDid() {
        try (Meter meter = fake.at(1).meter()) {
            assertThat(meter.channels().stream().map(channel -> channel.id().text()))
                    .containsExactly(
                            "nvml/" + FakeNvml.GPU_0 + "/energy",
                            "nvml/" + FakeNvml.GPU_0 + "/power",
                            "nvml/" + FakeNvml.GPU_0 + "/power-instant",
                            "nvml/" + FakeNvml.GPU_0 + "/power-average",
                            "nvml/" + FakeNvml.GPU_0 + "/utilisation",
                            "nvml/" + FakeNvml.GPU_0 + "/memory-used");
            assertThat(meter.channels().stream().map(Channel::part).distinct())
                    .containsExactly(Part.of("wall/node/gpu-" + FakeNvml.GPU_0));
            assertThat(meter.channels().getFirst().signal()).isEqualTo(new Signal.EnergyCounter(1e-3, 0));
            assertThat(meter.channels().get(1).traits().peakW()).hasValue(1200);
        }
    }

    @Test
    void theCounterHasEveryJouleOfAWave() {
        try (Meter meter = fake.at(0).meter()) {
            long before = FakeNvml.counter(meter);
            fake.at(3);

            assertThat(FakeNvml.counter(meter) - before).isEqualTo(540_000);
        }
    }

    /// Yang et al. (SC'24): an A100 looks at 25 ms of each 100 ms. A load of the same rhythm hides from it.
    @Test
    void aLoadOfTheSensorsOwnRhythmHidesFromThePowerButNotFromTheCounter() {
        fake.set("wave", 0.1).set("window", 0.025).set("period", 0.1).set("fail.samples", 3);
        try (Meter meter = fake.at(1).meter()) {
            long before = FakeNvml.counter(meter);
            double polled = 0;
            for (int i = 1; i <= 30; i++) {
                fake.at(1 + 0.1 * i);
                polled += 0.1 * ((Reading.Power) FakeNvml.read(meter, "power").getFirst()).watts();
            }

            assertThat((FakeNvml.counter(meter) - before) / 1000.0).isEqualTo(540);
            assertThat(polled).isCloseTo(180, within(1e-6)).isLessThan(540 / 2.0);
            assertThat(signal(meter, "power")).isEqualTo(new Signal.PowerGauge(new Averaging.Window(0.025)));
        }
    }

    /// Bug 24 (PowerJoular): one reading was worth one second, whatever time had passed. The driver's own
    /// times come with its samples, so that the real intervals are known.
    @Test
    void aRingGivesEverySampleSinceTheLastReadWithTheTimeTheDriverMadeIt() {
        fake.set("window", 0.1);
        try (Meter meter = fake.at(2).meter()) {
            assertThat(FakeNvml.read(meter, "power")).hasSize(1);
            fake.at(4.35);

            List<Reading> drained = FakeNvml.read(meter, "power");

            assertThat(drained.stream().map(reading -> reading.moment().deviceMicros()))
                    .hasSize(23)
                    .startsWith(2_100_000L, 2_200_000L)
                    .endsWith(4_300_000L);
            ToDoubleFunction<Reading> joules = reading -> 0.1 * ((Reading.Power) reading).watts();
            assertThat(drained.stream().mapToDouble(joules).sum()).isCloseTo(2 * 180 + 90, within(1e-6));
        }
    }

    @Test
    void aReadBeforeTheNextSampleGivesNoneOfThePowerAndAllOfTheRest() {
        try (Meter meter = fake.at(2).meter()) {
            FakeNvml.read(meter);

            assertThat(FakeNvml.read(meter)).hasSize(5);
            assertThat(FakeNvml.read(meter, "power")).isEmpty();
        }
    }

    /// Bug 28 (amdsmi, rocm_smi): a counter stood still inside a process. The ring says that it is silent,
    /// and the counter shows the same number beside a power above 0, which whoever compares them can see.
    @Test
    void aFrozenDriverIsAGapOfTheRingAndACounterThatStands() {
        try (Meter meter = fake.at(2).meter()) {
            long before = FakeNvml.counter(meter);
            fake.set("frozen", 2).at(5);
            fake.tree().pass(3);

            assertThat(FakeNvml.read(meter, "power").getFirst()).isInstanceOfSatisfying(Reading.Gap.class, gap -> {
                assertThat(gap.reason()).isEqualTo(GapReason.NOT_VALID_NOW);
                assertThat(gap.detail()).contains("3.0 s");
            });
            assertThat(FakeNvml.counter(meter)).isEqualTo(before);
            assertThat(((Reading.Power) FakeNvml.read(meter, "power-average").getFirst()).watts())
                    .isPositive();
        }
    }

    /// Bug 27 (zeus 181, Kokkos 295): the counter and the integral of the power differ by 1.7 on some
    /// cards. Both are channels of the same part, so that their ratio can be reported.
    @Test
    void aCounterOfTheWrongScaleStandsBesideThePowerOfTheSamePart() {
        fake.set("factor", 1.7).set("window", 0.1);
        try (Meter meter = fake.at(1).meter()) {
            FakeNvml.read(meter);
            long before = FakeNvml.counter(meter);
            fake.at(3);
            double counted = (FakeNvml.counter(meter) - before) / 1000.0;
            double average =
                    ((Reading.Power) FakeNvml.read(meter, "power-average").getFirst()).watts();

            assertThat(counted / (2 * average)).isCloseTo(1.7, within(1e-6));
            assertThat(part(meter, "energy")).isEqualTo(part(meter, "power")).isEqualTo(part(meter, "power-average"));
        }
    }

    @Test
    void aDriverThatUnloadsStartsTheCounterAgainAndTheRawNumberSaysSo() {
        try (Meter meter = fake.at(10).meter()) {
            assertThat(FakeNvml.counter(meter)).isEqualTo(1_800_000);
            fake.set("loaded", 11).at(12);

            assertThat(FakeNvml.counter(meter)).isEqualTo(180_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"samples, 3", "samples, 6", "samples, 13"})
    void withoutARingThePowerIsPolled(String function, int code) {
        fake.set("fail." + function, code);
        try (Meter meter = fake.at(2.1).meter()) {
            Reading reading = FakeNvml.read(meter, "power").getFirst();

            assertThat(((Reading.Power) reading).watts()).isEqualTo(300);
            assertThat(reading.moment().hasDeviceTime()).isFalse();
            assertThat(meter.channels().get(1).note()).contains("polled");
        }
    }

    /// A GTX 1050 Ti or an RTX 4060 has no such counter: NOT_SUPPORTED is no channel, and never 0 J.
    @Test
    void whatIsNotSupportedIsNotAChannel() {
        fake.set("fail.energy", 3).set("fail.utilisation", 3).set("fail.average", 3);
        try (Meter meter = fake.at(1).meter()) {
            assertThat(names(meter)).containsExactly("power", "power-instant", "memory-used");
        }
    }

    @Test
    void aGpuThatTellsNeitherEnergyNorPowerIsBrokenAndNamed() {
        fake.set("fail.energy", 3).set("fail.power", 3).set("fail.samples", 3).set("fail.fields", 3);

        assertThat(fake.at(1).probe()).singleElement().isInstanceOfSatisfying(Probe.Broken.class, broken -> {
            assertThat(broken.device()).contains(FakeNvml.GPU_0);
            assertThat(broken.reason()).contains("driver 999.10 supports neither energy nor power");
        });
    }

    @Test
    void aLostGpuIsAGapOfEachChannelAndNothingIsThrown() {
        try (Meter meter = fake.at(1).meter()) {
            int channels = meter.channels().size();
            fake.set("lost_after", 0).at(2);

            assertThat(FakeNvml.read(meter)).hasSize(channels).allSatisfy(reading -> {
                assertThat(((Reading.Gap) reading).reason()).isEqualTo(GapReason.GONE);
                assertThat(((Reading.Gap) reading).detail()).isEqualTo("error 15, GPU is lost");
            });
        }
    }

    @Test
    void oneChannelThatFailsDoesNotDisturbTheOthers() {
        try (Meter meter = fake.at(1).meter()) {
            fake.set("fail.energy", 999).set("fail.instant", 999).at(2);

            List<Reading> readings = FakeNvml.read(meter);

            assertThat(readings.stream()
                            .filter(Reading.Gap.class::isInstance)
                            .map(reading -> reading.channel().text().replaceFirst(".*/", "")))
                    .containsExactly("energy", "power-instant");
            assertThat(readings).hasSize(6);
        }
    }

    /// Bug 26 (lm-sensors): all bits set is not four megawatts.
    @Test
    void allBitsSetIsImplausible() {
        fake.set("fail.samples", 3);
        try (Meter meter = fake.at(1).meter()) {
            fake.set("all_ones", 1);

            assertThat(((Reading.Gap) FakeNvml.read(meter, "power").getFirst()).reason())
                    .isEqualTo(GapReason.IMPLAUSIBLE);
        }
    }

    /// Bug 25 (dcgm-exporter 317, 257): the card's power was printed once for each of its MIG instances.
    @Test
    void aDividedCardIsCountedOnceAndItsInstancesNever() {
        fake.set("mig", 7).set("fail.utilisation", 3);
        try (Meter meter = fake.at(1).meter()) {
            long before = FakeNvml.counter(meter);
            fake.at(4);

            assertThat(FakeNvml.counter(meter) - before).isEqualTo(540_000);
            assertThat(meter.channels().getFirst().note()).contains("MIG is on").contains("modelled");
            assertThat(meter.channels().stream().map(Channel::part).distinct()).hasSize(1);
        }
    }

    /// Zeus pull request 172: on Grace Hopper the counter covers processor, memory and GPU.
    @Test
    void theCounterOfASuperchipIsOfItsModule() {
        fake.set("module", 1).set("memory", 1).set("arch", 9).set("cc", 90);
        try (Meter meter = fake.at(1.4).meter()) {
            assertThat(part(meter, "energy")).isEqualTo(Part.of("wall/node/module-0"));
            assertThat(part(meter, "module-power")).isEqualTo(Part.of("wall/node/module-0"));
            assertThat(part(meter, "power")).isEqualTo(Part.of("wall/node/module-0/gpu-" + FakeNvml.GPU_0));
            assertThat(part(meter, "memory-power").toString()).endsWith(FakeNvml.GPU_0 + "/memory");
            assertThat(((Reading.Power) FakeNvml.read(meter, "module-power").getFirst()).watts())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, 70, 0.010, 0.010",
        "7, 80, 0.025, 0.025",
        "7, 86, 1, -1",
        "8, 89, 1, -1",
        "9, 90, 1, 0.025",
        "10, 100, 1, -1",
        "6, 75, -1, -1",
        "2, 35, -1, -1"
    })
    void whatAPowerIsAMeanOfDependsOnTheArchitecture(int arch, int capability, double usage, double instant) {
        fake.set("arch", arch).set("cc", capability).set("fail.samples", 3);
        try (Meter meter = fake.at(1).meter()) {
            assertThat(signal(meter, "power")).isEqualTo(gauge(usage));
            assertThat(signal(meter, "power-instant")).isEqualTo(gauge(instant));
            assertThat(signal(meter, "power-average")).isEqualTo(gauge(1));
        }
    }

    @Test
    void aClosedMeterReadsNothingAndCanBeClosedAgain() {
        Meter meter = fake.at(1).meter();
        meter.close();
        meter.close();

        assertThat(FakeNvml.read(meter)).isEmpty();
    }

    private static Signal gauge(double window) {
        return new Signal.PowerGauge(window < 0 ? new Averaging.Unknown() : new Averaging.Window(window));
    }

    private static Stream<String> names(Meter meter) {
        return meter.channels().stream().map(channel -> channel.id().text().replaceFirst(".*/", ""));
    }

    private static Channel channel(Meter meter, String name) {
        return meter.channels().stream()
                .filter(channel -> channel.id().text().endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    private static Part part(Meter meter, String name) {
        return channel(meter, name).part();
    }

    private static Signal signal(Meter meter, String name) {
        return channel(meter, name).signal();
    }
}
