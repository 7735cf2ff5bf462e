package wattle.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.quantity.Dimension;
import wattle.quantity.QuantityText;
import wattle.quantity.Range;

/// Ends written as keys mean the same as ends written in one text.
class ValuesRangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            20..100 kbit/J;      {low: 20 kbit/J, high: 100 kbit/J}
            50 (20..100) kbit/J; {low: 20 kbit/J, typical: 50 kbit/J, high: 100 kbit/J}
            0.1..0.5 mJ/bit;     {low: 0.1 mJ/bit, high: 0.5 mJ/bit}
            50 (20..100) kbit/J; {low: 20 kbit/J, typical: 20 uJ/bit, high: 0.1 Mbit/J}
            """)
    void endsMayStandInKeys(String text, String mapping) {
        Range expected = QuantityText.parseRange(text, Dimension.ENERGY_PER_BIT);
        Range range = range(mapping);

        assertThat(range.low()).isCloseTo(expected.low(), within(1e-18));
        assertThat(range.typical()).isCloseTo(expected.typical(), within(1e-18));
        assertThat(range.high()).isCloseTo(expected.high(), within(1e-18));
    }

    @Test
    void endsInDifferentUnitsAreOrderedByWhatTheyAre() {
        assertThat(range("{low: 10 kbit/J, high: 0.2 mJ/bit}").high()).isEqualTo(2e-4);
    }

    @Test
    void swappedEndsAreRefusedInEitherUnit() {
        for (String swapped : new String[] {"{low: 100 kbit/J, high: 20 kbit/J}", "{low: 2 J/bit, high: 1 J/bit}"}) {
            assertThatThrownBy(() -> range(swapped))
                    .isInstanceOf(InputFault.class)
                    .hasMessageContaining("Maybe two of them are swapped.");
        }
    }

    private static Range range(String mapping) {
        Node.Mapping root = Documents.parse("energy: " + mapping, "link.yaml");
        return Keys.of(root).range("energy", Dimension.ENERGY_PER_BIT);
    }
}
