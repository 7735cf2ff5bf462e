package wattle.meter.hwmon;

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
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Reading;
import wattle.trace.Signal;

@EnabledOnOs(OS.LINUX)
class HwmonTest {

    @TempDir
    Path root;

    private FakeTree tree;

    @BeforeEach
    void aTree() {
        tree = new FakeTree(root);
    }

    @Test
    void anAmdGpuIsNamedByItsBusAddressAndNotByTheOrderOfChips() {
        chip(3, "amdgpu", "0000:03:00.0");
        put(3, "power1_average", 93_000_000);
        put(3, "power1_input", 95_000_000);
        put(3, "power1_label", "PPT");
        put(3, "power1_cap", 200_000_000);
        Meter meter = Bench.meter(probe());
        Map<String, Reading> readings = Bench.read(meter);

        assertThat(Bench.watts(readings, "hwmon/amdgpu-0000:03:00.0/power1_average"))
                .isCloseTo(93, within(1e-9));
        assertThat(Bench.watts(readings, "hwmon/amdgpu-0000:03:00.0/power1_input"))
                .isCloseTo(95, within(1e-9));
        assertThat(parts()).containsOnly("wall/node/gpu-0000:03:00.0");
        assertThat(Bench.channel(meter, "hwmon/amdgpu-0000:03:00.0/power1_input")
                        .signal())
                .isEqualTo(new Signal.PowerGauge(new Signal.Averaging.Instant()));
    }

    @Test
    void withoutALinkToItsDeviceTheFolderAboveTellsTheAddress() {
        tree.put("sys/devices/pci/0000:01:00.0/hwmon/hwmon7/name", "nouveau")
                .put("sys/devices/pci/0000:01:00.0/hwmon/hwmon7/power1_input", 5_000_000)
                .link("sys/class/hwmon/hwmon7", "../../devices/pci/0000:01:00.0/hwmon/hwmon7");

        assertThat(parts()).containsExactly("wall/node/gpu-0000:01:00.0");
    }

    @Test
    void anAmdGpuWithoutAPowerCapMayBeAWholeSocket() {
        chip(0, "amdgpu", "0000:c4:00.0");
        put(0, "power1_input", 12_000_000);

        assertThat(Bench.channel(Bench.meter(probe()), "hwmon/amdgpu-0000:c4:00.0/power1_input")
                        .note())
                .contains("APU");
    }

    @Test
    void anIntelGpuCountsEnergyAndIsReadWithinAMinute() {
        chip(1, "xe", "0000:08:00.0");
        put(1, "energy1_input", 1_000_000);
        put(1, "energy1_label", "card");
        put(1, "energy2_input", 700_000);
        put(1, "energy2_label", "pkg");
        chip(2, "i915_gt0", "0000:09:00.0");
        put(2, "energy1_input", 5);
        List<Meter> meters = Bench.ready(probe());

        assertThat(meters)
                .allSatisfy(meter -> assertThat(meter.pace().longestS()).isEqualTo(60));
        assertThat(Bench.channel(meters.getFirst(), "hwmon/xe-0000:08:00.0/energy1_input")
                        .signal())
                .isEqualTo(new Signal.EnergyCounter(1e-6, 0));
        assertThat(parts())
                .containsExactly(
                        "wall/node/gpu-0000:08:00.0",
                        "wall/node/gpu-0000:08:00.0/pkg",
                        "wall/node/gpu-0000:09:00.0/gt0");
    }

    @Test
    void amdEnergyNamesSocketsAndCores() {
        chip(0, "amd_energy", "amd_energy.0");
        put(0, "energy1_input", 10);
        put(0, "energy1_label", "Ecore003");
        put(0, "energy2_input", 20);
        put(0, "energy2_label", "Esocket1");
        put(0, "energy3_input", 30);
        put(0, "energy3_label", "Ecore004");
        tree.put("sys/devices/system/cpu/cpu3/topology/physical_package_id", 1);

        assertThat(parts())
                .containsExactly(
                        "wall/node/platform/cpu-1/core/core-3",
                        "wall/node/platform/cpu-1",
                        "wall/node/amd_energy-amd_energy.0/Ecore004");
    }

