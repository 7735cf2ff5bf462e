package wattle.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a formula down as people do, down to the next named figure: `n · K · P · t`.
public final class FormulaText {

    private static final int ADDITIVE = 1;
    private static final int MULTIPLICATIVE = 2;
    private static final int ATOM = 3;

    private FormulaText() {}

    /// The formula with symbols.
    public static String of(Formula formula) {
        return text(formula, 0);
    }

    /// The inputs and figures that stand in the formula, each once, in reading order.
    public static List<Formula> terms(Formula formula) {
        List<Formula> terms = new ArrayList<>();
        collect(formula, terms);
        return terms;
    }

    private static void collect(Formula formula, List<Formula> terms) {
        switch (formula) {
            case Formula.Input input -> addOnce(input, terms);
            case Formula.Figure figure -> addOnce(figure, terms);
            case Formula.Constant _, Formula.Simulated _ -> {}
            case Formula.Ceiling ceiling -> collect(ceiling.of(), terms);
            case Formula.Binary binary -> {
                collect(binary.left(), terms);
                collect(binary.right(), terms);
            }
            case Formula.Sum sum -> sum.terms().forEach(t -> collect(t, terms));
        }
    }

    // Two nodes with the same content are still two figures: identity is meant.
    @SuppressWarnings("ReferenceEquality")
    private static void addOnce(Formula formula, List<Formula> terms) {
        for (Formula term : terms) {
            if (term == formula) {
                return;
            }
        }
        terms.add(formula);
    }

    private static String text(Formula formula, int outer) {
        return switch (formula) {
            case Formula.Input input -> input.symbol();
            case Formula.Figure figure -> figure.symbol();
            case Formula.Simulated simulated -> simulated.symbol();
            case Formula.Constant constant -> number(constant.value());
            case Formula.Ceiling ceiling -> "⌈" + text(ceiling.of(), 0) + "⌉";
            case Formula.Binary binary -> binary(binary, outer);
            case Formula.Sum sum -> sum(sum, outer);
        };
    }

    private static String sum(Formula.Sum sum, int outer) {
        return switch (sum.terms().size()) {
            case 0 -> "0";
            case 1 -> text(sum.terms().getFirst(), outer);
            default ->
                brackets(
                        sum.terms().stream().map(t -> text(t, ADDITIVE)).collect(Collectors.joining(" + ")),
                        ADDITIVE,
                        outer);
        };
    }

    private static String binary(Formula.Binary binary, int outer) {
        String sign = binary.operator().sign();
        return switch (binary.operator()) {
            case LARGER, SMALLER -> sign + "(" + text(binary.left(), 0) + ", " + text(binary.right(), 0) + ")";
            case MINUS ->
                brackets(text(binary.left(), ADDITIVE) + " − " + text(binary.right(), MULTIPLICATIVE), ADDITIVE, outer);
            case TIMES ->
                brackets(
                        text(binary.left(), MULTIPLICATIVE) + " · " + text(binary.right(), MULTIPLICATIVE),
                        MULTIPLICATIVE,
                        outer);
            case OVER ->
                brackets(
                        text(binary.left(), MULTIPLICATIVE) + " / " + text(binary.right(), ATOM),
                        MULTIPLICATIVE,
                        outer);
        };
    }

    private static String brackets(String text, int own, int outer) {
        return own < outer ? "(" + text + ")" : text;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
