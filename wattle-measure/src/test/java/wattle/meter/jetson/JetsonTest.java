package wattle.meter.jetson;

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
import wattle.trace.Reading;

/// Acceptance 11: trees of JetPack 4, 5, 6 and 7, with NC, ENODATA and in7.
@EnabledOnOs(OS.LINUX)
class JetsonTest {

    private static final String I2C = "sys/bus/i2c/devices/";

    @TempDir
    Path root;

    private FakeTree tree;

    @BeforeEach
    void aTegra() {
        tree = new FakeTree(root).put("sys/firmware/devicetree/base/compatible", "nvidia,p3509\0nvidia,tegra234\0");
    }

    @Test
    void jetpackFourSaysMilliwattsAndNanosInputIsItsTotal() {
        iio("6-0040", "POM_5V_IN", "POM_5V_GPU", "POM_5V_CPU");
        Meter meter = Bench.meter(probe());
        Map<String, Reading> readings = Bench.read(meter);

        assertThat(readings.keySet())
                .containsExactlyInAnyOrder("jetson/total", "jetson/POM_5V_GPU", "jetson/POM_5V_CPU");
        assertThat(Bench.watts(readings, "jetson/total")).isCloseTo(1, within(1e-9));
        assertThat(Bench.watts(readings, "jetson/POM_5V_CPU")).isCloseTo(3, within(1e-9));
        assertThat(Bench.channel(meter, "jetson/total").part()).hasToString("wall/node/module-0");
    }

    /// Bug 8 (Zeus): `VDD_CPU_GPU_CV` was reported as CPU. JetPack 5 and 6: power is mV times mA.
    @Test
    void aRailOfSeveralThingsKeepsItsNameInsideTheModule() {
        hwmon("1-0040", "VDD_IN", "VDD_CPU_GPU_CV", "VDD_SOC");
        Meter meter = Bench.meter(probe());
        Map<String, Reading> readings = Bench.read(meter);

        assertThat(Bench.channel(meter, "jetson/VDD_CPU_GPU_CV").part())
                .hasToString("wall/node/module-0/VDD_CPU_GPU_CV");
        assertThat(Bench.watts(readings, "jetson/VDD_CPU_GPU_CV")).isCloseTo(10, within(1e-9));
        assertThat(Bench.watts(readings, "jetson/total")).isCloseTo(5, within(1e-9));
        assertThat(readings).hasSize(3);
    }

    /// Bug 8 (Zeus): AGX Xavier has no input rail and got no total.
    @Test
    void agxXaviersTotalIsTheSumOfItsSixRails() {
        hwmon("1-0040", "GPU", "CPU", "SOC");
        hwmon("1-0041", "CV", "VDDRQ", "SYS5V");
        Meter meter = Bench.meter(probe());
        Map<String, Reading> readings = Bench.read(meter);

        assertThat(readings).hasSize(7);
        assertThat(Bench.watts(readings, "jetson/total")).isCloseTo(2 * (5 + 10 + 15), within(1e-9));
        assertThat(Bench.channel(meter, "jetson/total").part()).hasToString("wall/node/module-0");
        assertThat(Bench.channel(meter, "jetson/SYS5V").part()).hasToString("wall/node/module-0/SYS5V");
    }

    @Test
    void agxOrinsTotalIsASumWithoutTheRailsThatAreNotConnected() {
        hwmon("1-0040", "VDD_GPU_SOC", "VDD_CPU_CV", "VIN_SYS_5V0");
        hwmon("1-0041", "NC", "VDDQ_VDD2_1V8AO", "NC");
        Map<String, Reading> readings = Bench.read(Bench.meter(probe()));

        assertThat(readings.keySet())
                .containsExactly(
                        "jetson/VDD_GPU_SOC",
                        "jetson/VDD_CPU_CV",
                        "jetson/VIN_SYS_5V0",
                        "jetson/VDDQ_VDD2_1V8AO",
                        "jetson/total");
        assertThat(Bench.watts(readings, "jetson/total")).isCloseTo(5 + 10 + 15 + 10, within(1e-9));
    }

