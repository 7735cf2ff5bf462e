package wattle.meter.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
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

@EnabledOnOs(OS.LINUX)
class BatteryTest {

    private static final String SUPPLY = "sys/class/power_supply/";

    @TempDir
    Path root;

    private FakeTree tree;

    @BeforeEach
    void aLaptopOnItsBattery() {
        tree = new FakeTree(root)
                .put(SUPPLY + "AC/type", "Mains")
                .put(SUPPLY + "AC/online", 0)
                .put(SUPPLY + "BAT0/type", "Battery")
                .put(SUPPLY + "BAT0/status", "Discharging")
                .put(SUPPLY + "BAT0/power_now", 12_500_000);
    }

    @Test
    void aDischargingBatteryIsTheMeterOfTheNode() {
        Meter meter = Bench.meter(probe());

        assertThat(Bench.watts(Bench.read(meter), "battery/BAT0")).isCloseTo(12.5, within(1e-9));
        assertThat(meter.channels().getFirst().part()).hasToString("wall/node");
        meter.close();
    }

    @Test
    void withoutPowerItIsCurrentTimesVoltageWhateverTheSignOfTheCurrent() {
        tree.delete(SUPPLY + "BAT0/power_now")
                .put(SUPPLY + "BAT0/current_now", -1_000_000)
                .put(SUPPLY + "BAT0/voltage_now", 11_400_000);

        assertThat(Bench.watts(Bench.read(Bench.meter(probe())), "battery/BAT0"))
                .isCloseTo(11.4, within(1e-9));
    }

    @Test
    void aChargerInTheMiddleOfARunMakesAGapUntilItIsPulledAgain() {
        Meter meter = Bench.meter(probe());
        tree.change(SUPPLY + "AC/online", 1);
        assertThat(Bench.gap(Bench.read(meter), "battery/BAT0"))
                .matches(gap ->
                        gap.reason() == GapReason.NOT_VALID_NOW && gap.detail().equals("AC is online"));

        tree.change(SUPPLY + "AC/online", 0).change(SUPPLY + "BAT0/status", "Charging");
        assertThat(Bench.gap(Bench.read(meter), "battery/BAT0").detail()).contains("BAT0 is Charging");

        tree.change(SUPPLY + "BAT0/status", "Discharging");
        assertThat(Bench.watts(Bench.read(meter), "battery/BAT0")).isCloseTo(12.5, within(1e-9));
    }

    @Test
    void onMainsItIsRefusedWithAWordOnWhatToDo() {
        tree.put(SUPPLY + "AC/online", 1).put(SUPPLY + "BAT0/status", "Full");

        assertThat(probe()).singleElement().isInstanceOfSatisfying(Probe.Broken.class, broken -> {
            assertThat(broken.reason()).contains("AC is online");
            assertThat(broken.remedy()).startsWith("Unplug");
        });
    }

    @Test
    void twoBatteriesAreOneMeterBecauseTheyAreEmptiedInTurn() {
        tree.put(SUPPLY + "BAT1/type", "Battery")
                .put(SUPPLY + "BAT1/status", "Not charging")
                .put(SUPPLY + "BAT1/power_now", 0);
        Meter meter = Bench.meter(probe());
        assertThat(Bench.watts(Bench.read(meter), "battery/BAT0+BAT1")).isCloseTo(12.5, within(1e-9));

        tree.change(SUPPLY + "BAT0/power_now", 0).change(SUPPLY + "BAT0/status", "Full");
        tree.change(SUPPLY + "BAT1/power_now", 13_000_000).change(SUPPLY + "BAT1/status", "Discharging");
        assertThat(Bench.watts(Bench.read(meter), "battery/BAT0+BAT1")).isCloseTo(13, within(1e-9));

        tree.change(SUPPLY + "BAT1/status", "Full");
        assertThat(Bench.gap(Bench.read(meter), "battery/BAT0+BAT1").detail()).contains("no battery is discharging");
    }

    /// Bug 3: a failed read is a gap, never 0 W.
    @Test
    void zeroAndNonsenseAreGaps() {
        Meter meter = Bench.meter(probe());
        tree.change(SUPPLY + "BAT0/power_now", 0);
        assertThat(Bench.gap(Bench.read(meter), "battery/BAT0").reason()).isEqualTo(GapReason.IMPLAUSIBLE);
        tree.change(SUPPLY + "BAT0/power_now", "?");
        assertThat(Bench.gap(Bench.read(meter), "battery/BAT0").reason()).isEqualTo(GapReason.MALFORMED);
    }

    @Test
    void theBatteryOfAMouseIsNotTheMachines() {
        tree.put(SUPPLY + "BAT0/scope", "Device");

        assertThat(probe()).isEmpty();
    }

    @Test
    void aBatteryThatSaysNoPowerIsBroken() {
        tree.delete(SUPPLY + "BAT0/power_now");

        assertThat(probe()).singleElement().isInstanceOf(Probe.Broken.class);
    }

    @Test
    void aBatteryOfRootIsDenied() {
        Unprivileged.forbid(tree, SUPPLY + "BAT0/power_now");

        assertThat(Unprivileged.run(this::probe))
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Denied.class,
                        denied -> assertThat(denied.remedy()).endsWith("BAT0/power_now"));
    }

    private List<Probe> probe() {
        return new BatteryKind().probe(tree.machine());
    }
}
