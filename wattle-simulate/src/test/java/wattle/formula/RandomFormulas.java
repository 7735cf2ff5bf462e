package wattle.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

/// Formulas that nobody would write, from a seed; parts are shared as in real ones.
final class RandomFormulas {

    private final SplittableRandom random;
    private final List<Formula> made = new ArrayList<>();

    RandomFormulas(long seed) {
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < 6; i++) {
            made.add(input("x" + i, Dimension.SCALAR, random.nextDouble(0.5, 9)));
        }
    }

    static Formula.Input input(String symbol, Dimension dimension, double typical) {
        Source source = new Source("test", "test", "");
        Cited<Range> value = new Cited<>(Range.exactly(typical), Quality.ESTIMATE, source, "");
        return new Formula.Input(symbol, symbol, symbol, dimension, value, "default");
    }

    /// The next formula; later ones are deeper.
    Formula next() {
        Formula a = any();
        Formula b = any();
        Formula formula = switch (random.nextInt(9)) {
            case 0 -> a.plus(b);
            case 1 -> a.minus(b);
            case 2 -> a.times(b);
            case 3 -> a.over(b);
            case 4 -> a.atLeast(b);
            case 5 -> a.atMost(b);
            case 6 -> new Formula.Ceiling(a);
            case 7 -> a.times(random.nextInt(1, 5));
            default ->
                Formula.sum(
                        Unit.ONE,
                        random.ints(random.nextInt(4), 0, made.size())
                                .mapToObj(made::get)
                                .toList());
        };
        made.add(formula);
        return formula;
    }

    private Formula any() {
        return made.get(random.nextInt(made.size()));
    }

    /// What a formula is worth, by the book: slowly, and without a tape.
    static double naive(Formula formula) {
        return switch (formula) {
            case Formula.Input input -> input.value().value().typical();
            case Formula.Constant constant -> constant.value();
            case Formula.Simulated simulated ->
                throw new IllegalArgumentException(simulated.label() + " is not a formula");
            case Formula.Figure figure -> naive(figure.body());
            case Formula.Ceiling ceiling -> Math.ceil(naive(ceiling.of()) - 1e-9);
            case Formula.Sum sum ->
                sum.terms().stream()
                        .map(RandomFormulas::naive)
                        .reduce(Double::sum)
                        .orElse(0.0);
            case Formula.Binary binary -> {
                double a = naive(binary.left());
                double b = naive(binary.right());
                yield switch (binary.operator()) {
                    case MINUS -> a - b;
                    case TIMES -> a * b;
                    case OVER -> a / b;
                    case LARGER -> Math.max(a, b);
                    case SMALLER -> Math.min(a, b);
                };
            }
        };
    }
}
