package wattle.meter.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/// Through a real agent. The acceptance of SNMP: four vendors, −1, version 3.
@Timeout(60)
class SnmpKindTest {

    private static final String APC = "1.3.6.1.4.1.318.1.3.4.6";
    private static final String APC_DEVICE_POWER = "1.3.6.1.4.1.318.1.1.26.4.3.1.5.1";
    private static final String APC_DEVICE_ENERGY = "1.3.6.1.4.1.318.1.1.26.4.3.1.9.1";
    private static final String APC_OUTLET_POWER = "1.3.6.1.4.1.318.1.1.26.9.4.3.1.7.";
    private static final String APC_OUTLET_ENERGY = "1.3.6.1.4.1.318.1.1.26.9.4.3.1.11.";
    private static final String RARITAN = "1.3.6.1.4.1.13742.6";
    private static final String EATON = "1.3.6.1.4.1.534.6.6.7";
    private static final String SERVERTECH = "1.3.6.1.4.1.1718.4";

    @TempDir
    Path folder;

    @Test
    void anApcDeviceTellsHundredthsOfKilowattsAndTenthsOfKilowattHours() throws IOException {
        try (Agent agent = new Agent(folder, APC)) {
            agent.put(APC_DEVICE_POWER, "integer", 43).put(APC_DEVICE_ENERGY, "integer", 12345);
            try (Meter meter = Bench.meter(probe(agent, ""))) {
                Channel power = Bench.channel(meter, "snmp/127.0.0.1/device-1/power");
                Channel energy = Bench.channel(meter, "snmp/127.0.0.1/device-1/energy");

                Map<String, Reading> readings = Bench.read(meter);

                assertThat(Bench.watts(readings, power.id().text())).isEqualTo(430);
                assertThat(Bench.raw(readings, energy.id().text())).isEqualTo(12345);
                assertThat(energy.signal()).isEqualTo(new Signal.EnergyCounter(360_000, 0));
                assertThat(power.traits().quantum()).hasValue(10);
                assertThat(power.part()).isEqualTo(Part.WALL);
                assertThat(power.note()).contains(APC_DEVICE_POWER).contains("10.0 W");
                agent.put(APC_DEVICE_POWER, "integer", 51);
                assertThat(Bench.watts(Bench.read(meter), power.id().text())).isEqualTo(510);
            }
        }
    }

    @Test
    void minusOneMeansThatTheUnitDoesNotMeasureIt() throws IOException {
        try (Agent agent = new Agent(folder, APC)) {
            agent.put(APC_DEVICE_POWER, "integer", -1).put(APC_DEVICE_ENERGY, "integer", -1);
            try (Meter meter = Bench.meter(probe(agent, ""))) {
                assertThat(meter.channels()).hasSize(1);
                assertThat(Bench.gap(Bench.read(meter), "snmp/127.0.0.1/device-1/power")
                                .reason())
                        .isEqualTo(GapReason.NOT_SUPPORTED);
            }
        }
    }

    @Test
    void theOutletsOfAServerWithTwoSuppliesAreSummed() throws IOException {
        try (Agent agent = new Agent(folder, APC)) {
            for (int outlet : List.of(3, 7)) {
                agent.put(APC_OUTLET_POWER + outlet, "integer", 100 + outlet)
                        .put(APC_OUTLET_ENERGY + outlet, "integer", 1000 + outlet);
            }
            try (Meter meter = Bench.meter(probe(agent, "  outlets: [3, 7]\n"))) {
                Map<String, Reading> readings = Bench.read(meter);

                assertThat(Bench.watts(readings, "snmp/127.0.0.1/outlet-3+7/power"))
                        .isEqualTo(210);
                assertThat(Bench.raw(readings, "snmp/127.0.0.1/outlet-3+7/energy"))
                        .isEqualTo(2010);
                // A half is not the whole; and the power is not disturbed by the counter.
                agent.remove(APC_OUTLET_ENERGY + 7);
                readings = Bench.read(meter);
                assertThat(Bench.gap(readings, "snmp/127.0.0.1/outlet-3+7/energy")
                                .reason())
                        .isEqualTo(GapReason.GONE);
                assertThat(Bench.watts(readings, "snmp/127.0.0.1/outlet-3+7/power"))
                        .isEqualTo(210);
            }
        }
    }

