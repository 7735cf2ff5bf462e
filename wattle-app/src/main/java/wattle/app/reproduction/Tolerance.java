package wattle.app.reproduction;

import java.util.Locale;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Dimension;

/// How far a computed value may lie from the published one.
///
/// @param value in the unit of the quantity
/// @param origin why so much
public record Tolerance(double value, String origin) {

    private static final double COMPUTING = 0.03;
    private static final double MEASURED = 0.001;
    private static final double SLACK = 1.1;
    private static final double LEAST = 1e-9;

    /// Whether two values lie so near to each other, the last bits of the subtraction apart.
    boolean admits(double computed, double published) {
        return Math.abs(computed - published) <= value * (1 + LEAST) + Math.ulp(published);
    }

    /// The tolerance a file states: one number for all quantities, or one per quantity; `3 %` is relative.
    static Optional<Tolerance> stated(Optional<Node> node, Quantity quantity, double published) {
        Optional<Node> found = node.flatMap(n -> n instanceof Node.Mapping mapping
                ? mapping.entry(quantity.key()).map(Node.Entry::value)
                : Optional.of(n));
        return found.filter(n -> !(n instanceof Node.Scalar scalar && scalar.isMissing()))
                .map(n -> new Tolerance(value(n, quantity, published), "stated by the file"));
    }

    private static double value(Node node, Quantity quantity, double published) {
        String text = Values.text(node).strip();
        double value;
        if (Numbers.isNumber(text)) {
            value = Values.amount(node, Dimension.SCALAR);
        } else if (text.endsWith("%")) {
            value = Values.amount(node, Dimension.SCALAR) * Math.abs(published);
        } else {
            Dimension dimension = quantity.dimension().orElse(Dimension.SCALAR);
            value = Values.amount(node, dimension) / quantity.unitSize();
        }
        if (value < 0) {
            throw InputFault.at(node, "a tolerance of '%s' is negative.".formatted(text), "Maybe remove the sign.");
        }
        return value;
    }

    /// The tolerance where the file states none. Communication: one step of the last printed digit and a tenth of
    /// it, because the tables cut more often than they round. Computing: 3 %, because its constants are inferred.
    /// Anything else: one step of the last printed digit.
    static Tolerance usual(Quantity quantity, String printed) {
        double published = Double.parseDouble(printed.strip());
        double step = Math.max(Numbers.lastDigit(printed), LEAST * Math.abs(published));
        if (quantity.is(Quantity.COMPUTING)) {
            return new Tolerance(
                    COMPUTING * Math.abs(published), "3 % of the published value: its constants are inferred");
        }
        if (quantity.is(Quantity.COMMUNICATION) || quantity.is(Quantity.TOTAL)) {
            return new Tolerance(SLACK * step, "1.1 steps of the last printed digit");
        }
        return new Tolerance(step, "one step of the last printed digit: rounded or cut");
    }

    /// The tolerance of a mean times a duration against the integral that was measured: samples are not evenly spaced.
    static Tolerance measured(double published) {
        return new Tolerance(
                MEASURED * Math.abs(published), "0.1 %: a mean times a duration against a measured integral");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (%s)", Numbers.shown(value), origin);
    }
}
