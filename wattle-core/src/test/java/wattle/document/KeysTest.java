package wattle.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import wattle.quantity.Dimension;
import wattle.quantity.Range;

class KeysTest {

    private static Keys keys(String text) {
        return Keys.of(Documents.parse(text, "a.yaml"));
    }

    private static void refused(String text, Consumer<Keys> reading, String message) {
        assertThatThrownBy(() -> reading.accept(keys(text)))
                .isInstanceOf(InputFault.class)
                .hasMessage(message);
    }

    @Test
    void valuesAreReadAsWhatTheyMean() {
        Keys keys = keys(
                "{t: a b, w: CLOUD, p: 2 kW, r: 4..6 W, n: 1_000, s: 30 %, s2: 0.3, f: yes, m: {x: 1}, l: [1, 2]}");

        assertThat(keys.text("t")).isEqualTo("a b");
        assertThat(keys.word("w", List.of("edge", "cloud"))).isEqualTo("cloud");
        assertThat(keys.amount("p", Dimension.POWER)).isEqualTo(2000);
        assertThat(keys.range("r", Dimension.POWER)).isEqualTo(new Range(4, 5, 6));
        assertThat(keys.count("n")).isEqualTo(1000);
        assertThat(keys.share("s")).isEqualTo(keys.share("s2"));
        assertThat(keys.flag("f")).isTrue();
        assertThat(keys.mapping("m").path()).isEqualTo("m");
        assertThat(keys.list("l")).hasSize(2);
        keys.noOthers();
    }

    @Test
    void aRangeMayNameItsEnds() {
        assertThat(keys("r: {low: 4 W, typical: 4.5 W, high: 6 W}").range("r", Dimension.POWER))
                .isEqualTo(new Range(4, 4.5, 6));
        refused(
                "r: {low: 6 W, high: 4 W}",
                keys -> keys.range("r", Dimension.POWER),
                "a.yaml:1:4: r: this is not a range: low (6 W), typical (the middle) and high (4 W) must stand in this"
                        + " order.\nMaybe two of them are swapped.");
        refused(
                "r: {low: 6 W, high: 7 W, hig: 4 W}",
                keys -> keys.range("r", Dimension.POWER),
                "a.yaml:1:26: r.hig: this key is not known here.\nMaybe 'high'.");
    }

    @Test
    void aWrongUnitIsLocatedAndKeepsItsHint() {
        refused(
                "p:\n  idle: 5 kWh",
                keys -> Keys.of(keys.mapping("p")).amount("idle", Dimension.POWER),
                "a.yaml:2:9: p.idle: '5 kWh' is an energy, but a power is expected here.\nMaybe 'kW' instead of 'kWh'.");
    }

    @Test
    void aMissingKeyIsLocatedAtItsGroupWithAnExample() {
        refused(
                "p:\n  a: 1",
                keys -> Keys.of(keys.mapping("p")).amount("maximum", Dimension.POWER),
                "a.yaml:2:3: p.maximum: this key is missing.\nMaybe add the line 'maximum: 250 W'.");
    }

    @Test
    void aMissingKeyFindsItsMisspelling() {
        refused(
                "a: 1\ncout: 3",
                keys -> keys.count("count"),
                "a.yaml:1:1: count: this key is missing.\nMaybe 'cout' in line 2 should be 'count'.");
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> {
                    try (Keys keys = keys("count: 3\nnam: x")) {
                        keys.count("count");
                        keys.optional("name", keys::text);
                    }
                })
                .hasMessage("a.yaml:2:1: nam: this key is not known here.\nMaybe 'name'.");
    }

    @Test
    void anOptionalKeyMayBeAbsentButNotEmpty() {
        assertThat(keys("a: 1").optional("b", key -> "read")).isEmpty();
        assertThat(keys("b: 2").optional("b", keys("b: 2")::count)).contains(2L);
        refused(
                "b:",
                keys -> keys.optional("b", keys::count),
                "a.yaml:1:3: b: nothing stands here, but a whole number is expected.\nMaybe 10.");
    }

    @Test
    void aChoiceNamesItsWords() {
        refused(
                "w: clout",
                keys -> keys.word("w", List.of("cloud", "edge")),
                "a.yaml:1:4: w: 'clout' is not one of cloud, edge.\nMaybe 'cloud'.");
        refused("w: maybe", keys -> keys.flag("w"), "a.yaml:1:4: w: 'maybe' is not one of yes, no, true, false.");
    }

    @Test
    void countsAreWholeAndNotNegative() {
        refused("n: -3", keys -> keys.count("n"), "a.yaml:1:4: n: '-3' is below 0.\nMaybe 3.");
        refused("n: 0", keys -> keys.count("n", 1), "a.yaml:1:4: n: '0' is below 1.\nMaybe 1.");
        refused("n: 1.5", keys -> keys.count("n"), "a.yaml:1:4: n: '1.5' is not a whole number.\nMaybe 10.");
        refused("n: 1e300", keys -> keys.count("n"), "a.yaml:1:4: n: '1e300' is not a whole number.\nMaybe 10.");
        refused("n: many", keys -> keys.count("n"), "a.yaml:1:4: n: 'many' is not a whole number.\nMaybe 10.");
        assertThat(keys("n: 1e6").count("n")).isEqualTo(1_000_000);
    }

    @Test
    void sharesLieBetweenNothingAndAll() {
        String all = "is not a share: it must lie between 0 and 1 (0 % and 100 %).";
        refused("s: 30", keys -> keys.share("s"), "a.yaml:1:4: s: '30' " + all + "\nMaybe '30 %'.");
        refused("s: 130 %", keys -> keys.share("s"), "a.yaml:1:4: s: '130 %' " + all);
    }

    @Test
    void theShapeOfAValueIsChecked() {
        refused(
                "a: [1]",
                keys -> keys.text("a"),
                "a.yaml:1:4: a: a list stands here, but a text is expected.\nMaybe 'a few words'.");
        refused(
                "a: 5",
                keys -> keys.list("a"),
                "a.yaml:1:4: a: '5' stands here, but a list is expected.\n"
                        + "Maybe [a, b], or one item per line, each after '- '.");
    }

    @Test
    void endlessNumbersAreNotTried() {
        assertThatThrownBy(() -> keys("p: " + "9".repeat(1_000_000) + "!").amount("p", Dimension.POWER))
                .hasMessageContaining("999… is not a power".replace("…", "…'"));
    }

    @Test
    void aReaderCanFindFaultsOfItsOwn() {
        assertThat(keys("a: 80 W").fault("a", "too low.", "")).hasMessage("a.yaml:1:4: a: too low.");
    }
}