    @Test
    void anOldApcUnitIsReadByVersion1AndItsZeroIsNoMeasurement() throws IOException {
        try (Agent agent = new Agent(folder, APC)) {
            agent.put("1.3.6.1.4.1.318.1.1.12.1.16.0", "integer", 312);
            try (Meter meter = Bench.meter(probe(agent, "  version: 1\n"))) {
                assertThat(Bench.watts(Bench.read(meter), "snmp/127.0.0.1/device/power"))
                        .isEqualTo(312);
                agent.put("1.3.6.1.4.1.318.1.1.12.1.16.0", "integer", 0);
                assertThat(Bench.gap(Bench.read(meter), "snmp/127.0.0.1/device/power")
                                .reason())
                        .isEqualTo(GapReason.NOT_VALID_NOW);
            }
        }
    }

    /// Version 1 refuses a message as a whole when one of its objects is missing.
    @Test
    void inVersion1AMissingObjectDoesNotDisturbTheOthers() throws IOException {
        try (Agent agent = new Agent(folder, APC)) {
            agent.put(APC_DEVICE_POWER, "integer", 43).put(APC_DEVICE_ENERGY, "integer", 12345);
            try (Meter meter = Bench.meter(probe(agent, "  version: 1\n"))) {
                agent.remove(APC_DEVICE_ENERGY);
                Map<String, Reading> readings = Bench.read(meter);

                assertThat(Bench.watts(readings, "snmp/127.0.0.1/device-1/power"))
                        .isEqualTo(430);
                assertThat(Bench.gap(readings, "snmp/127.0.0.1/device-1/energy").reason())
                        .isEqualTo(GapReason.GONE);
            }
        }
    }

    @Test
    void aRaritanScalesByItsDigitsAndSaysWhenAValueDoesNotHold() throws IOException {
        try (Agent agent = new Agent(folder, "1.3.6.1.4.1.13742.6")) {
            agent.put(RARITAN + ".3.5.4.1.7.1.3.5", "gauge", 1)
                    .put(RARITAN + ".5.4.3.1.4.1.3.5", "gauge", 4321)
                    .put(RARITAN + ".5.4.3.1.2.1.3.5", "integer", 1)
                    .put(RARITAN + ".3.5.4.1.7.1.3.8", "gauge", 0)
                    .put(RARITAN + ".5.4.3.1.4.1.3.8", "gauge", 982345)
                    .put(RARITAN + ".5.4.3.1.2.1.3.8", "integer", 1);
            try (Meter meter = Bench.meter(probe(agent, "  outlets: [3]\n"))) {
                Map<String, Reading> readings = Bench.read(meter);

                assertThat(Bench.watts(readings, "snmp/127.0.0.1/outlet-3/power"))
                        .isCloseTo(432.1, within(1e-9));
                assertThat(Bench.raw(readings, "snmp/127.0.0.1/outlet-3/energy"))
                        .isEqualTo(982345);
                assertThat(Bench.channel(meter, "snmp/127.0.0.1/outlet-3/energy")
                                .signal())
                        .isEqualTo(new Signal.EnergyCounter(3600, 0));
                agent.put(RARITAN + ".5.4.3.1.2.1.3.5", "integer", 2);
                assertThat(Bench.gap(Bench.read(meter), "snmp/127.0.0.1/outlet-3/power")
                                .reason())
                        .isEqualTo(GapReason.NOT_VALID_NOW);
            }
        }
    }

    @Test
    void aRaritanInletIsReadWhenNoOutletIsChosen() throws IOException {
        try (Agent agent = new Agent(folder, "1.3.6.1.4.1.13742.6")) {
            agent.put(RARITAN + ".5.2.3.1.4.1.1.5", "gauge", 430);
            try (Meter meter = Bench.meter(probe(agent, "  inlet: 1\n"))) {
                assertThat(Bench.watts(Bench.read(meter), "snmp/127.0.0.1/inlet-1/power"))
                        .isEqualTo(430);
            }
        }
    }

