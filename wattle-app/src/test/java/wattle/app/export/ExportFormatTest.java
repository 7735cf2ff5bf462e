package wattle.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.app.measuring.Import;
import wattle.app.measuring.RunShelf;
import wattle.catalog.Catalog;
import wattle.document.InputFault;
import wattle.experiment.Analysis;
import wattle.experiment.Experiment;
import wattle.recording.Recording;
import wattle.run.Run;
import wattle.run.RunFolder;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Mark;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// One run of an hour: processors 100 W, memory 20 W, an accelerator 300 W. That is 1 512 000 J, which is 0.42 kWh,
/// which at 50 g/kWh is 21 g or 0.021 kg: a wrong unit shows at once.
class ExportFormatTest {

    private static final long EPOCH = -1_700_000_000_000_000_000L;
    private static final int SECONDS = 3600;
    private static final GridZone GRID = new GridZone("Testland", "TST", 50, "2023", "nobody");

    @TempDir
    private Path folder = Path.of("");

    private static Exported run() {
        return run(Map.of("rapl/package-0", "wall/node/platform/cpu-0", "rapl/dram-0", "wall/node/platform/dram-0"));
    }

    private static Exported run(Map<String, String> counters) {
        Map<Channel, Samples> samples = new LinkedHashMap<>();
        counters.forEach((id, part) -> {
            double watts = id.contains("dram") ? 20 : id.contains("package") ? 100 : 600;
            Channel channel = channel(id, part, new Signal.EnergyCounter(1e-6, 0), Basis.VENDOR_MODEL);
            Samples.Builder builder = new Samples.Builder(channel, EPOCH);
            for (int i = 0; i <= SECONDS; i++) {
                builder.add(new Reading.Counter(channel.id(), moment(i), Math.round(i * watts * 1e6)));
            }
            samples.put(channel, builder.build());
        });
        Channel gpu = channel(
                "nvml/GPU-1/power",
                "wall/node/gpu-1",
                new Signal.PowerGauge(new Signal.Averaging.Instant()),
                Basis.MEASURED);
        Samples.Builder builder = new Samples.Builder(gpu, EPOCH);
        for (int i = 0; i <= SECONDS; i++) {
            builder.add(new Reading.Power(gpu.id(), moment(i), 300));
        }
        samples.put(gpu, builder.build());
        Recording recording = new Recording(
                Map.of(
                        "name",
                        "unet_50%",
                        "host",
                        "node-1",
                        "processors",
                        "16",
                        "period_s",
                        "1.0",
                        "system",
                        "Linux 6"),
                new LinkedHashMap<>(samples),
                List.of(
                        new Mark.Begin(moment(0).nanos(), Experiment.JOB),
                        new Mark.End(moment(SECONDS).nanos(), Experiment.JOB)),
                EPOCH);
        return new Exported(
                "20231114-unet",
                "1.2.3",
                List.of(new Exported.Node(recording, Analysis.of(recording).orElseThrow())),
                java.util.Optional.empty());
    }

    private static Channel channel(String id, String part, Signal signal, Basis basis) {
        return new Channel(
                new ChannelId(id),
                Part.of(part),
                signal,
                basis,
                Traits.UNKNOWN.period(0.001).peak(2000),
                "");
    }

    private static Moment moment(int second) {
        return new Moment(second * 1_000_000_000L, 3_000, Moment.NO_DEVICE_TIME);
    }

    private static String cell(String csv, String column) {
        List<String> lines = csv.lines().toList();
        List<String> head = Arrays.asList(lines.get(0).split(",", -1));
        return lines.get(1).split(",", -1)[head.indexOf(column)];
    }

    /// CodeCarbon: kWh, kg, kg/s, W, s.
    @Test
    void codecarbonsFileIsInKilowattHoursAndKilograms() {
        assertThat(ExportFormat.CODECARBON.text(run().in(GRID))).isEqualTo("""
                        timestamp,project_name,run_id,experiment_id,duration,emissions,emissions_rate,cpu_power,\
                        gpu_power,ram_power,cpu_energy,gpu_energy,ram_energy,energy_consumed,water_consumed,\
                        country_name,country_iso_code,region,cloud_provider,cloud_region,os,python_version,\
                        codecarbon_version,cpu_count,cpu_model,gpu_count,gpu_model,longitude,latitude,\
                        ram_total_size,tracking_mode,cpu_utilization_percent,gpu_utilization_percent,\
                        ram_utilization_percent,ram_used_gb,on_cloud,pue,wue\r
                        2023-11-14T23:13:20,unet_50%,20231114-unet,,3600,0.021,0.00000583333333333333,100,300,20,\
                        0.1,0.3,0.02,0.42,,Testland,TST,,,,Linux 6,,wattle-1.2.3,16,,1,,,,,machine,,,,,,,\r
                        """);
    }

