package wattle.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.Documents;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.signal.Signal;

class SignalsReaderTest {

    private static final double YEAR = 365 * 86_400.0;
    private static final double PER_KWH = 1 / 3.6e6;

    @TempDir
    Path folder;

    private Signals read(String yaml) {
        Keys keys = Keys.of(Documents.parse(yaml, "s.yaml"));
        return new SignalsReader(Catalog.builtIn(), Optional.of(folder)).read(Optional.of(keys));
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void nothingChangesByDefault() {
        Signals signals = new SignalsReader(Catalog.builtIn(), Optional.empty()).read(Optional.empty());
        assertThat(signals.carbon(1e-7).isConstant()).isTrue();
        assertThat(signals.carbon(1e-7).at(5)).isEqualTo(1e-7);
        assertThat(signals.price()).isEmpty();
        assertThat(signals.surplusW()).isEmpty();
        assertThat(read("carbon: flat").carbon(2).mean()).isEqualTo(2);
    }

    @Test
    void everyShapeOfTheCatalogueKeepsTheMeanOfItsPlace() {
        for (CatalogEntry shape : Catalog.builtIn().all(Kind.GRID_SHAPE)) {
            Signal carbon = read("carbon: " + shape.id()).carbon(1e-7);
            assertThat(carbon.isConstant()).isFalse();
            assertThat(carbon.integral(0, YEAR)).isCloseTo(1e-7 * YEAR, within(1e-9 * 1e-7 * YEAR));
        }
    }

    @Test
    void aShapeFollowsItsPublishedMultipliers() {
        // Germany 2020: March at noon over March at 19:00 UTC, straight from the entry.
        Signals signals = read("{carbon: shape-DEU-2020, starts: 'March 1, 12:00'}");
        Signal carbon = signals.carbon(1);
        assertThat(signals.begins().secondOfYear()).isEqualTo((31 + 28) * 86_400 + 12 * 3600);
        assertThat(carbon.at(0) / carbon.at(7 * 3600)).isCloseTo(0.7406 / 0.9796, within(1e-12));
        assertThat(carbon.nextChangeS(0)).isEqualTo(3600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'March 1, 08:00'            | 5126400",
                "'mar 1 08:00 UTC'           | 5126400",
                "{month: 3, hour: 8}         | 5126400",
                "2020-03-01T08:00Z           | 5126400",
                "'2020-03-01T09:00+01:00'    | 5126400",
                "'January 1'                 | 0",
                "2020-02-29T00:00Z           | 5011200",
                "'December 31, 23:59'        | 31535940"
            })
    void theStartIsWrittenAsPeopleDo(String starts, double second) {
        assertThat(read("starts: " + starts).begins().secondOfYear()).isEqualTo(second);
    }

    @Test
    void aFileOfSecondsIsTakenAsItIs() throws IOException {
        file("carbon.csv", "time_s,value\n0,100\n3600,300\n");
        Signal carbon = read("carbon: {file: carbon.csv}").carbon(123);
        assertThat(carbon.at(10)).isCloseTo(100e-3 * PER_KWH, within(1e-18));
        assertThat(carbon.integral(0, 7200)).isCloseTo(400 * 3600e-3 * PER_KWH, within(1e-12));
        assertThat(carbon.at(1e9)).as("the last value holds").isCloseTo(300e-3 * PER_KWH, within(1e-18));
        assertThat(read("carbon: {file: carbon.csv, repeats: 2 h}").carbon(1).at(7200 + 5))
                .isCloseTo(100e-3 * PER_KWH, within(1e-18));
    }

    @Test
    void stampsCountFromTheStart() throws IOException {
        file(
                "c.csv",
                "zone,datetime,carbon_g_per_kwh,Price_EUR_per_MWh\nDE,2020-03-01T00:00Z,1,-5\nDE,2020-03-01 08:00Z,2,90\n");
        Signals early = read("carbon: {file: c.csv}");
        assertThat(early.carbon(1).nextChangeS(0)).isEqualTo(8 * 3600);
        Signals late = read("{carbon: {file: c.csv}, price: {file: c.csv}, starts: 'March 1, 07:00'}");
        assertThat(late.carbon(1).nextChangeS(0)).isEqualTo(3600);
        assertThat(late.price().orElseThrow().at(0)).isCloseTo(-5e-3 * PER_KWH, within(1e-18));
        assertThat(late.currency()).contains("EUR");
    }

    @Test
    void pricesAndSurplusHaveTheirUnits() throws IOException {
        file("sun.csv", "time_s,surplus_kw\n0,0\n60,1.5\n");
        Signals signals = read("{price: 250 €/MWh, surplus: {file: sun.csv}}");
        assertThat(signals.price().orElseThrow().at(0)).isCloseTo(0.25 * PER_KWH, within(1e-18));
        assertThat(signals.currency()).contains("€");
        assertThat(signals.surplusW().orElseThrow().at(61)).isEqualTo(1500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time_s,value;0,1;0,2            | x.csv:3:1: the time '0' stands here twice.",
                "time_s,value;5,1;0,2            | x.csv:3:1: the time '0' is before the one above it.",
                "time_s,value;0,-1               | x.csv:2:3: the carbon intensity '-1' is negative.",
                "time_s,value;0,NaN              | x.csv:2:3: 'NaN' is not a number.",
                "time_s,value;0,1e300            | x.csv:2:3: '1e300' is beyond anything",
                "time_s,value;1e300,1            | x.csv:2:1: the time '1e300' is further",
                "time_s,value                    | x.csv: this file has a header, but no rows.",
                "time_s,surplus_w;0,1            | x.csv:1:1: the column 'surplus_w' has the unit of a surplus power",
                "time_s,watt;0,1                 | x.csv:1:1: no column's name says that it holds the carbon intensity.",
                "t,value;0,1                     | x.csv:1:1: no column holds the time.",
                "time,value;2020-03-01,1         | x.csv:2:1: '2020-03-01' is not a time with its zone.",
                "time,value;2020-13-01T00:00Z,1  | x.csv:2:1: '2020-13-01T00:00Z' is not a time with its zone.",
                "time_s,a_g_per_kwh,b_g_per_kwh;0,1,2 | x.csv:1:1: several columns may hold the carbon intensity"
            })
    void locatesWhatIsWrongInAFile(String text, String message) throws IOException {
        file("x.csv", text.replace(';', '\n') + "\n");
        assertThatThrownBy(() -> read("carbon: {file: x.csv}"))
                .isInstanceOf(InputFault.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "carbon: {file: none.csv}        | s.yaml:1:16: carbon.file: there is no file 'none.csv'",
                "carbon: {file: x.csv, repeats: 1 s} | s.yaml:1:32: carbon.repeats: the times of the file span 60.0 s",
                "carbon: {file: x.csv, column: q} | s.yaml:1:31: carbon.column: the file has no column 'q'.",
                "carbon: shape-DEU-202           | s.yaml:1:9: carbon: the catalogue has no grid-shape",
                "carbon: {fil: x.csv}            | s.yaml:1:9: carbon.file: this key is missing.",
                "price: 3                        | s.yaml:1:8: price: '3' is not a price",
                "price: {file: x.csv}            | x.csv:1:1: ",
                "surplus: 5 W                    | s.yaml:1:10: surplus: '5 W' stands here",
                "starts: yesterday               | s.yaml:1:9: starts: 'yesterday' is not a time of the year.",
                "starts: 'February 29'           | s.yaml:1:9: starts: a year of 365 days has no month 2, day 29",
                "starts: 'Mach 3'                | s.yaml:1:9: starts: 'Mach' is not a month.",
                "sun: 1                          | s.yaml:1:1: sun: this key is not known here."
            })
    void locatesWhatIsWrongInTheScenario(String yaml, String message) throws IOException {
        file("x.csv", "time_s,carbon_g_per_kwh\n0,1\n60,2\n");
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(InputFault.class).hasMessageStartingWith(message);
    }

    @Test
    void textCanNameNoFiles() {
        Keys keys = Keys.of(Documents.parse("carbon: {file: x.csv}", "s.yaml"));
        assertThatThrownBy(() -> new SignalsReader(Catalog.builtIn(), Optional.empty()).read(Optional.of(keys)))
                .hasMessageContaining("a scenario that is not a file can name no files");
    }
}
