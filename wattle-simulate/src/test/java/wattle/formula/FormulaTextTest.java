package wattle.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wattle.quantity.Dimension;

class FormulaTextTest {

    private static final Formula A = scalar("a", 2);
    private static final Formula B = scalar("b", 3);
    private static final Formula C = scalar("c", 5);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @Test
    void bracketsStandWhereTheyMust() {
        assertThat(FormulaText.of(A.minus(B.minus(C)))).isEqualTo("a − (b − c)");
        assertThat(FormulaText.of(A.minus(B).minus(C))).isEqualTo("a − b − c");
        assertThat(FormulaText.of(A.plus(B).times(C))).isEqualTo("(a + b) · c");
        assertThat(FormulaText.of(A.times(B).plus(C))).isEqualTo("a · b + c");
        assertThat(FormulaText.of(A.over(B.times(C)))).isEqualTo("a / (b · c)");
        assertThat(FormulaText.of(A.over(B).over(C))).isEqualTo("a / b / c");
        assertThat(FormulaText.of(new Formula.Ceiling(A.plus(B)).times(C))).isEqualTo("⌈a + b⌉ · c");
        assertThat(FormulaText.of(A.plus(B).atLeast(C).times(2))).isEqualTo("max(a + b, c) · 2");
    }

    @Test
    void aSumOfOneTermIsThatTerm() {
        Formula one = Formula.sum(Unit.ONE, List.of(A.minus(B)));
        assertThat(FormulaText.of(one.times(C))).isEqualTo("(a − b) · c");
        assertThat(FormulaText.of(Formula.sum(Unit.ONE, List.of()))).isEqualTo("0");
    }

    @Test
    void aFigureStandsWithItsSymbol() {
        Formula energy = A.times(B).named("E", "Energy", Equation.CL_1);
        assertThat(FormulaText.of(energy.over(C))).isEqualTo("E / c");
        assertThat(FormulaText.terms(energy.over(C).times(energy))).containsExactly(energy, C);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverCalculatesWhatIsPrintedGetsWhatIsComputed(long seed) {
        RandomFormulas random = new RandomFormulas(seed);
        for (int i = 0; i < 20; i++) {
            Formula formula = random.next();
            double expected = RandomFormulas.naive(formula);
            String text = FormulaText.of(formula);
            if (Math.abs(expected) < 1e6 && text.length() < 2000) {
                Map<String, Double> values = new HashMap<>();
                FormulaText.terms(formula).forEach(term -> {
                    if (term instanceof Formula.Input input) {
                        values.put(input.symbol(), RandomFormulas.naive(input));
                    }
                });
                double read = new Reading(text, values).sum();
                if (Double.isFinite(read)) {
                    assertThat(read).as(text).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
                }
            }
        }
    }

    private static Formula scalar(String symbol, double value) {
        return RandomFormulas.input(symbol, Dimension.SCALAR, value);
    }

    /// Calculates a printed formula the way school teaches it.
    private static final class Reading {
        private final String text;
        private final Map<String, Double> values;
        private int at;

        Reading(String text, Map<String, Double> values) {
            this.text = text.replace(" ", "");
            this.values = values;
        }

        double sum() {
            double value = product();
            while (next('+') || next('−')) {
                char sign = text.charAt(at++);
                double term = product();
                value = sign == '+' ? value + term : value - term;
            }
            return value;
        }

        private double product() {
            double value = atom();
            while (next('·') || next('/')) {
                char sign = text.charAt(at++);
                double factor = atom();
                value = sign == '·' ? value * factor : value / factor;
            }
            return value;
        }

        private double atom() {
            if (next('(')) {
                return closed(1);
            }
            if (next('⌈')) {
                return Math.ceil(closed(1) - 1e-9);
            }
            if (text.startsWith("max(", at) || text.startsWith("min(", at)) {
                boolean larger = text.startsWith("max", at);
                at += 4;
                double a = sum();
                double b = closed(1);
                return larger ? Math.max(a, b) : Math.min(a, b);
            }
            int from = at;
            while (at < text.length() && "+−·/(),⌈⌉".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(from, at);
            Double value = values.get(word);
            return value == null ? Double.parseDouble(word) : value;
        }

        /// Skips what opens, reads, skips what closes.
        private double closed(int width) {
            at += width;
            double value = sum();
            at++;
            return value;
        }

        private boolean next(char c) {
            return at < text.length() && text.charAt(at) == c;
        }
    }
}