    @Test
    void codecarbonsFileHasAllColumnsAndNoCarbonWithoutAGrid() {
        String csv = ExportFormat.CODECARBON.text(run());

        assertThat(CodeCarbonFile.COLUMNS).hasSize(38).doesNotHaveDuplicates();
        assertThat(cell(csv, "emissions")).isEmpty();
        assertThat(cell(csv, "emissions_rate")).isEmpty();
        assertThat(cell(csv, "country_iso_code")).isEmpty();
        assertThat(cell(csv, "energy_consumed")).isEqualTo("0.42");
    }

    @Test
    void whatNoMeterDividesStandsInCodecarbonsTotalOnly() {
        String csv = ExportFormat.CODECARBON.text(run(Map.of("ipmi/node", "wall/node")));

        assertThat(cell(csv, "energy_consumed")).isEqualTo("0.6");
        assertThat(cell(csv, "gpu_energy")).isEqualTo("0.3");
        assertThat(cell(csv, "cpu_energy")).isEmpty();
    }

    @Test
    void ourCodecarbonFileIsImportedWithTheSameJoules() throws IOException {
        assertThat(imported("parts", run())).isCloseTo(1_512_000, within(1e-3));
        assertThat(imported("node", run(Map.of("ipmi/node", "wall/node")))).isCloseTo(2_160_000, within(1e-3));
    }

