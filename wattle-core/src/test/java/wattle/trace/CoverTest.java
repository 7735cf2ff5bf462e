package wattle.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoverTest {

    private static final List<Basis> BASES = List.of(Basis.MEASURED, Basis.VENDOR_MODEL, Basis.OUR_MODEL);

    @Test
    void psysPackagesDramAndAMirrorAreOneCoverWithARest() {
        Cover cover = Cover.of(List.of(
                of("rapl/psys", "wall/node/platform", 100, Basis.VENDOR_MODEL),
                of("rapl/package-0", "wall/node/platform/cpu-0", 50, Basis.VENDOR_MODEL),
                of("rapl/mmio/package-0", "wall/node/platform/cpu-0", 50.1, Basis.VENDOR_MODEL),
                of("rapl/package-0/core", "wall/node/platform/cpu-0/core", 30, Basis.VENDOR_MODEL),
                of("rapl/package-0/dram", "wall/node/platform/dram-0", 10, Basis.VENDOR_MODEL)));

        assertThat(cover.lines())
                .extracting(Cover.Line::name)
                .containsExactly("core", "cpu-0 (rest)", "dram-0", "platform (rest)");
        assertThat(cover.total().joules()).isEqualTo(100);
        assertThat(cover.unseen()).hasValueSatisfying(text -> assertThat(text).contains("platform"));
    }

    /// Bug 6 (CodeCarbon): a modelled RAM power was added to a measured CPU power.
    @Test
    void aModelIsNeverAddedToWhatWasMeasured() {
        Cover cover = Cover.of(List.of(
                of("model/node", "wall/node", 500, Basis.OUR_MODEL),
                of("rapl/package-0", "wall/node/platform/cpu-0", 50, Basis.VENDOR_MODEL)));

        assertThat(cover.total().joules()).isEqualTo(50);
    }

    @Test
    void withoutAnyMeterTheModelIsAllThereIs() {
        Cover cover = Cover.of(List.of(of("model/node", "wall/node", 500, Basis.OUR_MODEL)));

        assertThat(cover.total().joules()).isEqualTo(500);
        assertThat(cover.unseen()).isEmpty();
    }

    /// Bug 25 (dcgm-exporter): the power of a whole GPU once per instance.
    @Test
    void whatWatchesTheSamePartIsCountedOnce() {
        Cover cover = Cover.of(List.of(
                of("nvml/GPU-1/energy", "wall/node/gpu-1", 70, Basis.MEASURED),
                of("nvml/GPU-1/power", "wall/node/gpu-1", 71, Basis.MEASURED),
                of("dcgm/GPU-1/mig-0", "wall/node/gpu-1", 70, Basis.MEASURED),
                of("dcgm/GPU-1/mig-1", "wall/node/gpu-1", 70, Basis.MEASURED)));

        assertThat(cover.total().joules()).isCloseTo(70, within(1.0));
    }

    @Test
    void partsThatExceedTheirWholeAreSaidAndDoNotDivideIt() {
        Cover cover = Cover.of(List.of(
                of("ipmi/dcmi", "wall/node", 100, Basis.MEASURED),
                of("nvml/GPU-1/energy", "wall/node/gpu-1", 170, Basis.MEASURED)));

        assertThat(cover.total().joules()).isEqualTo(100);
        assertThat(cover.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.PARTS_EXCEED_WHOLE);
    }

    @Test
    void linesAlwaysSumToTheTotal() {
        List<String> parts = List.of(
                "wall",
                "wall/node",
                "wall/node/platform",
                "wall/node/platform/cpu-0",
                "wall/node/platform/cpu-1",
                "wall/node/platform/cpu-0/core",
                "wall/node/platform/dram-0",
                "wall/node/gpu-1",
                "wall/node/gpu-2");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            List<Cover.Candidate> candidates = new ArrayList<>();
            for (String part : parts) {
                for (int k = random.nextInt(3); k > 0; k--) {
                    candidates.add(
                            of("m" + k + "/" + part, part, 500 * random.nextDouble(), BASES.get(random.nextInt(3))));
                }
            }
            Cover cover = Cover.of(candidates);
            double sum =
                    cover.lines().stream().mapToDouble(l -> l.energy().joules()).sum();
            assertThat(sum).isCloseTo(cover.total().joules(), within(1e-9));
            assertThat(cover.lines()).allMatch(line -> line.energy().joules() >= 0);
        }
    }

    private static Cover.Candidate of(String id, String part, double joules, Basis basis) {
        Channel channel = new Channel(
                new ChannelId(id), Part.of(part), new Signal.EnergyCounter(1e-6, 0), basis, Traits.UNKNOWN, "");
        return new Cover.Candidate(
                channel, new EnergyEstimate(joules, Map.of(EnergyEstimate.Cause.EDGES, joules * 0.005)), true);
    }
}