    @Test
    void jetpackSevenHasItsTotalInAMonitorOfItsOwn() {
        tree.put(I2C + "2-0044/name", "ina238")
                .put(I2C + "2-0044/hwmon/hwmon5/power1_input", 42_000_000)
                .put(I2C + "2-0044/hwmon/hwmon5/in1_input", 20_000);
        hwmon("2-0040", "VDD_GPU", "VDD_CPU_SOC_MSS", "VIN_SYS_5V0");
        Map<String, Reading> readings = Bench.read(Bench.meter(probe()));

        assertThat(Bench.watts(readings, "jetson/total")).isCloseTo(42, within(1e-9));
        assertThat(readings).hasSize(4).containsKey("jetson/VDD_CPU_SOC_MSS");
    }

    /// Bug 14 (Alumet issue 212): one rail that answers ENODATA ended the source. The total is a gap that names the
    /// rail, never a partial sum.
    @Test
    void aRailThatIsSwitchedOffIsAGapAndTakesOnlyTheSumWithIt() {
        hwmon("1-0040", "VDD_GPU_SOC", "VDD_CPU_CV", "VIN_SYS_5V0");
        hwmon("1-0041", "NC", "VDDQ_VDD2_1V8AO", "NC");
        tree.put(I2C + "1-0040/hwmon/hwmon0/in2_enable", 0);
        Map<String, Reading> readings = Bench.read(Bench.meter(probe()));

        assertThat(Bench.gap(readings, "jetson/VDD_CPU_CV").reason()).isEqualTo(GapReason.NOT_VALID_NOW);
        assertThat(Bench.gap(readings, "jetson/total").detail()).startsWith("no total without jetson/VDD_CPU_CV");
        assertThat(Bench.watts(readings, "jetson/VDD_GPU_SOC")).isCloseTo(5, within(1e-9));
    }

    @Test
    void aRailWhoseChipDoesNotAnswerIsAGapAndTheDeclaredTotalStands() {
        hwmon("1-0040", "VDD_IN", "VDD_CPU_GPU_CV", "VDD_SOC");
        String current = I2C + "1-0040/hwmon/hwmon0/curr3_input";
        tree.delete(current).link(current, "/proc/self/mem");
        Map<String, Reading> readings = Bench.read(Bench.meter(probe()));

        assertThat(Bench.gap(readings, "jetson/VDD_SOC").detail()).contains("errno 5 EIO");
        assertThat(Bench.watts(readings, "jetson/total")).isCloseTo(5, within(1e-9));
    }

    @Test
    void aBoardThatNobodyKnowsGetsNoTotal() {
        hwmon("1-0040", "VDD_ONE", "VDD_TWO", "VDD_THREE");

        assertThat(Bench.read(Bench.meter(probe())).keySet())
                .containsExactly("jetson/VDD_ONE", "jetson/VDD_TWO", "jetson/VDD_THREE");
    }

    @Test
    void theCarrierBoardOfATxTwoIsOutsideTheModule() {
        iio("0-0041", "VDD_IN", "VDD_SYS_CPU", "VDD_SYS_DDR");
        iio("0-0042", "VDD_MUX", "VDD_5V0_IO_SYS", "VDD_3V3_SYS");
        iio("0-0043", "VDD_3V3_IO_SLP", "VDD_1V8_IO", "VDD_3V3_SYS_M2");
        Meter meter = Bench.meter(probe());

        // Beside the module, not around it: the module's input does not come from it.
        assertThat(Bench.channel(meter, "jetson/VDD_MUX").part()).hasToString("wall/node/carrier");
        assertThat(Bench.channel(meter, "jetson/VDD_3V3_SYS").part()).hasToString("wall/node/carrier/VDD_3V3_SYS");
        assertThat(Bench.channel(meter, "jetson/VDD_1V8_IO").part())
                .hasToString("wall/node/carrier/VDD_5V0_IO_SYS/VDD_1V8_IO");
    }