    private double imported(String name, Exported run) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".csv"), ExportFormat.CODECARBON.text(run));
        Import.Done done =
                Import.run(new Import.Wish(List.of(file), folder.resolve("runs"), name, "", ZoneOffset.UTC), "1.2.3");
        Run again = new RunFolder(done.run()).read();
        return again.energy().typical().joules();
    }

    /// Hugging Face: g, which is a thousand times CodeCarbon's number.
    @Test
    void aModelCardIsInGrams() {
        assertThat(ExportFormat.HF_CARD.text(run().in(GRID)))
                .matches("(?s).*\\(\\S+–\\S+\\).*")
                .contains("Wattle 1.2.3, measured 420.")
                .satisfies(card -> assertThat(card.replaceAll("source: \".*\"", "source: …"))
                        .isEqualTo("""
                                co2_eq_emissions:
                                  emissions: 21.00
                                  source: …
                                  # training_type: "pre-training" or "fine-tuning"; only you know.
                                  geographical_location: "Testland"
                                  hardware_used: "1 machine, 16 logical processors, 1 GPU"
                                """));
    }

    /// Hugging Face's client reads `1e-05` as 1: never an exponent.
    @Test
    void littleCarbonIsAPlainDecimal() {
        assertThat(Plain.amount(2.1e-6)).isEqualTo("0.000002100");
        assertThat(Plain.amount(0.5)).isEqualTo("0.5000");
        assertThat(Plain.amount(0)).isEqualTo("0.0000");
        assertThat(Plain.amount(123_456.78)).isEqualTo("123456.8");
        assertThat(Plain.number(5.8e-12)).isEqualTo("0.0000000000058");
    }

    @Test
    void aModelCardWithoutAGridIsRefusedWithWhatToGive() {
        assertThatThrownBy(() -> ExportFormat.HF_CARD.text(run()))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("no grid is given")
                .hasMessageContaining("--zone FRA");
    }

    @Test
    void aGridIsFoundByLettersOrNameAndAnUnknownOneIsToldWithItsNeighbour() {
        Catalog catalog = Catalog.builtIn();

        assertThat(GridZone.of(catalog, "fra", 2024)).isEqualTo(GridZone.of(catalog, "France", 2024));
        assertThat(GridZone.of(catalog, "FRA", 2016).year()).isEqualTo("2016");
        assertThatThrownBy(() -> GridZone.of(catalog, "Frnace", 2024))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("Maybe 'France'");
    }

    /// MLPerf: W, and ms since 1970.
    @Test
    void mlperfsLogIsInWattsAndMilliseconds() {
        List<String> lines = ExportFormat.MLLOG.text(run()).lines().toList();

        assertThat(lines).hasSize(SECONDS + 2);
        assertThat(lines.get(0))
                .isEqualTo(
                        ":::MLLOG {\"namespace\":\"\",\"time_ms\":1700000000000,"
                                + "\"event_type\":\"INTERVAL_START\",\"key\":\"power_measurement_start\",\"value\":null,"
                                + "\"metadata\":{\"host\":\"node-1\",\"supply\":\"DC\","
                                + "\"boundary\":\"gpu-1 + cpu-0 + dram-0\",\"origin\":\"measured\",\"logger\":\"wattle-1.2.3\"}}");
        assertThat(lines.get(100)).contains("\"time_ms\":1700000099500,", "\"key\":\"power_reading\",\"value\":420.0,");
        assertThat(lines.getLast()).contains("\"time_ms\":1700003600000,", "INTERVAL_END", "power_measurement_stop");
    }

    /// Prometheus: J.
    @Test
    void prometheusFileIsInJoules() {
        assertThat(ExportFormat.PROMETHEUS.text(run().in(GRID)))
                .contains("wattle_run_energy_joules{run=\"20231114-unet\",name=\"unet_50%\"} 1512000\n")
                .contains("wattle_run_carbon_grams{run=\"20231114-unet\",name=\"unet_50%\"} 21\n");
    }

    @Test
    void aParagraphTellsTotalIntervalShareBoundaryMetersPeriodAndVersion() {
        assertThat(ExportFormat.PARAGRAPH.text(run().in(GRID)))
                .startsWith("The run 'unet_50%' used 420.")
                .contains("99 % interval 4")
                .contains("100 % was measured (29 % by counters of the hardware's vendor) and 0 % modelled")
                .contains("gpu-1 + cpu-0 + dram-0 of node-1; no meter sees")
                .contains("Meters: nvml, rapl, read every 1.0 s.")
                .contains("Wattle 1.2.3")
                .contains("50 g CO2e/kWh, yearly mean of 2023, location-based), this is 21.0");
    }

    @Test
    void whatAnotherToolToldIsNotCalledMeasured() throws IOException {
        imported("told", run());
        Path run;
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            run = runs.findFirst().orElseThrow();
        }
        Exported again = Exported.of(
                new RunShelf(Objects.requireNonNull(run.getParent())), String.valueOf(run.getFileName()), "1.2.3");

        assertThat(ExportFormat.PARAGRAPH.text(again))
                .contains("told by codecarbon")
                .contains("How much of it was measured, its file does not say");
        assertThat(ExportFormat.LATEX.text(again)).contains(" & -- & codecarbon ");
        assertThat(ExportFormat.PROMETHEUS.text(again)).doesNotContain("measured_ratio");
    }

    @Test
    void aTableRowHasPlainNumbersAndNoMoreDigitsThanItsInterval() {
        String row = ExportFormat.LATEX.text(run()).lines().toList().get(1);

        assertThat(row)
                .matches(
                        "unet\\\\_50\\\\% & 420\\.\\d+ & 4\\d\\d\\.\\d+ & 420\\.\\d+ & Wh & 3600\\.0 & 100 & nvml, rapl "
                                + "\\\\\\\\");
        List<String> cells = List.of(row.split(" & ", -1));
        assertThat(cells.subList(1, 4).stream().map(cell -> cell.length() - cell.indexOf('.')))
                .containsOnly(cells.get(1).length() - cells.get(1).indexOf('.'));
    }

    @Test
    void whatIsCitedIsWhatTheCitationFileSays() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("CITATION.cff"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        String cff = Files.readString(root.resolve("CITATION.cff"));

        assertThat(cff).contains("title: \"" + Citation.TITLE + "\"").contains("- name: " + Citation.AUTHORS);
        assertThat(ExportFormat.BIBTEX.text(run()))
                .startsWith("@misc{wattle-20231114-unet,\n  title = {Energy of the run unet\\_50\\%: 420.")
                .contains("  author = {{The Wattle authors}},\n", "  year = {2023},\n")
                .doesNotContain("–", "\u202f");
    }
}
