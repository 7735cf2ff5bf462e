package wattle.meter.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Bench;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;

/// The acceptance of Redfish: four paths, null, 401, slow, session deleted.
@Timeout(60)
class RedfishKindTest {

    private static final String POWER = "redfish/127.0.0.1/1U/power";
    private static final String ENERGY = "redfish/127.0.0.1/1U/energy";

    @TempDir
    Path folder;

    private Controller controller;

    @BeforeEach
    void start() throws IOException {
        controller = new Controller();
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void theMetricsOfTheEnvironmentGivePowerAndEnergy() {
        controller.environment("{\"PowerWatts\": {\"Reading\": 374}, \"EnergykWh\": {\"Reading\": 325.675}}");
        try (Meter meter = Bench.meter(probe(""))) {
            Map<String, Reading> readings = Bench.read(meter);

            assertThat(Bench.watts(readings, POWER)).isEqualTo(374);
            assertThat(Bench.raw(readings, ENERGY)).isEqualTo(325_675_000);
            assertThat(Bench.channel(meter, ENERGY).signal()).isEqualTo(new Signal.EnergyCounter(3.6, 0));
            assertThat(Bench.channel(meter, POWER).part()).isEqualTo(Part.NODE);
            // Both come from one resource, which is asked for once.
            assertThat(controller.requests())
                    .filteredOn(request -> request.endsWith("EnvironmentMetrics"))
                    .hasSize(2);
        }
    }

    @Test
    void joulesArePreferredToKilowattHours() {
        controller.environment("{\"PowerWatts\": {\"Reading\": 374}, \"EnergykWh\": {\"Reading\": 1}, \"EnergyJoules\":"
                + " {\"Reading\": 3600000.5}}");
        try (Meter meter = Bench.meter(probe(""))) {
            assertThat(Bench.raw(Bench.read(meter), ENERGY)).isEqualTo(3_600_000_500L);
            assertThat(Bench.channel(meter, ENERGY).signal()).isEqualTo(new Signal.EnergyCounter(0.001, 0));
        }
    }

    @Test
    void aSensorTellsItsOwnTimeItsIntervalAndItsAccuracy() {
        controller
                .environment("{\"PowerWatts\": {\"Reading\": 374, \"DataSourceUri\": \"%s/Sensors/TotalPower\"}}"
                        .formatted(Controller.CHASSIS))
                .sensor("""
                        {"Reading": 375.5, "ReadingTime": "2026-03-01T12:00:00+01:00", "Accuracy": 2,
                         "SensingInterval": "PT3S", "Status": {"State": "Enabled"}}""");
        try (Meter meter = Bench.meter(probe(""))) {
            Channel channel = Bench.channel(meter, POWER);
            assertThat(channel.signal()).isEqualTo(new Signal.PowerGauge(new Signal.Averaging.Window(3)));
            assertThat(channel.traits().accuracy()).hasValue(0.02);

            Map<String, Reading> readings = Bench.read(meter);

            assertThat(Bench.watts(readings, POWER)).isEqualTo(375.5);
            assertThat(readings.values())
                    .singleElement()
                    .satisfies(reading -> assertThat(reading.moment().deviceMicros())
                            .isEqualTo(Instant.parse("2026-03-01T11:00:00Z").getEpochSecond() * 1_000_000));
        }
    }

    /// Bug 21 (Kepler): it sums the outputs of the supplies, though the inputs stand beside them, and
    /// skips 0 W.
    @Test
    void theInputsOfTheSuppliesAreSummedAndZeroOfAnEnabledOneCounts() {
        controller
                .supplies(3)
                .supply(1, "Enabled", psu("374", "340", "Enabled"))
                .supply(2, "Enabled", psu("0", "0", "Enabled"))
                .supply(3, "Absent", psu("null", "null", "Absent"));
        try (Meter meter = Bench.meter(probe(""))) {
            assertThat(Bench.channel(meter, POWER).part()).isEqualTo(Part.WALL);
            assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(374);
            // Half of the supplies is not the whole.
            controller.supply(2, "Enabled", psu("null", "0", "Enabled"));
            assertThat(Bench.gap(Bench.read(meter), POWER).reason()).isEqualTo(GapReason.NOT_VALID_NOW);
            controller.supply(2, "Enabled", psu("0", "0", "UnavailableOffline"));
            assertThat(Bench.gap(Bench.read(meter), POWER).detail()).contains("UnavailableOffline");
        }
    }

    @Test
    void whereSuppliesKnowOnlyTheirOutputItIsTheNodesAndNotTheWalls() {
        controller.supplies(1).supply(1, "Enabled", "{\"OutputPowerWatts\": {\"Reading\": 340}}");
        try (Meter meter = Bench.meter(probe(""))) {
            assertThat(Bench.channel(meter, POWER).part()).isEqualTo(Part.NODE);
            assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(340);
        }
    }

    @Test
    void ofTheDeprecatedResourceTheControlOfTheWholeIsTakenAndNotTheSum() {
        controller.page(Controller.CHASSIS + "/Power", """
                {"PowerControl": [
                  {"Name": "CPU Power", "PowerConsumedWatts": 120},
                  {"Name": "System Power Control", "PowerConsumedWatts": 344, "Status": {"State": "Enabled"},
                   "PowerMetrics": {"IntervalInMin": 30, "AverageConsumedWatts": 319}}]}""");
        try (Meter meter = Bench.meter(probe(""))) {
            assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(344);
        }
    }

    @Test
    void ofTheDeprecatedResourceTheInputsAreSummedWhereNoControlIsThere() {
        controller.page(
                Controller.CHASSIS + "/Power",
                "{\"PowerSupplies\": [{\"PowerInputWatts\": 170}, {\"PowerInputWatts\": 180}]}");
        try (Meter meter = Bench.meter(probe(""))) {
            assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(350);
            assertThat(Bench.channel(meter, POWER).part()).isEqualTo(Part.WALL);
        }
    }

    @Test
    void whatShowsAValueIsPreferredToWhatShowsNull() {
        controller.environment("{\"PowerWatts\": {\"Reading\": null}}");
        controller.page(Controller.CHASSIS + "/Power", "{\"PowerControl\": [{\"PowerConsumedWatts\": 344}]}");
        try (Meter meter = Bench.meter(probe(""))) {
            assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(344);
        }
    }

    @Test
    void nullIsAGapAndDoesNotDisturbTheEnergy() {
        controller.environment("{\"PowerWatts\": {\"Reading\": 374}, \"EnergykWh\": {\"Reading\": 2}}");
        try (Meter meter = Bench.meter(probe(""))) {
            controller.environment("{\"PowerWatts\": {\"Reading\": null}, \"EnergykWh\": {\"Reading\": 3}}");
            Map<String, Reading> readings = Bench.read(meter);

            assertThat(Bench.gap(readings, POWER).reason()).isEqualTo(GapReason.NOT_VALID_NOW);
            assertThat(Bench.raw(readings, ENERGY)).isEqualTo(3_000_000);
            controller.environment("no JSON");
            assertThat(Bench.gap(Bench.read(meter), POWER).detail()).contains("not JSON");
        }
    }

    @Test
    void theSessionIsDeletedOnClosingOnce() {
        controller.environment("{\"PowerWatts\": {\"Reading\": 374}}");
        Meter meter = Bench.meter(probe(""));
        assertThat(controller.alive()).isEqualTo(1);

        meter.close();
        meter.close();

        assertThat(controller.alive()).isZero();
        assertThat(controller.requests())
                .filteredOn(request -> request.startsWith("DELETE"))
                .hasSize(1);
    }

    @Test
    void aSessionThatTheControllerEndedIsOpenedAgain() {
        controller.environment("{\"PowerWatts\": {\"Reading\": 374}}");
        try (Meter meter = Bench.meter(probe(""))) {
            controller.forget();
            assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(374);
            assertThat(controller.opened()).isEqualTo(2);
        }
        assertThat(controller.alive()).isZero();
    }

    @Test
    void withoutSessionsEachRequestCarriesThePassword() {
        controller.withoutSessions().environment("{\"PowerWatts\": {\"Reading\": 374}}");
        try (Meter meter = Bench.meter(probe(""))) {
            assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(374);
        }
    }

    @Test
    void aWrongPasswordIsBrokenAndThePasswordIsNowhereToBeSeen() {
        FakeTree tree = tree("").variable("BMC_PASSWORD", "wrong-secret");

        assertThat(new RedfishKind().probe(tree.machine()))
                .singleElement()
                .isInstanceOfSatisfying(Probe.Broken.class, broken -> {
                    assertThat(broken.reason()).contains("401").contains("password");
                    assertThat(broken.toString()).doesNotContain("wrong-secret");
                });
    }

    @Test
    void aSlowAnswerIsAGapInTimeAndTheControllerIsThenLeftInPeace() {
        controller.environment("{\"PowerWatts\": {\"Reading\": 374}}");
        FakeTree tree = tree("");
        try (Meter meter = Bench.meter(new RedfishKind().probe(tree.machine()))) {
            controller.hold();
            assertThat(Bench.gap(Bench.read(meter), POWER).reason()).isEqualTo(GapReason.TIMED_OUT);
            int asked = controller.requests().size();
            assertThat(Bench.gap(Bench.read(meter), POWER).detail()).contains("in peace");
            assertThat(controller.requests()).hasSize(asked);
            controller.release();
            tree.pass(2);
            assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(374);
        }
    }

    @Test
    void theBoxIsTakenAndNotTheAcceleratorBoardWithinItUnlessItIsNamed() {
        String board = "/redfish/v1/Chassis/HGX_Chassis_0";
        controller.environment("{\"PowerWatts\": {\"Reading\": 3740}}");
        controller.page(
                "/redfish/v1/Chassis",
                "{\"Members\": [{\"@odata.id\": \"%s\"}, {\"@odata.id\": \"%s\"}]}"
                        .formatted(board, Controller.CHASSIS));
        controller.page(board, "{\"Id\": \"HGX_Chassis_0\", \"ChassisType\": \"Module\"}");
        controller.page(board + "/EnvironmentMetrics", "{\"PowerWatts\": {\"Reading\": 2900}}");
        try (Meter meter = Bench.meter(probe(""))) {
            assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(3740);
        }
        try (Meter meter = Bench.meter(probe("  chassis: HGX_Chassis_0\n"))) {
            Channel channel = meter.channels().getFirst();
            assertThat(channel.part()).isEqualTo(Part.of("wall/node/chassis-HGX_Chassis_0"));
            assertThat(Bench.watts(Bench.read(meter), channel.id().text())).isEqualTo(2900);
        }
        assertThat(Bench.only(Probe.Broken.class, probe("  chassis: 2U\n")))
                .singleElement()
                .satisfies(broken -> assertThat(broken.reason()).contains("HGX_Chassis_0, 1U"));
    }

    @Test
    void aLinkToAnotherMachineIsNotFollowed() {
        controller.page("/redfish/v1/Chassis", "{\"Members\": [{\"@odata.id\": \"//elsewhere/1U\"}]}");

        assertThat(Bench.only(Probe.Broken.class, probe("")))
                .singleElement()
                .satisfies(broken -> assertThat(broken.reason()).contains("not a resource of this controller"));
    }

    private static String psu(String input, String output, String state) {
        return """
                {"InputPowerWatts": {"Reading": %s}, "OutputPowerWatts": {"Reading": %s}, "Status": {"State": "%s"}}""".formatted(input, output, state);
    }

    private List<Probe> probe(String more) {
        return new RedfishKind().probe(tree(more).machine());
    }

    private FakeTree tree(String more) {
        return new FakeTree(folder)
                .variable("BMC_PASSWORD", "right")
                .settings("redfish:\n  url: %s\n  user: reader\n  password_env: BMC_PASSWORD\n%s"
                        .formatted(controller.url(), more));
    }
}
