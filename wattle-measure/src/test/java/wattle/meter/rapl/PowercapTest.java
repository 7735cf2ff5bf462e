package wattle.meter.rapl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Bench;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.meter.Unprivileged;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;

@EnabledOnOs(OS.LINUX)
class PowercapTest {

    private static final long INTEL = 262_143_328_850L;
    private static final long DRAM = 65_712_999_613L;

    @TempDir
    Path root;

    private FakeTree tree;

    @BeforeEach
    void anIntelMachine() {
        tree = new FakeTree(root);
        processor("GenuineIntel", 6, 85, "fpu");
    }

    /// Bug 1 (JoularJX): `intel-rapl:1` was taken for psys, and is the second package of a server.
    @Test
    void theSecondZoneOfAServerIsItsSecondPackageAndNotPsys() {
        twoSockets();

        assertThat(parts())
                .containsEntry("rapl/package-0", "wall/node/platform/cpu-0")
                .containsEntry("rapl/package-1", "wall/node/platform/cpu-1");
    }

    /// Bug 5 (CodeCarbon): DRAM was dropped, and two sockets' `dram` fell into one.
    @Test
    void eachSocketKeepsItsOwnMemoryBesideItsPackage() {
        twoSockets();
        Map<String, String> parts = parts();

        assertThat(parts)
                .containsEntry("rapl/package-0/dram", "wall/node/platform/dram-0")
                .containsEntry("rapl/package-1/dram", "wall/node/platform/dram-1");
        assertThat(Part.of("wall/node/platform/cpu-0").overlaps(Part.of("wall/node/platform/dram-0")))
                .isFalse();
    }

    /// Bug 12 (Scaphandre): psys stood for the machine whenever it was there. It is a part of its own, with the
    /// packages inside it. Acceptance 3, layout.
    @Test
    void psysIsAPartOfItsOwnAndMmioIsThePackageAgain() {
        zone("intel-rapl:0", "package-0", 10, INTEL);
        zone("intel-rapl:0:0", "core", 4, INTEL);
        zone("intel-rapl:0:1", "uncore", 1, INTEL);
        zone("intel-rapl:1", "psys", 20, INTEL);
        zone("intel-rapl-mmio:0", "package-0", 10, INTEL);

        assertThat(parts())
                .containsOnly(
                        Map.entry("rapl/package-0", "wall/node/platform/cpu-0"),
                        Map.entry("rapl/package-0/core", "wall/node/platform/cpu-0/core"),
                        Map.entry("rapl/package-0/uncore", "wall/node/platform/cpu-0/uncore"),
                        Map.entry("rapl/psys", "wall/node/platform"),
                        Map.entry("rapl/mmio/package-0", "wall/node/platform/cpu-0"));
    }

    /// Bugs 13 (Alumet) and 15 (pyRAPL): `package-0-die-1` ended the program. Acceptance 2, distinct dies.
    @Test
    void aDieOfAnIntelPackageCountsAlone() {
        zone("intel-rapl:0", "package-0-die-0", 10, INTEL);
        zone("intel-rapl:0:0", "dram", 1, DRAM);
        zone("intel-rapl:1", "package-0-die-1", 12, INTEL);

        assertThat(parts())
                .containsEntry("rapl/package-0-die-0", "wall/node/platform/cpu-0-die-0")
                .containsEntry("rapl/package-0-die-0/dram", "wall/node/platform/dram-0-die-0")
                .containsEntry("rapl/package-0-die-1", "wall/node/platform/cpu-0-die-1");
    }

    /// Acceptance 2, mirrored dies: AMD's counters are the package's, whatever the zone is called.
    @Test
    void diesOfAnAmdPackageAreTheSamePartSoThatTheyAreNeverAdded() {
        processor("AuthenticAMD", 23, 49, "fpu");
        zone("intel-rapl:0", "package-0-die-0", 10, 65_532_610_987L);
        zone("intel-rapl:1", "package-0-die-1", 10, 65_532_610_987L);

        assertThat(parts().values()).containsOnly("wall/node/platform/cpu-0");
        assertThat(parts()).hasSize(2);
    }

    @Test
    void aNameThatNobodyKnowsIsALeafOfItsOwn() {
        zone("intel-rapl:0", "package-0", 10, INTEL);
        zone("intel-rapl:0:0", "npu of tomorrow", 3, INTEL);
        zone("intel-rapl:7", "package-x", 3, INTEL);
        zone("intel-rapl:8", "psys-1", 3, INTEL);

        assertThat(parts())
                .containsEntry("rapl/package-0/npu-of-tomorrow", "wall/node/package-0-npu-of-tomorrow")
                .containsEntry("rapl/package-x", "wall/node/package-x")
                .containsEntry("rapl/psys-1", "wall/node/platform");
    }

