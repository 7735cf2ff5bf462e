package wattle.meter.rapl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Bench;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Signal;

/// The system call is the real one: a unit of type 1 (`PERF_TYPE_SOFTWARE`) whose event 0 (`cpu-clock`) counts ns
/// stands in for RAPL's, which virtual machines do not have.
@EnabledOnOs(OS.LINUX)
class PerfTest {

    private static final int SOFTWARE = 1;
    private static final int NOBODYS_TYPE = 99_999;
    private static final double SCALE = 0x1p-32;

    @TempDir
    Path root;

    private FakeTree tree;

    @BeforeEach
    void aMachineWithAPerfUnit() {
        tree = new FakeTree(root).put("proc/sys/kernel/perf_event_paranoid", 4);
        unit("power", SOFTWARE, "0");
        event("power", "energy-pkg", "event=0x00", "Joules");
        tree.put("sys/devices/system/cpu/cpu0/topology/physical_package_id", 0)
                .put("sys/devices/system/cpu/cpu0/topology/die_id", 0)
                .put("sys/devices/system/cpu/cpu0/topology/core_id", 0);
    }

    @Test
    void aCounterIsOpenedByTheSystemCallAndGrows() {
        Meter meter = opened();
        Channel channel = Bench.channel(meter, "rapl/perf/energy-pkg/cpu-0");
        long first = Bench.raw(Bench.read(meter), "rapl/perf/energy-pkg/cpu-0");
        long second = Bench.raw(Bench.read(meter), "rapl/perf/energy-pkg/cpu-0");

        assertThat(second).isGreaterThan(first);
        assertThat(channel.signal()).isEqualTo(new Signal.EnergyCounter(SCALE, 0));
        assertThat(channel.part()).hasToString("wall/node/platform/cpu-0");
        meter.close();
        meter.close();
        assertThat(Bench.gap(Bench.read(meter), "rapl/perf/energy-pkg/cpu-0").reason())
                .isEqualTo(GapReason.GONE);
    }

    @Test
    void eachEventIsThePartThatPowercapCallsByAnotherName() {
        tree.put("sys/class/powercap/intel-rapl:0/name", "package-0")
                .put("sys/class/powercap/intel-rapl:0/energy_uj", 5)
                .put("sys/class/powercap/intel-rapl:0/max_energy_range_uj", 262_143_328_850L);
        for (String name : List.of("cores", "ram", "gpu", "psys", "new")) {
            event("power", "energy-" + name, "event=0x00", "Joules");
        }
        unit("power_core", SOFTWARE, "0");
        event("power_core", "energy-core", "event=0x00", "Joules");
        event("power_core", "energy-celsius", "event=0x00", "Celsius");
        event("power_core", "energy-odd", "umask=0x00", "Joules");
        List<Meter> meters = Bench.ready(new RaplKind().probe(tree.machine()));
        assumeTrue(meters.size() == 3, "perf events are not allowed here");
        Map<String, String> parts = meters.stream()
                .flatMap(meter -> meter.channels().stream())
                .collect(java.util.stream.Collectors.toMap(
                        c -> c.id().text(), c -> c.part().toString()));
        String odd = Bench.channel(meters.get(1), "rapl/perf/energy-gpu/cpu-0").note();
        String same = Bench.channel(meters.get(1), "rapl/perf/energy-pkg/cpu-0").note();
        meters.forEach(Meter::close);

        assertThat(parts)
                .containsOnly(
                        Map.entry("rapl/package-0", "wall/node/platform/cpu-0"),
                        Map.entry("rapl/perf/energy-pkg/cpu-0", "wall/node/platform/cpu-0"),
                        Map.entry("rapl/perf/energy-cores/cpu-0", "wall/node/platform/cpu-0/core"),
                        Map.entry("rapl/perf/energy-gpu/cpu-0", "wall/node/platform/cpu-0/uncore"),
                        Map.entry("rapl/perf/energy-ram/cpu-0", "wall/node/platform/dram-0"),
                        Map.entry("rapl/perf/energy-psys/cpu-0", "wall/node/platform"),
                        Map.entry("rapl/perf/energy-new/cpu-0", "wall/node/energy-new-cpu-0"),
                        Map.entry("rapl/perf/energy-core/cpu-0", "wall/node/platform/cpu-0/core/core-0"));
        assertThat(odd).contains("powercap has no such domain");
        assertThat(same).doesNotContain("powercap has no such domain");
    }

