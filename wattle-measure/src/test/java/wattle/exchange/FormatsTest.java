package wattle.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import wattle.document.InputFault;
import wattle.trace.Basis;
import wattle.trace.Curves;
import wattle.trace.EnergyCurve;
import wattle.trace.Reading;
import wattle.trace.Samples;

class FormatsTest {

    private static double joules(Imported file, String id) {
        EnergyCurve curve = Curves.of(Fixture.one(Fixture.samples(file), id)).orElseThrow();
        return curve.joules(curve.size() - 1);
    }

    private static Map<String, String> parts(Imported... files) {
        return Fixture.samples(files).stream()
                .map(Samples::channel)
                .filter(channel -> channel.isEnergy())
                .collect(Collectors.toMap(
                        channel -> channel.id().text(),
                        channel -> channel.part().toString()));
    }

    @Test
    void codeCarbonIsInKilowattHoursWhateverTheVersion() {
        String v2 = """
                timestamp,project_name,run_id,duration,emissions,emissions_rate,cpu_power,gpu_power,\
                ram_power,cpu_energy,gpu_energy,ram_energy,energy_consumed
                2024-01-01T00:01:00,p,r,60,0.1,0.1,50,0,10,0.001,0,0.0002,0.0012
                """;
        Imported file = Fixture.text("emissions.csv", v2);

        assertThat(joules(file, "codecarbon/cpu_energy")).isCloseTo(3600, within(1e-3));
        assertThat(joules(file, "codecarbon/ram_energy")).isCloseTo(720, within(1e-3));
        assertThat(parts(file))
                .containsEntry("codecarbon/cpu_energy", "wall/node/platform/cpu")
                .containsEntry("codecarbon/ram_energy", "wall/node/platform/dram")
                .hasSize(2);
    }

    @Test
    void anElevenColumnFileOfCodeCarbonHasOnlyATotal() {
        String v1 = """
                timestamp,project_name,duration,emissions,energy_consumed,country_name,country_iso_code,\
                region,on_cloud,cloud_provider,cloud_region
                2021-01-01T00:01:00,p,60,0.1,0.0012,France,FRA,,N,,
                """;

        assertThat(joules(Fixture.text("emissions.csv", v1), "codecarbon/energy_consumed"))
                .isCloseTo(4320, within(1e-3));
    }

    @Test
    void aRowWithTheWrongNumberOfCellsIsRejectedWhereItStands() {
        String text = """
                timestamp,duration,emissions,energy_consumed
                2024-01-01T00:01:00,60,0.1,0.001
                2024-01-01T00:02:00,60,0.1,0.001,France
                """;

        assertThatThrownBy(() -> Fixture.text("emissions.csv", text))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("emissions.csv:3:1")
                .hasMessageContaining("5 cells, but the header has 4");
    }

    @Test
    void aCellThatIsNoNumberIsToldWithItsColumn() {
        String text = """
                timestamp,duration,emissions,energy_consumed
                2024-01-01T00:01:00,60,0.1,much
                """;

        assertThatThrownBy(() -> Fixture.text("emissions.csv", text))
                .hasMessageContaining("emissions.csv:2:28")
                .hasMessageContaining("'much'");
    }

    /// Bug 6 (CodeCarbon): the RAM constant is a model, and is never added to what was measured.
    @Test
    void memoryThatCodeCarbonAssumesIsNotMeasured() {
        String text = """
                timestamp,run_id,duration,emissions,cpu_energy,gpu_energy,ram_energy,energy_consumed
                2024-01-01T00:01:00,r,60,0.1,0.001,0,0.0002,0.0012
                """;
        List<Samples> all = Fixture.samples(Fixture.text("emissions.csv", text));

        assertThat(Fixture.channel(all, "codecarbon/ram_energy").basis()).isEqualTo(Basis.OUR_MODEL);
        assertThat(Fixture.channel(all, "codecarbon/cpu_energy").basis()).isEqualTo(Basis.VENDOR_MODEL);
    }

    /// Bug 20 (EIT, carbontracker): a PUE inside of "energy" is told, and taken out.
    @Test
    void facilityEnergyOfCarbontrackerIsDividedByItsPue() {
        String log = """
                2024-01-01 00:01:00 - CarbonTracker: PUE is set to 1.58
                2024-01-01 00:01:10 - CarbonTracker:
                Actual consumption for 1 epoch(s):
                \tTime:\t0:01:00
                \tEnergy:\t0.00158 kWh
                \tCO2eq:\t0.1 g
                """;
        Imported file = Fixture.text("x_carbontracker_output.log", log);

        assertThat(joules(file, "carbontracker/total")).isCloseTo(3600, within(1e-2));
        assertThat(file.facts()).containsEntry("facility_energy_j", "5688.0");
        assertThat(file.notes()).anyMatch(note -> note.contains("PUE of 1.58 inside"));
    }