    @Test
    void aChipOfRootIsDeniedWithTheCommandThatGrantsIt() {
        chip(0, "zenergy", "zenergy.0");
        put(0, "energy1_input", 20);
        put(0, "energy1_label", "Esocket0");
        Unprivileged.forbid(tree, "sys/class/hwmon/hwmon0/energy1_input");

        assertThat(Unprivileged.run(this::probe))
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Denied.class,
                        denied -> assertThat(denied.remedy())
                                .isEqualTo("sudo chmod a+r " + root + "/sys/class/hwmon/hwmon0/energy1_input"));
    }

    @Test
    void fam15hIsTheSocketWhereThereIsOneNode() {
        chip(0, "fam15h_power", "0000:00:18.4");
        put(0, "power1_input", 40_000_000);
        assertThat(parts()).containsExactly("wall/node/platform/cpu-0");

        chip(1, "fam15h_power", "0000:00:19.4");
        put(1, "power1_input", 40_000_000);
        assertThat(parts())
                .containsExactly(
                        "wall/node/fam15h_power-0000:00:18.4/power1", "wall/node/fam15h_power-0000:00:19.4/power1");
    }

    @Test
    void anAcpiMeterIsTheNodeAndSaysItsWindowAndAccuracy() {
        chip(4, "power_meter", "ACPI000D:00");
        put(4, "power1_average", 214_000_000);
        put(4, "power1_average_interval", 1000);
        put(4, "power1_accuracy", "95.0%");
        Meter meter = Bench.meter(probe());
        Channel channel = meter.channels().getFirst();

        assertThat(Bench.watts(Bench.read(meter), "hwmon/power_meter-ACPI000D:00/power1_average"))
                .isCloseTo(214, within(1e-9));
        assertThat(channel.part()).hasToString("wall/node");
        assertThat(channel.signal()).isEqualTo(new Signal.PowerGauge(new Signal.Averaging.Window(1.0)));
        assertThat(channel.traits().accuracy().orElseThrow()).isCloseTo(0.05, within(1e-12));
        assertThat(channel.traits().periodS()).hasValue(1.0);
    }

    /// Bug 26 (lm-sensors issue 460): ACPI's "unknown" was printed as 4.29 MW.
    @Test
    void allBitsSetIsNoPower() {
        chip(0, "power_meter", "ACPI000D:00");
        for (long unknown : new long[] {0xFFFF_FFFFL * 1000, 0xFFFF_FFFFL, 1_000_000_000_001L, -5}) {
            put(0, "power1_average", unknown);
            assertThat(Bench.gap(Bench.read(Bench.meter(probe())), "hwmon/power_meter-ACPI000D:00/power1_average")
                            .reason())
                    .isEqualTo(GapReason.IMPLAUSIBLE);
        }
    }

    @Test
    void theOldLayoutKeepsItsFilesInTheDevicesFolder() {
        tree.put("sys/class/hwmon/hwmon0/device/name", "power_meter")
                .put("sys/class/hwmon/hwmon0/device/power1_average", 100_000_000);

        assertThat(Bench.watts(Bench.read(Bench.meter(probe())), "hwmon/power_meter/power1_average"))
                .isCloseTo(100, within(1e-9));
    }

    @Test
    void graceTellsItsPartsByTheOemsWords() {
        String[] names = {"Module", "Grace", "CPU", "SysIO"};
        for (int i = 0; i < names.length; i++) {
            chip(i, "power_meter", "ACPI000D:0" + i);
            put(i, "power1_average", 50_000_000);
            put(i, "power1_average_interval", 50);
            tree.put("sys/devices/bus/ACPI000D:0" + i + "/power1_oem_info", names[i] + " Power Socket 1");
        }

        assertThat(parts())
                .containsExactly(
                        "wall/node/module-1",
                        "wall/node/module-1/grace-1",
                        "wall/node/module-1/grace-1/cpu-1",
                        "wall/node/module-1/grace-1/sysio-1");
    }

    @Test
    void voltsTimesAmperesIsMadeOnlyForChipsWhoseWiringIsKnown() {
        chip(0, "ina3221", "1-0041");
        for (int n = 1; n <= 7; n++) {
            put(0, "in" + n + "_input", 5000);
            put(0, "curr" + n + "_input", 200 * n);
        }
        put(0, "in1_label", "VDD 5V");
        chip(1, "nct6798", "nct6775.656");
        put(1, "in1_input", 5000);
        put(1, "curr1_input", 200);
        chip(2, "max20730", "3-0020");
        put(2, "in2_input", 1000);
        put(2, "curr1_input", 3000);
        List<Meter> meters = Bench.ready(probe());

        assertThat(meters).hasSize(2);
        assertThat(Bench.read(meters.get(0)).keySet())
                .containsExactly(
                        "hwmon/ina3221-1-0041/in1xcurr1",
                        "hwmon/ina3221-1-0041/in2xcurr2",
                        "hwmon/ina3221-1-0041/in3xcurr3");
        assertThat(Bench.watts(Bench.read(meters.get(0)), "hwmon/ina3221-1-0041/in2xcurr2"))
                .isCloseTo(2, within(1e-9));
        assertThat(Bench.watts(Bench.read(meters.get(1)), "hwmon/max20730-3-0020/in2xcurr1"))
                .isCloseTo(3, within(1e-9));
        assertThat(parts()).contains("wall/node/ina3221-1-0041/VDD-5V", "wall/node/ina3221-1-0041/in2xcurr2");
    }

    /// Linux, `drivers/hwmon/ltc2992.c`: in0 and in1 are the two supplies, in2 to in5 four free inputs.
    @Test
    void theSecondCurrentOfAnLtc2992BelongsToItsSecondSupply() {
        chip(0, "ltc2992", "1-006a");
        put(0, "in0_input", 12_000);
        put(0, "in1_input", 5_000);
        put(0, "in2_input", 1_000);
        put(0, "curr1_input", 1_000);
        put(0, "curr2_input", 2_000);

        Meter meter = Bench.ready(probe()).getFirst();

        assertThat(Bench.watts(Bench.read(meter), "hwmon/ltc2992-1-006a/in0xcurr1"))
                .isCloseTo(12, within(1e-9));
        assertThat(Bench.watts(Bench.read(meter), "hwmon/ltc2992-1-006a/in1xcurr2"))
                .isCloseTo(10, within(1e-9));
    }

    @Test
    void aChipThatSaysWattsItselfIsNotMultiplied() {
        chip(0, "ina226", "1-0040");
        put(0, "in1_input", 5000);
        put(0, "curr1_input", 200);
        put(0, "power1_input", 1_000_000);

        assertThat(Bench.read(Bench.meter(probe())).keySet()).containsExactly("hwmon/ina226-1-0040/power1_input");
    }

    @Test
    void theMonitorsOfAJetsonAreLeftToJetson() {
        chip(0, "ina3221", "1-0040");
        put(0, "in1_input", 5000);
        put(0, "curr1_input", 200);
        assertThat(probe()).hasSize(1);

        tree.put("sys/firmware/devicetree/base/compatible", "nvidia,p3737-0000\0nvidia,tegra234\0");
        assertThat(probe()).isEmpty();
    }

    @Test
    void batteriesAndNegotiatedUsbPowerAreNoMeters() {
        chip(0, "BAT0", "BAT0");
        put(0, "power1_input", 9_000_000);
        tree.put("sys/class/power_supply/BAT0/type", "Battery");
        chip(1, "ucsi_source_psy_USBC000:001", "USBC000");
        put(1, "power1_input", 9_000_000);
        chip(2, "coretemp", "coretemp.0");
        put(2, "temp1_input", 40_000);

        assertThat(probe()).isEmpty();
    }

    @Test
    void twoChipsThatCannotBeToldApartAreBothKept() {
        for (int i = 0; i < 2; i++) {
            tree.put("sys/class/hwmon/hwmon" + i + "/name", "psu");
            put(i, "power1_input", 1_000_000);
        }

        assertThat(Bench.ready(probe()).stream()
                        .flatMap(m -> m.channels().stream())
                        .map(c -> c.id().text()))
                .containsExactly("hwmon/psu/power1_input", "hwmon/psu@2/power1_input");
    }

    /// Bug 3: a failed read is a gap; the other chips and sensors go on.
    @Test
    void aSensorThatFailsIsAGapAndItsNeighbourGoesOn() {
        chip(0, "ina226", "1-0040");
        put(0, "power1_input", 1_000_000);
        put(0, "power2_input", 2_000_000);
        Meter meter = Bench.meter(probe());
        tree.change("sys/class/hwmon/hwmon0/power1_input", "nan");
        Map<String, Reading> readings = Bench.read(meter);

        assertThat(Bench.gap(readings, "hwmon/ina226-1-0040/power1_input").reason())
                .isEqualTo(GapReason.MALFORMED);
        assertThat(Bench.watts(readings, "hwmon/ina226-1-0040/power2_input")).isCloseTo(2, within(1e-9));
    }

    private void chip(int number, String name, String address) {
        tree.put("sys/devices/bus/" + address + "/uevent", "")
                .put("sys/class/hwmon/hwmon" + number + "/name", name)
                .link("sys/class/hwmon/hwmon" + number + "/device", "../../../devices/bus/" + address);
    }

    private void put(int number, String file, Object value) {
        tree.put("sys/class/hwmon/hwmon" + number + "/" + file, value);
    }

    private List<Probe> probe() {
        return new HwmonKind().probe(tree.machine());
    }

    private List<String> parts() {
        return Bench.ready(probe()).stream()
                .flatMap(meter -> meter.channels().stream())
                .map(c -> c.part().toString())
                .distinct()
                .toList();
    }
}
