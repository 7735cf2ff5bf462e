package wattle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wattle.document.InputFault;
import wattle.quantity.Energy;
import wattle.quantity.Interval;

class RunFolderTest {

    @TempDir
    Path home;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsReadIsWhatWasWritten(long seed) throws IOException {
        Run run = RandomRuns.run(seed);
        RunFolder folder = new RunFolder(home.resolve("runs").resolve("one"));
        folder.write(run);

        assertThat(folder.read()).isEqualTo(run);
    }

    @Test
    void theSameRunIsTheSameBytesAndNothingElseIsLeft() throws IOException {
        RunFolder folder = new RunFolder(home);
        folder.write(RandomRuns.run(1));
        byte[] first = Files.readAllBytes(home.resolve(RunFolder.RUN));
        folder.write(RandomRuns.run(1));

        assertThat(Files.readAllBytes(home.resolve(RunFolder.RUN))).isEqualTo(first);
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).sorted())
                    .containsExactly("ledger.csv", "run.json");
        }
    }

    @Test
    void theLedgerIsAlsoATable() throws IOException {
        new RunFolder(home).write(two(new Energy(7)));

        assertThat(Files.readString(home.resolve(RunFolder.LEDGER))).isEqualTo("""
                stage,place,place_sector,activity,sector,energy_j,energy_low_j,energy_high_j,origin,note\r
                train,cloud,it,compute,it,3.0,3.0,3.0,closed-form,CL-1\r
                train,cloud,it,cool-and-convert,facility,4.0,4.0,4.0,closed-form,"a, ""b\"""\r
                """);
    }

    @Test
    void aTotalThatIsNotTheSumOfItsLedgerIsRefused() throws IOException {
        assertThatThrownBy(() -> two(new Energy(7.00001))).hasMessageContaining("is not the sum of the ledger (7.0 J)");
        RunFolder folder = new RunFolder(home);
        folder.write(two(new Energy(7)));
        change("\"typical\" : 7.0", "\"typical\" : 6.0");
        change("\"low\" : 7.0", "\"low\" : 6.0");

        assertThatThrownBy(folder::read)
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("run.json:9:15: energyJ: the total (6.0 J) is not the sum of the ledger (7.0 J).")
                .hasMessageContaining("\nMaybe ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            run-1.json; run-2.json; only 'https://wattle.dev/schema/run-1.json' is read.
            schema/run-1.json; schema/compare-1.json; is not the format of a run
            "schema"; "shema"; this is not a run: it has no key 'schema'.
            "stage" : "train"; "stage" : "trian"; 'trian' is not one of
            "low" : 3.0; "low" : -3.0; ledger[0].energyJ: an energy is negative
            "low" : 3.0; "low" : 30; this is not a range
            "samples" : null; "smaples" : null; costs.samples: this key is missing.
            "seed" : 42; "seed" : 4.2; '4.2' is not a seed.
            "engine"; "engines"; provenance.engine: this key is missing.
            """)
    void whatIsWrongIsLocated(String old, String changed, String message) throws IOException {
        RunFolder folder = new RunFolder(home);
        folder.write(two(new Energy(7)));
        change(old, changed);

        assertThatThrownBy(folder::read)
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("run.json")
                .hasMessageContaining(message);
    }

    @Test
    void aFolderWithoutARunSaysSo() {
        assertThatThrownBy(() -> new RunFolder(home).read())
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("there is no such file");
    }

    private void change(String old, String changed) throws IOException {
        Path file = home.resolve(RunFolder.RUN);
        String text = Files.readString(file);
        assertThat(text).contains(old);
        int at = text.indexOf(old);
        Files.writeString(file, text.substring(0, at) + changed + text.substring(at + old.length()));
    }

    private static Run two(Energy total) {
        Place cloud = new Place("cloud", Sector.IT);
        Ledger ledger = new Ledger(List.of(
                entry(cloud, Activity.COMPUTE, Sector.IT, 3, "CL-1"),
                entry(cloud, Activity.COOL_AND_CONVERT, Sector.FACILITY, 4, "a, \"b\"")));
        return new Run(
                new Run.Title("cloud", "Cloud", "cloud"),
                Origin.CLOSED_FORM,
                new Run.Reached(java.util.Optional.of(true), "stated"),
                Interval.exactly(total),
                Map.of(),
                ledger,
                new Provenance("0.1.0", "closed form", 0, 42, "", List.of()));
    }

    private static Entry entry(Place place, Activity activity, Sector sector, double joules, String note) {
        return new Entry(
                Stage.TRAIN, place, activity, sector, Interval.exactly(new Energy(joules)), Origin.CLOSED_FORM, note);
    }
}