    /// Bug 20 (carbontracker): a log that does not name its PUE says that ours is assumed.
    @Test
    void anUnnamedPueIsTold() {
        String log = """
                2024-01-01 00:01:10 - CarbonTracker:
                Actual consumption for 1 epoch(s):
                \tTime:\t0:01:00
                \tEnergy:\t0.00159 kWh
                """;

        assertThat(Fixture.text("x_carbontracker_output.log", log).notes())
                .anyMatch(note -> note.contains("does not name"));
    }

    @Test
    void epochsOfCarbontrackerAreMeanPowerTimesTheirDuration() {
        String log = """
                2024-01-01 00:00:50 - Epoch 1:
                2024-01-01 00:00:50 - Duration: 0:00:50.00
                2024-01-01 00:00:50 - Average power usage (W) for gpu: [100.0 50.0]
                2024-01-01 00:00:50 - Average power usage (W) for cpu: [80.0]
                """;
        Imported file = Fixture.text("x_carbontracker.log", log);

        assertThat(joules(file, "carbontracker/gpu")).isCloseTo(7500, within(1e-3));
        assertThat(joules(file, "carbontracker/cpu")).isCloseTo(4000, within(1e-3));
    }

    /// Bug 17 (EnergiBridge): its counters wrap, its memory has the wrong unit, and it sees package 0 only.
    @Test
    void aWrapOfEnergiBridgeIsTakenOut() {
        String text = """
                Delta,Time,PACKAGE_ENERGY (J)
                0,1697704464000,262100
                1000,1697704465000,262140
                1000,1697704466000,36
                1000,1697704467000,76
                """;
        Imported file = Fixture.text("eb.csv", text);

        assertThat(joules(file, "energibridge/PACKAGE_ENERGY_(J)")).isCloseTo(120, within(1e-3));
        assertThat(file.notes()).anyMatch(note -> note.contains("package 0 only"));
    }

    @Test
    void alumetsEnergiesAreSinceTheLastRow() {
        String text = """
                metric;timestamp;value;resource_kind;resource_id;consumer_kind;consumer_id;__late_attributes
                rapl_consumed_energy_J;2024-01-01T00:00:00Z;9;cpu_package;0;local_machine;;domain=package
                rapl_consumed_energy_J;2024-01-01T00:00:01Z;10;cpu_package;0;local_machine;;domain=package
                rapl_consumed_energy_J;2024-01-01T00:00:02Z;12;cpu_package;0;local_machine;;domain=package
                rapl_consumed_energy_J;2024-01-01T00:00:02Z;3;local_machine;;local_machine;;domain=psys
                """;
        Imported file = Fixture.text("alumet.csv", text);

        assertThat(joules(file, "alumet/rapl/package/0")).isCloseTo(22, within(1e-6));
        assertThat(parts(file)).containsEntry("alumet/rapl/psys", "wall/node/platform");
    }

    @Test
    void perfStatTellsItsStartAndItsSockets() {
        String text = """
                # started on Wed Feb  8 20:21:40 2023

                     1.000100000,S0,1,50.00,Joules,power/energy-pkg/,1000100000,100.00,,
                     1.000100000,S1,1,40.00,Joules,power/energy-pkg/,1000100000,100.00,,
                     2.000200000,S0,1,51.00,Joules,power/energy-pkg/,1000100000,100.00,,
                     2.000200000,S1,1,<not counted>,Joules,power/energy-pkg/,0,100.00,,
                """;
        Imported file = Fixture.text("perf.csv", text);

        assertThat(joules(file, "perf/pkg/S0")).isCloseTo(101, within(1e-6));
        assertThat(parts(file)).containsEntry("perf/pkg/S1", "wall/node/platform/cpu-1");
        assertThat(file.tracks().getLast().readings().getLast()).isInstanceOf(Reading.Gap.class);
        assertThat(file.tracks().getFirst().readings().getFirst().moment().deviceMicros())
                .isEqualTo(1_675_887_700_000_000L);
    }

    @Test
    void tegrastatsHasItsRailsInMilliwatts() {
        String text = """
                07-20-2023 14:16:34 RAM 1/2MB CPU [1%@1,2%@1] VDD_IN 5000mW/4900mW VDD_CPU_GPU_CV 1000mW/900mW
                07-20-2023 14:16:35 RAM 1/2MB CPU [1%@1,2%@1] VDD_IN 5000mW/4900mW VDD_CPU_GPU_CV 1000mW/900mW
                """;
        Imported file = Fixture.text("tegra.log", text);

        assertThat(joules(file, "tegrastats/VDD_IN")).isCloseTo(5, within(1e-6));
        assertThat(parts(file)).containsEntry("tegrastats/VDD_CPU_GPU_CV", "wall/node/module-0/vdd_cpu_gpu_cv");
    }

    @Test
    void powerJoularsTotalIsNotCountedBesideItsParts() {
        String text = """
                Date,CPU Utilization,Total Power,CPU Power,GPU Power
                2024-01-01 00:00:00,0.1,60,20,40
                2024-01-01 00:00:01,0.1,60,20,40
                """;

        assertThat(parts(Fixture.text("pj.csv", text)))
                .containsOnlyKeys("powerjoular/cpu", "powerjoular/gpu")
                .containsEntry("powerjoular/gpu", "wall/node/gpu-all");
    }