    /// Bug 17 (EnergiBridge): only processor 0 was read, a missing domain ended the program, and DRAM had the
    /// package's unit.
    @Test
    void bothSocketsAreReadWithTheirOwnRangesAndAMissingDomainIsNoFailure() {
        zone("intel-rapl:0", "package-0", 10, INTEL);
        zone("intel-rapl:1", "package-1", 20, INTEL);
        zone("intel-rapl:1:0", "dram", 30, DRAM);
        Meter meter = Bench.meter(probe());
        Map<String, Reading> readings = Bench.read(meter);

        assertThat(Bench.raw(readings, "rapl/package-0")).isEqualTo(10);
        assertThat(Bench.raw(readings, "rapl/package-1")).isEqualTo(20);
        assertThat(Bench.raw(readings, "rapl/package-1/dram")).isEqualTo(30);
        assertThat(Bench.channel(meter, "rapl/package-0").signal())
                .isEqualTo(new Signal.EnergyCounter(1e-6, INTEL + 1));
        assertThat(Bench.channel(meter, "rapl/package-1/dram").signal())
                .isEqualTo(new Signal.EnergyCounter(1e-6, DRAM + 1));
        assertThat(Bench.channel(meter, "rapl/package-0").traits().quantum().orElseThrow())
                .isCloseTo(61.035e-6, within(1e-9));
        assertThat(Bench.channel(meter, "rapl/package-1/dram")
                        .traits()
                        .quantum()
                        .orElseThrow())
                .isCloseTo(15.3e-6, within(1e-9));
        // 65.7 kJ at 1 kW are 66 s, a quarter of which is the slowest pace.
        assertThat(meter.pace().longestS()).isCloseTo(16.4, within(0.1));
    }

    /// Bug 3 (CodeCarbon): a failed read was 0 J, and the next one a wrap. Acceptance 4: a file that vanishes and
    /// one that answers nonsense are gaps, the others go on, and what comes back is read again.
    @Test
    void aFailedReadIsAGapAndDisturbsNoOtherChannel() {
        twoSockets();
        Meter meter = Bench.meter(probe());
        tree.change(energy("intel-rapl:0"), "garbage");
        tree.change(energy("intel-rapl:1"), 21);
        tree.delete(energy("intel-rapl:0:0"));
        Map<String, Reading> readings = Bench.read(meter);

        assertThat(Bench.gap(readings, "rapl/package-0").reason()).isEqualTo(GapReason.MALFORMED);
        assertThat(Bench.gap(readings, "rapl/package-0/dram").reason()).isEqualTo(GapReason.GONE);
        assertThat(Bench.raw(readings, "rapl/package-1")).isEqualTo(21);

        tree.change(energy("intel-rapl:0"), 11);
        assertThat(Bench.raw(Bench.read(meter), "rapl/package-0")).isEqualTo(11);
        meter.close();
        meter.close();
        assertThat(Bench.gap(Bench.read(meter), "rapl/package-0").reason()).isEqualTo(GapReason.GONE);
    }

    @Test
    void aDeviceThatAnswersWithAnErrorIsAGapThatSaysWhich() {
        zone("intel-rapl:0", "package-0", 10, INTEL);
        zone("intel-rapl:1", "package-1", 10, INTEL);
        tree.delete(energy("intel-rapl:1")).link(energy("intel-rapl:1"), "/proc/self/mem");
        Map<String, Reading> readings = Bench.read(Bench.meter(probe()));

        assertThat(Bench.gap(readings, "rapl/package-1"))
                .matches(gap ->
                        gap.reason() == GapReason.READ_FAILED && gap.detail().contains("EIO"));
        assertThat(Bench.raw(readings, "rapl/package-0")).isEqualTo(10);
    }