    @Test
    void twoRailsOfOneNameAreToldApartByTheirChips() {
        hwmon("1-0040", "VDD_IN", "AUX", "NC");
        hwmon("1-0041", "AUX", "NC", "NC");

        assertThat(Bench.read(Bench.meter(probe())).keySet())
                .containsExactly("jetson/total", "jetson/AUX", "jetson/AUX@1-0041");
    }

    /// Bug 9 (Zeus): `platform.processor()` is empty on many distributions, so "not a Jetson".
    @Test
    void aJetsonIsKnownByItsSysfsEvenWhereTheDeviceTreeIsHidden() {
        tree.delete("sys/firmware/devicetree/base/compatible");
        assertThat(probe()).isEmpty();
        hwmon("1-0040", "VDD_IN", "VDD_CPU_GPU_CV", "VDD_SOC");
        assertThat(Bench.ready(probe())).hasSize(1);

        FakeTree other = new FakeTree(root.resolve("other")).put("sys/devices/soc0/family", "Tegra");
        assertThat(new JetsonKind().probe(other.machine())).singleElement().isInstanceOf(Probe.Absent.class);
    }

    @Test
    void aMonitorOfAnotherBoardIsNotAJetsons() {
        tree.put("sys/firmware/devicetree/base/compatible", "raspberrypi,4-model-b\0brcm,bcm2711\0");
        hwmon("1-0040", "VDD_IN", "VDD_3V3", "VDD_5V");

        assertThat(probe()).isEmpty();
    }

    @Test
    void railsOfRootAreDeniedAndASumWithoutThemIsNotOffered() {
        hwmon("1-0040", "GPU", "CPU", "SOC");
        hwmon("1-0041", "CV", "VDDRQ", "SYS5V");
        Unprivileged.forbid(tree, I2C + "1-0041/hwmon/hwmon0/in1_input");
        List<Probe> probes = Unprivileged.run(this::probe);

        assertThat(Bench.only(Probe.Denied.class, probes))
                .singleElement()
                .satisfies(denied -> assertThat(denied.remedy())
                        .isEqualTo("sudo chmod a+r " + root + "/" + I2C + "1-0041/hwmon/hwmon0/in1_input"));
        assertThat(Bench.channels(Bench.meter(probes))).hasSize(5).doesNotContainKeys("jetson/CV", "jetson/total");
    }

    /// 1 W, 2 W and 3 W.
    private void iio(String device, String... rails) {
        tree.put(I2C + device + "/name", "ina3221x");
        for (int n = 0; n < rails.length; n++) {
            String folder = I2C + device + "/iio:device0/";
            tree.put(folder + "rail_name_" + n, rails[n])
                    .put(folder + "in_voltage" + n + "_input", 5000)
                    .put(folder + "in_current" + n + "_input", 200 * (n + 1))
                    .put(folder + "in_power" + n + "_input", 1000 * (n + 1));
        }
    }

    /// 5 W, 10 W and 15 W, and a seventh input that is no rail.
    private void hwmon(String device, String... rails) {
        String folder = I2C + device + "/hwmon/hwmon0/";
        tree.put(I2C + device + "/name", "ina3221").put(folder + "name", "ina3221");
        for (int n = 1; n <= rails.length; n++) {
            tree.put(folder + "in" + n + "_label", rails[n - 1])
                    .put(folder + "in" + n + "_input", 5000)
                    .put(folder + "in" + n + "_enable", 1)
                    .put(folder + "curr" + n + "_input", 1000 * n);
        }
        tree.put(folder + "in7_label", "sum of shunt voltages").put(folder + "in7_input", 33);
    }

    private List<Probe> probe() {
        return new JetsonKind().probe(tree.machine());
    }
}