    @Test
    void mlperfLogsAreOfTheWall() {
        String log = """
                :::MLLOG {"time_ms": 1680000000000, "key": "power_reading", "value": 1000}
                :::MLLOG {"time_ms": 1680000001000, "key": "power_reading", "value": 1000.5}
                """;
        String spl = """
                Time,07-20-2023 14:16:34.100,Watts,200.0,Volts,230.1,Amps,0.9,PF,0.98,Mark,test
                Time,07-20-2023 14:16:35.100,Watts,200.0,Volts,230.1,Amps,0.9,PF,0.98,Mark,test
                Time,07-20-2023 14:16:36.100,Watts,-1.0,Volts,230.1,Amps,0.9,PF,0.98,Mark,test
                """;

        assertThat(joules(Fixture.text("node_0.txt", log), "mlperf/node")).isCloseTo(1000.25, within(1e-6));
        assertThat(joules(Fixture.text("spl.txt", spl), "ptdaemon/watts")).isCloseTo(200, within(1e-6));
        assertThat(parts(Fixture.text("spl.txt", spl))).containsEntry("ptdaemon/watts", "wall");
    }

    @Test
    void kwollectJsonTakesOneTextOrAListAndWholeNumbers() {
        String json = "[{\"timestamp\":\"2025-07-21T16:15:31+02:00\",\"device_id\":\"taurus-7\","
                + "\"metric_id\":\"wattmetre_power_watt\",\"value\":131,\"labels\":{\"_device_orig\":\"w1-port6\"}},"
                + "{\"timestamp\":\"2025-07-21T16:15:32+02:00\",\"device_id\":\"taurus-7\","
                + "\"metric_id\":\"wattmetre_power_watt\",\"value\":131.5,"
                + "\"labels\":{\"_device_orig\":[\"w1-port6\",\"w1-port7\"]}}]";
        Imported file = Fixture.text("k.json", json);

        assertThat(joules(file, "kwollect-json/taurus-7/wattmetre_power_watt")).isCloseTo(131.25, within(1e-6));
        assertThat(file.tracks().getFirst().readings().getFirst().moment().deviceMicros())
                .isEqualTo(1_753_107_331_000_000L);
        assertThat(file.notes()).isEmpty();
    }

    @Test
    void twoMachinesInOneFileAreRefused() {
        String text = """
                timestamp,device_id,metric_id,value
                2025-07-21T16:15:31+02:00,a,wattmetre_power_watt,1
                2025-07-21T16:15:31+02:00,b,wattmetre_power_watt,1
                """;

        assertThatThrownBy(() -> Fixture.text("k.csv", text)).hasMessageContaining("2 machines: a, b");
    }

    @Test
    void jsonThatIsCutOffIsToldWithItsPlace() {
        assertThatThrownBy(() -> Fixture.text("k.json", "[{\"metric_id\": \"a\",\n \"value\""))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("k.json:2:");
    }

    @Test
    void localTimesAreReadInTheZoneThatIsGiven() {
        String file = "gpu_power_benchmark/3090/gpudata.csv";
        long utc = Fixture.read(file)
                .tracks()
                .getFirst()
                .readings()
                .getFirst()
                .moment()
                .nanos();
        long london = Fixture.read(file, java.time.ZoneId.of("Europe/London"))
                .tracks()
                .getFirst()
                .readings()
                .getFirst()
                .moment()
                .nanos();

        assertThat(utc - london).isEqualTo(3_600_000_000_000L);
        assertThat(Fixture.read(file).notes()).anyMatch(note -> note.contains("--zone"));
    }

    @Test
    void aSumHoldsThePartsThatItCovers() {
        Map<String, String> parts = parts(Fixture.read("ccgrid23/compare-1/energyscope_energyscope.csv"));

        assertThat(parts)
                .containsEntry("energyscope/etotal", "wall/node/platform/cpu+dram")
                .containsEntry("energyscope/ecpu-1", "wall/node/platform/cpu+dram/cpu-1")
                .containsEntry("energyscope/edram-0", "wall/node/platform/cpu+dram/dram-0");
    }

    @Test
    void sharesOfProcessesAreNotAPart() {
        String text = """
                ,exe,pid,timestamp,value
                0,ep.D.x,8656,2022-03-31 17:16:23.8,170.7
                """;

        assertThatThrownBy(() -> Fixture.text("scaphandre-process.csv", text)).hasMessageContaining("single processes");
    }

    @Test
    void everyRecordedTraceIsRecognised() {
        for (int run = 1; run <= 3; run++) {
            String folder = "ccgrid23/compare-" + run + "/";
            for (String tool : List.of("energyscope", "powerapi", "scaphandre")) {
                assertThat(Fixture.read(folder + "kwollect-" + tool + "_" + tool + ".csv")
                                .facts())
                        .containsEntry("tool", "kwollect");
            }
            assertThat(Fixture.read(folder + "powerapi_powerapi.csv").facts()).containsEntry("tool", "powerapi");
            assertThat(Fixture.read(folder + "scaphandre-host_scaphandre.csv").facts())
                    .containsEntry("tool", "scaphandre");
        }
    }
}
