package wattle.meter.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Reading;

/// A real controller, simulated, through the real program.
@Timeout(60)
class IpmiKindTest {

    @TempDir
    Path folder;

    @Test
    void theDcmiPowerFollowsTheController() throws IOException, InterruptedException {
        try (SimulatedController controller = new SimulatedController(folder)) {
            controller.put("watts", "412");
            try (Meter meter = meter(tree(controller))) {
                Channel channel = meter.channels().getFirst();
                assertThat(channel.id().text()).isEqualTo("ipmi/127.0.0.1/dcmi");
                assertThat(channel.part()).isEqualTo(Part.NODE);
                assertThat(watts(meter)).isEqualTo(412);
                controller.put("watts", "512");
                assertThat(watts(meter)).isEqualTo(512);
            }
        }
    }

    /// OpenBMC (openbmc 3257): right watts, and a state that says it is not measuring.
    @Test
    void wattsOfAControllerThatSaysItDoesNotMeasureAreTakenAndFlagged() throws IOException, InterruptedException {
        try (SimulatedController controller = new SimulatedController(folder)) {
            controller.put("watts", "300 0");
            try (Meter meter = meter(tree(controller))) {
                assertThat(meter.channels().getFirst().note()).contains("not measuring");
                assertThat(watts(meter)).isEqualTo(300);
                controller.put("watts", "0 0");
                assertThat(gap(meter)).isEqualTo(GapReason.NOT_VALID_NOW);
            }
        }
    }

    @Test
    void withoutDcmiTheInputsOfThePowerSuppliesAreSummedAndAreTheWalls() throws IOException, InterruptedException {
        try (SimulatedController controller = new SimulatedController(folder)) {
            try (Meter meter = meter(tree(controller))) {
                Channel channel = meter.channels().getFirst();
                assertThat(channel.id().text()).isEqualTo("ipmi/127.0.0.1/psu-inputs");
                assertThat(channel.part()).isEqualTo(Part.WALL);
                // The simulator's sensors are at 0 until it has read its file, as a controller's are at its
                // start. Each of both joins by itself; the sum of the two comes, or the time of the test is
                // over.
                Reading reading = read(meter);
                while (!(reading instanceof Reading.Power(var _, var _, double watts) && watts == 400)) {
                    reading = read(meter);
                }
                assertThat(watts(meter)).isEqualTo(400);
            }
        }
    }

    @Test
    void aWrongPasswordIsBrokenAndThePasswordIsNowhereToBeSeen() throws IOException, InterruptedException {
        try (SimulatedController controller = new SimulatedController(folder)) {
            FakeTree tree = tree(controller).variable("BMC_PASSWORD", "wrong-secret");

            assertThat(new IpmiKind().probe(tree.machine()))
                    .singleElement()
                    .isInstanceOfSatisfying(Probe.Broken.class, broken -> {
                        assertThat(broken.reason()).contains("Unable to establish IPMI v2 / RMCP+ session");
                        assertThat(broken.remedy()).contains("password").doesNotContain("wrong-secret");
                    });
        }
    }

    @Test
    void aControllerThatHangsIsAGapInTimeAndRecovers() throws IOException, InterruptedException {
        try (SimulatedController controller = new SimulatedController(folder)) {
            controller.put("watts", "412");
            FakeTree tree = tree(controller);
            try (Meter meter = meter(tree)) {
                assertThat(watts(meter)).isEqualTo(412);
                controller.signal("STOP");
                assertThat(gap(meter)).isEqualTo(GapReason.TIMED_OUT);
                // Left in peace: this read does not even ask.
                assertThat(gap(meter)).isEqualTo(GapReason.TIMED_OUT);
                controller.signal("CONT");
                tree.pass(2);

                assertThat(watts(meter)).isEqualTo(412);
            }
        }
    }