    /// Acceptance 4: EACCES.
    @Test
    void aCounterOfRootIsDeniedWithTheCommandThatGrantsItAndTheOthersAreReady() {
        twoSockets();
        Unprivileged.forbid(tree, energy("intel-rapl:1"));
        List<Probe> probes = Unprivileged.run(this::probe);

        assertThat(Bench.only(Probe.Denied.class, probes)).singleElement().satisfies(denied -> {
            assertThat(denied.device()).contains("package-1").doesNotContain("package-0");
            assertThat(denied.reason()).contains("intel-rapl:1/energy_uj: mode ---------, owner ");
            assertThat(denied.remedy())
                    .startsWith("sudo chmod -R a+r " + root + "/sys/class/powercap/intel-rapl\n")
                    .contains("udev", "perf_event_paranoid");
        });
        assertThat(Bench.channels(Bench.meter(probes))).hasSize(3).doesNotContainKey("rapl/package-1");
    }

    /// Bug 4 (CodeCarbon, issue 1309): an unreadable range made energies negative.
    @Test
    void anUnreadableRangeIsTakenFromTheKindOfProcessorOrSaidToBeUnknown() {
        zone("intel-rapl:0", "package-0", 10, 0);
        zone("intel-rapl:0:0", "dram", 10, 0);
        tree.delete("sys/class/powercap/intel-rapl:0:0/max_energy_range_uj");
        zone("intel-rapl:1", "psys", 10, 0);
        Meter meter = Bench.meter(probe());

        assertThat(Bench.channel(meter, "rapl/package-0").signal())
                .isEqualTo(new Signal.EnergyCounter(1e-6, INTEL + 1));
        assertThat(Bench.channel(meter, "rapl/package-0/dram").signal())
                .isEqualTo(new Signal.EnergyCounter(1e-6, DRAM + 1));
        assertThat(Bench.channel(meter, "rapl/psys").signal()).isEqualTo(new Signal.EnergyCounter(1e-6, 0));
        assertThat(Bench.channel(meter, "rapl/psys").note()).contains("range is unknown");
    }

    @Test
    void filteringAndVirtualMachinesAreNoted() {
        zone("intel-rapl:0", "package-0", 0, INTEL);
        processor("GenuineIntel", 6, 85, "fpu sgx");
        assertThat(Bench.channel(Bench.meter(probe()), "rapl/package-0").note()).contains("SGX");
        processor("GenuineIntel", 6, 85, "fpu hypervisor");
        assertThat(Bench.channel(Bench.meter(probe()), "rapl/package-0").note()).contains("virtual machine");
    }

    @Test
    void withoutZonesAProcessorThatShouldHaveThemIsToldSoAndAnotherIsNot() {
        assertThat(probe())
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Absent.class,
                        absent -> assertThat(absent.reason()).contains("modprobe"));
        processor("GenuineIntel", 6, 85, "fpu hypervisor");
        assertThat(probe())
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Absent.class,
                        absent -> assertThat(absent.reason()).contains("virtual machine"));
        tree.put("proc/cpuinfo", "CPU implementer : 0x41");
        assertThat(probe()).isEmpty();
    }

    @Test
    void aZoneWithoutACounterIsBrokenAndOneWithoutANameIsPassedOver() {
        tree.put("sys/class/powercap/intel-rapl:0/name", "package-0");
        tree.put("sys/class/powercap/intel-rapl:1/energy_uj", 1);

        assertThat(probe()).singleElement().isInstanceOf(Probe.Broken.class);
    }

    private void twoSockets() {
        zone("intel-rapl:0", "package-0", 10, INTEL);
        zone("intel-rapl:0:0", "dram", 1, DRAM);
        zone("intel-rapl:1", "package-1", 20, INTEL);
        zone("intel-rapl:1:0", "dram", 2, DRAM);
    }

    private void zone(String folder, String name, long microjoules, long largest) {
        tree.put("sys/class/powercap/" + folder + "/name", name)
                .put(energy(folder), microjoules)
                .put("sys/class/powercap/" + folder + "/max_energy_range_uj", largest);
    }

    private static String energy(String folder) {
        return "sys/class/powercap/" + folder + "/energy_uj";
    }

    private void processor(String vendor, int family, int model, String flags) {
        tree.put(
                "proc/cpuinfo",
                "processor\t: 0\nvendor_id\t: %s\ncpu family\t: %d\nmodel\t\t: %d\nflags\t\t: %s"
                        .formatted(vendor, family, model, flags));
    }

    private List<Probe> probe() {
        return new RaplKind().probe(tree.machine());
    }

    private Map<String, String> parts() {
        return Bench.ready(probe()).stream()
                .flatMap(meter -> meter.channels().stream())
                .collect(java.util.stream.Collectors.toMap(
                        c -> c.id().text(), c -> c.part().toString()));
    }
}
