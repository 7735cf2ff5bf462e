package wattle.app.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.document.InputFault;
import wattle.run.Origin;
import wattle.run.Run;
import wattle.run.RunFolder;

class ImportTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// A wall of 100 W above the processors, which are a second late.
    private Import.Done campaign(String name, int seconds) throws IOException {
        StringBuilder wall = new StringBuilder("timestamp,device_id,metric_id,value\n");
        StringBuilder cpu = new StringBuilder("timestamp,target,power,scope,socket\n");
        for (int i = 0; i < seconds; i++) {
            String at = Instant.ofEpochSecond(1_700_000_000L + i).toString();
            wall.append("%s,node-1,wattmetre_power_watt,%.3f\n".formatted(at, 100 + load(i)));
            cpu.append("%s,rapl,%.3f,cpu,0\n".formatted(at, load(i - 1)));
        }
        return Import.run(
                new Import.Wish(
                        List.of(file(name + "-wall.csv", wall.toString()), file(name + "-cpu.csv", cpu.toString())),
                        folder.resolve("runs"),
                        name,
                        "",
                        ZoneOffset.UTC),
                "test");
    }

    private static double load(int i) {
        return 60 + 20 * Math.sin(i / 9.0) + 10 * Math.sin(i / 3.1);
    }

    @Test
    void filesOfTwoToolsAreOneRunThatIsNotCountedTwice() throws IOException {
        Import.Done done = campaign("both", 300);
        Run run = new RunFolder(done.run()).read();

        assertThat(run.origin()).isEqualTo(Origin.IMPORTED);
        assertThat(run.energy().typical().joules()).isBetween(299 * 155.0, 299 * 165.0);
        assertThat(done.text()).contains("powerapi/rapl/cpu-0").contains("where all channels were seen");
    }

    @Test
    void whatWasImportedIsTheSameWhenItIsWorkedOutAgain() throws IOException {
        Import.Done done = campaign("again", 100);
        byte[] before = Files.readAllBytes(done.run().resolve(RunFolder.RUN));
        RunShelf.recompute(done.run(), "test");

        assertThat(Files.readAllBytes(done.run().resolve(RunFolder.RUN))).isEqualTo(before);
    }

    @Test
    void theMetersOfAnImportedRunAreCompared() throws IOException {
        CompareMeters compared = compared(campaign("compared", 300).run(), "");

        assertThat(compared.table())
                .contains("kwollect/node-1/wattmetre_power_watt (wall)")
                .contains("1.00 s");
        assertThat(compared.csv().lines().skip(1).findFirst().orElseThrow()).startsWith("powerapi/rapl/cpu-0,kwollect");
        assertThat(compared.html())
                .contains("<svg", "prefers-color-scheme: dark", "Bland–Altman")
                .doesNotContain("<script", "http://", "https://", "NaN");
        double lag = Double.parseDouble(
                compared.csv().lines().skip(1).findFirst().orElseThrow().split(",", -1)[4]);
        assertThat(lag).isCloseTo(1, within(0.05));
    }

    /// Each two of three meters, once; the third sees half of the second.
    @Test
    void allMetersAreComparedWithAllOthers() throws IOException {
        StringBuilder text = new StringBuilder("timestamp,device_id,metric_id,value\n");
        for (int i = 0; i < 300; i++) {
            String at = Instant.ofEpochSecond(1_700_000_000L + i).toString();
            text.append("%s,node-1,wattmetre_power_watt,%.3f\n".formatted(at, 100 + load(i)));
            text.append("%s,node-1,bmc_node_power_watt,%.3f\n".formatted(at, load(i)));
        }
        StringBuilder cpu = new StringBuilder("timestamp,target,power,scope,socket\n");
        for (int i = 0; i < 300; i++) {
            cpu.append("%s,rapl,%.3f,cpu,0\n".formatted(Instant.ofEpochSecond(1_700_000_000L + i), load(i) / 2));
        }
        Import.Done done = Import.run(
                new Import.Wish(
                        List.of(file("k.csv", text.toString()), file("c.csv", cpu.toString())),
                        folder.resolve("three"),
                        "three",
                        "",
                        ZoneOffset.UTC),
                "test");

        CompareMeters every = CompareMeters.of(
                RunShelf.of(
                        java.util.Objects.requireNonNull(
                                done.run().toAbsolutePath().getParent()),
                        java.util.Optional.empty()),
                done.run().getFileName().toString(),
                "");
        CompareMeters one = CompareMeters.of(
                RunShelf.of(
                        java.util.Objects.requireNonNull(
                                done.run().toAbsolutePath().getParent()),
                        java.util.Optional.empty()),
                done.run().getFileName().toString(),
                "wattmetre_power_watt");

        assertThat(every.csv().lines().skip(1)).hasSize(3);
        assertThat(every.csv()).contains("powerapi/rapl/cpu-0,kwollect/node-1/bmc_node_power_watt,0.500000,");
        assertThat(every.table()).contains("Every pair.", "50.0 %, 1.000", "200.0 %, 1.000");
        assertThat(every.html()).contains("Every pair", "50.0 %, 1.000");
        assertThat(one.csv().lines().skip(1)).hasSize(2);
        assertThat(one.table()).doesNotContain("Every pair");
    }

    @Test
    void aReferenceThatFitsNothingIsToldWithWhatThereIs() throws IOException {
        Path run = campaign("reference", 100).run();

        assertThatThrownBy(() -> compared(run, "nvml"))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("powerapi/rapl/cpu-0");
    }

    @Test
    void threeImportedRunsAreCorrelatedAndFewRunsAreToldToProveLittle() throws IOException {
        for (int i = 1; i <= 3; i++) {
            campaign("run" + i, 100 * i);
        }
        Correlate correlate = Correlate.of(new RunShelf(folder.resolve("runs")), List.of("all"), "energy");

        assertThat(correlate.table())
                .contains("3 imported")
                .contains("3 runs prove little")
                .contains("0 (3 lack it)");
        assertThat(correlate.json()).contains("\"predictor\": \"duration-s\"").contains("null");
        assertThat(correlate.html()).contains("<svg").doesNotContain("<script", "NaN");
    }

    @Test
    void twoRunsAreTooFew() throws IOException {
        campaign("one", 100);
        campaign("two", 200);

        assertThatThrownBy(() -> Correlate.of(new RunShelf(folder.resolve("runs")), List.of(), "energy"))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("2 runs");
    }

    @Test
    void theSameImportTwiceIsRefused() throws IOException {
        campaign("twice", 50);

        assertThatThrownBy(() -> campaign("twice", 50)).hasMessageContaining("exists already");
    }

    private Import.Done codecarbon(String... rows) throws IOException {
        String header = "timestamp,run_id,duration,emissions,energy_consumed,cpu_energy,gpu_energy,ram_energy\n";
        Path file = file("emissions.csv", header + String.join("\n", rows) + "\n");
        return Import.run(new Import.Wish(List.of(file), folder.resolve("cc"), "cc", "", ZoneOffset.UTC), "test");
    }

    @Test
    void aDurationBelowZeroIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> codecarbon("2024-05-01T10:00:00,a,-5,0.1,0.002,0.001,0.001,0"))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("emissions.csv:2:23")
                .hasMessageContaining("below 0");
    }

    @Test
    void aColumnWithoutNumbersIsNamed() throws IOException {
        assertThat(codecarbon("2024-05-01T10:00:00,a,60,0.1,0.002,0.001,NaN,0").text())
                .contains("gpu_energy holds no number in any row, and is left out");
    }

    @Test
    void whatAnotherToolSaidIsShownAsImported() throws IOException {
        Import.Done done = codecarbon("2024-05-01T10:00:00,a,60,0.1,0.002,,,0.001");

        assertThat(new RunShelf(folder.resolve("cc"))
                        .report(String.valueOf(done.run().getFileName())))
                .contains("IMPORTED")
                .doesNotContain("MODELLED from utilisation", "100 % measured");
    }

    @Test
    void anUnknownFileOrFormatIsToldWithAllFormats() throws IOException {
        Path file = file("notes.txt", "some words\n");
        Import.Wish wish = new Import.Wish(List.of(file), folder, "", "", ZoneOffset.UTC);
        Import.Wish wrong = new Import.Wish(List.of(file), folder, "", "codecarbonn", ZoneOffset.UTC);

        assertThatThrownBy(() -> Import.run(wish, "test"))
                .hasMessageContaining("--as")
                .hasMessageContaining("ptdaemon");
        assertThatThrownBy(() -> Import.run(wrong, "test")).hasMessageContaining("Maybe 'codecarbon'");
    }

    private static CompareMeters compared(Path run, String reference) throws IOException {
        return CompareMeters.of(
                new RunShelf(java.util.Objects.requireNonNull(run.getParent())),
                String.valueOf(run.getFileName()),
                reference);
    }
}