    @Test
    void anEatonCountsWattHours() throws IOException {
        try (Agent agent = new Agent(folder, "1.3.6.1.4.1.534.6.6.7")) {
            agent.put(EATON + ".6.5.1.3.0.9", "integer", 233)
                    .put(EATON + ".6.5.1.4.0.9", "gauge", 55120)
                    .put(EATON + ".3.4.1.4.0.1.1", "integer", 1180)
                    .put(EATON + ".3.4.1.5.0.1.1", "gauge", 774411);
            try (Meter meter = Bench.meter(probe(agent, "  outlets: [9]\n"))) {
                Map<String, Reading> readings = Bench.read(meter);
                assertThat(Bench.watts(readings, "snmp/127.0.0.1/outlet-9/power"))
                        .isEqualTo(233);
                assertThat(Bench.raw(readings, "snmp/127.0.0.1/outlet-9/energy"))
                        .isEqualTo(55120);
            }
            try (Meter meter = Bench.meter(probe(agent, ""))) {
                Map<String, Reading> readings = Bench.read(meter);
                assertThat(Bench.watts(readings, "snmp/127.0.0.1/inlet-1/power"))
                        .isEqualTo(1180);
                assertThat(Bench.raw(readings, "snmp/127.0.0.1/inlet-1/energy")).isEqualTo(774411);
            }
        }
    }

    /// Column 9 is apparent power (VA): more than the watts wherever the power factor is below 1.
    @Test
    void aServerTechTellsActivePowerAndNotVoltAmperes() throws IOException {
        try (Agent agent = new Agent(folder, "1.3.6.1.4.1.1718.4")) {
            agent.put(SERVERTECH + ".1.8.3.1.7.1.1.4", "integer", 150)
                    .put(SERVERTECH + ".1.8.3.1.9.1.1.4", "integer", 180)
                    .put(SERVERTECH + ".1.8.3.1.14.1.1.4", "integer", 9000);
            try (Meter meter = Bench.meter(probe(agent, "  outlets: [4]\n"))) {
                Map<String, Reading> readings = Bench.read(meter);
                assertThat(Bench.watts(readings, "snmp/127.0.0.1/outlet-4/power"))
                        .isEqualTo(150);
                assertThat(Bench.raw(readings, "snmp/127.0.0.1/outlet-4/energy"))
                        .isEqualTo(9000);
            }
        }
    }

    @Test
    void theLinesOfAUpsAreSummed() throws IOException {
        try (Agent agent = new Agent(folder, "1.3.6.1.4.1.8072.3.2.10")) {
            agent.put("1.3.6.1.2.1.33.1.4.4.1.4.1", "integer", 400).put("1.3.6.1.2.1.33.1.4.4.1.4.2", "integer", 300);
            try (Meter meter = Bench.meter(probe(agent, ""))) {
                assertThat(Bench.watts(Bench.read(meter), "snmp/127.0.0.1/output/power"))
                        .isEqualTo(700);
            }
        }
    }

    @Test
    void anEntitySensorOfWattsIsFoundAndScaledAndOthersAreNot() throws IOException {
        try (Agent agent = new Agent(folder, "1.3.6.1.4.1.8072.3.2.10")) {
            sensor(agent, 11, 8, 9, 0, 21); // celsius(8)
            sensor(agent, 12, 6, 8, 1, 4_321_000); // watts(6), milli(8), one digit after the point
            try (Meter meter = Bench.meter(probe(agent, ""))) {
                assertThat(Bench.watts(Bench.read(meter), "snmp/127.0.0.1/sensor-12/power"))
                        .isCloseTo(432.1, within(1e-9));
                agent.put("1.3.6.1.2.1.99.1.1.1.5.12", "integer", 2);
                assertThat(Bench.gap(Bench.read(meter), "snmp/127.0.0.1/sensor-12/power")
                                .reason())
                        .isEqualTo(GapReason.NOT_VALID_NOW);
            }
            sensor(agent, 13, 6, 9, 0, 99);
            assertThat(Bench.only(Probe.Broken.class, probe(agent, "")))
                    .singleElement()
                    .satisfies(broken -> assertThat(broken.reason()).contains("outlets = [12, 13]"));
        }
    }

