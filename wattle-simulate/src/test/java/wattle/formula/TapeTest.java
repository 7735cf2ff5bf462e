package wattle.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wattle.quantity.Dimension;

class TapeTest {

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTapeEqualsTheFormulasByTheBook(long seed) {
        RandomFormulas random = new RandomFormulas(seed);
        List<Formula> formulas =
                IntStream.range(0, 25).mapToObj(_ -> random.next()).toList();
        Tape tape = Tape.of(formulas);
        double[] results = new double[tape.outputCount()];
        double[] slots = tape.workspace();

        // Twice in one workspace: nothing may be left over from the first time.
        tape.evaluate(tape.typical(), slots, results);
        tape.evaluate(tape.typical(), slots, results);

        for (int i = 0; i < results.length; i++) {
            // As objects, for which NaN equals NaN: a division by nothing must come out the same as well.
            Double expected = RandomFormulas.naive(formulas.get(i));
            assertThat(Double.valueOf(results[i]))
                    .as(FormulaText.of(formulas.get(i)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void anInputIsAskedForOnceHoweverOftenItStands() {
        Formula x = RandomFormulas.input("x", Dimension.POWER, 3);
        Tape tape = Tape.of(List.of(x.times(x), x.plus(x), x));

        assertThat(tape.inputs()).hasSize(1);
    }

    @Test
    void whatFollowsFromAnInputIsNew() {
        Formula x = RandomFormulas.input("x", Dimension.SCALAR, 3);
        Tape tape = Tape.of(List.of(x.times(x)));
        double[] result = new double[1];
        tape.evaluate(new double[] {5}, tape.workspace(), result);

        assertThat(result).containsExactly(25);
    }

    @Test
    void aHairBelowAWholeNumberIsThatNumber() {
        Formula year = RandomFormulas.input("H", Dimension.TIME, 365 * 86400.0);
        Formula period = RandomFormulas.input("T", Dimension.TIME, 5 * 86400.0 * (1 - 1e-13));
        Tape tape = Tape.of(List.of(new Formula.Ceiling(year.over(period))));
        double[] result = new double[1];
        tape.evaluate(tape.typical(), tape.workspace(), result);

        assertThat(result).containsExactly(73);
    }

    @Test
    void unlikeUnitsAreNeverAddedOrCompared() {
        Formula power = RandomFormulas.input("P", Dimension.POWER, 3);
        Formula time = RandomFormulas.input("t", Dimension.TIME, 3);
        Formula energy = RandomFormulas.input("E", Dimension.ENERGY, 3);

        assertThat(power.times(time).plus(energy).unit()).isEqualTo(Unit.JOULE);
        assertThat(energy.over(time).unit()).isEqualTo(Unit.WATT);
        assertThatThrownBy(() -> power.plus(time)).hasMessageContaining("unlike units");
        assertThatThrownBy(() -> power.minus(energy)).hasMessageContaining("unlike units");
        assertThatThrownBy(() -> power.atLeast(energy)).hasMessageContaining("unlike units");
        assertThatThrownBy(() -> power.atMost(Formula.constant(1))).hasMessageContaining("unlike units");
        assertThatThrownBy(() -> Formula.sum(Unit.JOULE, List.of(energy, power)))
                .hasMessageContaining("unlike units");
    }

    @Test
    void everyDimensionHasItsUnit() {
        for (Dimension a : Dimension.values()) {
            for (Dimension b : Dimension.values()) {
                assertThat(Unit.of(a).over(Unit.of(b)).times(Unit.of(b))).isEqualTo(Unit.of(a));
                assertThat(Unit.of(a).equals(Unit.of(b))).isEqualTo(a == b);
            }
        }
    }
}