    @Test
    void aMaskWithTwoProcessorsOfOnePackageCountsByDieExceptOnAmd() {
        tree.put("sys/devices/system/cpu/cpu1/topology/physical_package_id", 0)
                .put("sys/devices/system/cpu/cpu1/topology/die_id", 1);
        unit("power", SOFTWARE, "0-1");

        assertThat(partsOfOpened()).containsOnly("wall/node/platform/cpu-0-die-0", "wall/node/platform/cpu-0-die-1");
        tree.put("proc/cpuinfo", "vendor_id : AuthenticAMD");
        assertThat(partsOfOpened()).containsOnly("wall/node/platform/cpu-0");
    }

    @Test
    void dramOfSapphireRapidsIsDoubtedOnKernelsBeforeTheFix() {
        event("power", "energy-ram", "event=0x00", "Joules");
        tree.put("proc/cpuinfo", "vendor_id : GenuineIntel\ncpu family : 6\nmodel : 143")
                .put("proc/sys/kernel/osrelease", "5.19.0-42-generic");
        assertThat(noteOfDram()).contains("quarter");
        tree.put("proc/sys/kernel/osrelease", "6.0.2");
        assertThat(noteOfDram()).contains("quarter");
        tree.put("proc/sys/kernel/osrelease", "6.1.0");
        assertThat(noteOfDram()).doesNotContain("quarter");
    }

    @Test
    void aTypeThatTheKernelDoesNotKnowIsBrokenWithItsErrno() {
        unit("power", NOBODYS_TYPE, "0");

        assertThat(new RaplKind().probe(tree.machine()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Broken.class,
                        broken -> assertThat(broken.reason()).contains("errno 2 ENOENT"));
    }

    @Test
    void aUnitThatLacksItsMaskIsBroken() {
        unit("power", SOFTWARE, "");

        assertThat(new RaplKind().probe(tree.machine())).singleElement().isInstanceOf(Probe.Broken.class);
    }

    @Test
    void theSystemCallIsKnownWhereRaplIs() {
        assertThat(PerfCounters.systemCallOn("amd64")).isEqualTo(OptionalLong.of(298));
        assertThat(PerfCounters.systemCallOn("aarch64")).isEqualTo(OptionalLong.of(241));
        assertThat(PerfCounters.systemCallOn("s390x")).isEmpty();
    }

    @Test
    void masksAreListsOfNumbersAndRanges() {
        assertThat(Topology.list("0,16")).containsExactly(0, 16);
        assertThat(Topology.list("0-2,8\n")).containsExactly(0, 1, 2, 8);
        assertThat(Topology.list("")).isEmpty();
        assertThat(Topology.list("x,3")).containsExactly(3);
    }

    @Test
    void aReadOfAClosedDescriptorSaysWhichErrno() {
        PerfCounters counters = PerfCounters.using(
                PerfCounters.systemCallOn(System.getProperty("os.arch")).orElseThrow());

        assertThat(counters.read(-1)).isEqualTo(-9);
        counters.close();
    }

    private Meter opened() {
        List<Probe> probes = new RaplKind().probe(tree.machine());
        assumeTrue(!Bench.ready(probes).isEmpty(), () -> "perf events are not allowed here: " + probes);
        return Bench.meter(probes);
    }

    private List<String> partsOfOpened() {
        try (Meter meter = opened()) {
            return meter.channels().stream().map(c -> c.part().toString()).toList();
        }
    }

    private String noteOfDram() {
        try (Meter meter = opened()) {
            return Bench.channel(meter, "rapl/perf/energy-ram/cpu-0").note();
        }
    }

    private void unit(String name, int type, String cpus) {
        tree.put("sys/bus/event_source/devices/" + name + "/type", type)
                .put("sys/bus/event_source/devices/" + name + "/cpumask", cpus);
    }

    private void event(String unit, String name, String config, String unitOfScale) {
        String path = "sys/bus/event_source/devices/" + unit + "/events/" + name;
        tree.put(path, config)
                .put(path + ".scale", "2.3283064365386962890625e-10")
                .put(path + ".unit", unitOfScale);
    }
}