    @Test
    void version3SignsAndEnciphers() throws IOException {
        try (Agent agent = new Agent(folder, APC)) {
            agent.put(APC_DEVICE_POWER, "integer", 43);
            try (Meter meter = Bench.meter(secure(agent, "authentic", "enciphered"))) {
                assertThat(Bench.watts(Bench.read(meter), "snmp/127.0.0.1/device-1/power"))
                        .isEqualTo(430);
            }
        }
    }

    @Test
    void aWrongPassphraseIsBrokenAndNowhereToBeSeen() throws IOException {
        try (Agent agent = new Agent(folder, APC)) {
            agent.put(APC_DEVICE_POWER, "integer", 43);
            for (Probe probe : List.of(
                    secure(agent, "wrong-secret", "enciphered").getFirst(),
                    secure(agent, "authentic", "wrong-secret").getFirst())) {
                assertThat(probe).isInstanceOfSatisfying(Probe.Broken.class, broken -> {
                    assertThat(broken.reason()).contains("passphrase");
                    assertThat(broken.toString()).doesNotContain("wrong-secret");
                });
            }
            assertThat(((Probe.Broken)
                                    secure(agent, "wrong-secret", "enciphered").getFirst())
                            .reason())
                    .contains("authentication passphrase");
        }
    }

    @Test
    void aUnitThatHangsIsAGapInTimeAndRecovers() throws IOException, InterruptedException {
        try (Agent agent = new Agent(folder, APC)) {
            agent.put(APC_DEVICE_POWER, "integer", 43);
            FakeTree tree = tree(agent, "");
            try (Meter meter = Bench.meter(new SnmpKind().probe(tree.machine()))) {
                agent.signal("STOP");
                String power = "snmp/127.0.0.1/device-1/power";
                assertThat(Bench.gap(Bench.read(meter), power).reason()).isEqualTo(GapReason.TIMED_OUT);
                // Left in peace: this read does not even ask.
                assertThat(Bench.gap(Bench.read(meter), power).detail()).contains("in peace");
                agent.signal("CONT");
                tree.pass(2);
                assertThat(Bench.watts(Bench.read(meter), power)).isEqualTo(430);
            }
        }
    }

    @Test
    void withoutSettingsThereIsNothingToSayAndAWrongOneIsSaidWithItsPlace() {
        FakeTree tree = new FakeTree(folder);
        assertThat(new SnmpKind().probe(tree.machine())).isEmpty();

        tree.settings("snmp:\n  host: pdu\n  vendor: rariton\n");
        assertThat(new SnmpKind().probe(tree.machine()))
                .singleElement()
                .isInstanceOfSatisfying(Probe.Broken.class, broken -> {
                    assertThat(broken.reason()).contains("settings.yaml:3").contains("rariton");
                    assertThat(broken.remedy()).contains("raritan");
                });
    }

    private static void sensor(Agent agent, int index, int type, int scale, int precision, int value)
            throws IOException {
        String entry = "1.3.6.1.2.1.99.1.1.1.";
        agent.put(entry + "1." + index, "integer", type)
                .put(entry + "2." + index, "integer", scale)
                .put(entry + "3." + index, "integer", precision)
                .put(entry + "4." + index, "integer", value)
                .put(entry + "5." + index, "integer", 1);
    }

    private List<Probe> secure(Agent agent, String auth, String priv) {
        FakeTree tree = tree(agent, """
                  version: 3
                  user: signed
                  auth: SHA
                  auth_env: PDU_AUTH
                  priv: AES
                  priv_env: PDU_PRIV
                """).variable("PDU_AUTH", auth).variable("PDU_PRIV", priv);
        return new SnmpKind().probe(tree.machine());
    }

    private List<Probe> probe(Agent agent, String more) {
        return new SnmpKind().probe(tree(agent, more).machine());
    }

    private FakeTree tree(Agent agent, String more) {
        return new FakeTree(folder.resolve("root"))
                .settings("snmp:\n  host: 127.0.0.1\n  port: %d\n%s".formatted(agent.port(), more));
    }
}