    @Test
    void theBytesAreReadAsTheSpecificationSays() {
        DcmiPower power = DcmiPower.parse(List.of("dc 9c 01 00 00 ff ff 9c 01 27 f9 04 6b c0 27 09", "00 40"))
                .orElseThrow();

        assertThat(power).isEqualTo(new DcmiPower(412, 600_000, true));
        assertThat(DcmiPower.parse(
                        List.of("Unable to send RAW command (netfn=0x2c lun=0x0 cmd=0x2 rsp=0xc1): Invalid")))
                .isEmpty();
        assertThat(DcmiPower.parse(List.of("dc 9c 01"))).isEmpty();
    }

    @Test
    void sensorsAreFoundByTheirNamesAndAMissingOneIsNotASum() {
        List<String> list = List.of(
                "PS1 Input        | 01h | ok  | 10.1 | 120 Watts",
                "PS2 Input        | 02h | ok  | 10.2 | 130 Watts",
                "Pwr Consumption  | 77h | ok  |  7.1 | 230 Watts",
                "PS3 Input        | 03h | ns  | 10.3 | No Reading",
                "Inlet Temp       | 04h | ok  |  7.1 | 21 degrees C");

        PowerSensors inputs = PowerSensors.of(list).orElseThrow();
        PowerSensors system = PowerSensors.of(list.subList(2, 5)).orElseThrow();

        assertThat(inputs).isEqualTo(new PowerSensors(List.of("PS1 Input", "PS2 Input"), true));
        assertThat(system).isEqualTo(new PowerSensors(List.of("Pwr Consumption"), false));
        assertThat(inputs.sum(List.of("PS1 Input        | 120", "PS2 Input        | 130")))
                .hasValue(250);
        assertThat(inputs.sum(List.of("PS1 Input        | 120"))).isEmpty();
        assertThat(PowerSensors.of(list.subList(3, 5))).isEmpty();
    }

    @Test
    void withoutAControllerThereIsNothingToSayAndWithoutRightsTheCommandThatGrantsThem() {
        FakeTree bare = new FakeTree(folder);

        assertThat(new IpmiKind().probe(bare.machine())).isEmpty();
        bare.put("dev/ipmi0", "");
        assertThat(new IpmiKind().probe(bare.machine()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Broken.class,
                        broken -> assertThat(broken.remedy()).contains("install ipmitool"));
    }

    @Test
    void aPasswordVariableThatIsNotSetIsSaidWithItsPlace() {
        FakeTree tree = new FakeTree(folder)
                .variable("WATTLE_IPMITOOL", "/bin/true")
                .settings("ipmi:\n  host: bmc\n  password_env: NOT_SET\n");

        assertThat(new IpmiKind().probe(tree.machine()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Broken.class,
                        broken -> assertThat(broken.reason())
                                .contains("settings.yaml:3")
                                .contains("NOT_SET"));
    }

    private FakeTree tree(SimulatedController controller) {
        return new FakeTree(folder.resolve("root"))
                .variable("PATH", System.getenv("PATH"))
                .variable("BMC_PASSWORD", "right")
                .settings("""
                        ipmi:
                          host: 127.0.0.1
                          port: %d
                          user: reader
                          password_env: BMC_PASSWORD
                          cipher: 3
                        """.formatted(controller.port()));
    }

    private static Meter meter(FakeTree tree) {
        Probe probe = new IpmiKind().probe(tree.machine()).getFirst();
        assertThat(probe).isInstanceOf(Probe.Ready.class);
        return ((Probe.Ready) probe).meter();
    }

    private static Reading read(Meter meter) {
        List<Reading> readings = new ArrayList<>();
        meter.read(readings::add);
        assertThat(readings).hasSize(1);
        return readings.getFirst();
    }

    private static double watts(Meter meter) {
        Reading reading = read(meter);
        assertThat(reading).isInstanceOf(Reading.Power.class);
        return ((Reading.Power) reading).watts();
    }

    private static GapReason gap(Meter meter) {
        return ((Reading.Gap) read(meter)).reason();
    }
}
