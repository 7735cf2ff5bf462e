package wattle.scenario;

import java.util.List;
import java.util.Locale;
import wattle.document.InputFault;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Dimension;
import wattle.quantity.Nearest;
import wattle.quantity.QuantityText;

/// How a quantity differs from device to device, or from time to time: `lognormal 0.6`, `uniform 0.5..1.5`,
/// `exponential 4 h`, `weibull 1.5, 8 h`, `fixed 30 min`. A factor has the median 1 and no unit; a time has its unit.
///
/// @param shape of the distribution
/// @param first fixed: the value; uniform: the low end; lognormal: the median; exponential: the mean; Weibull: the
/// scale
/// @param second uniform: the high end; lognormal: the standard deviation of the logarithm; Weibull: the shape
public record Spread(Shape shape, double first, double second) {

    /// The families a file may name.
    public enum Shape {
        FIXED,
        UNIFORM,
        LOGNORMAL,
        EXPONENTIAL,
        WEIBULL;

        /// As it stands in files.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double WIDEST = 10;

    /// No difference at all.
    public static Spread none() {
        return new Spread(Shape.FIXED, 1, 0);
    }

    /// Whether every draw is the same.
    public boolean isFixed() {
        return shape == Shape.FIXED;
    }

    /// A factor around 1.
    static Spread factor(Node node) {
        return read(node, Dimension.SCALAR, true);
    }

    /// A length of time.
    static Spread time(Node node) {
        return read(node, Dimension.TIME, false);
    }

    private static Spread read(Node node, Dimension dimension, boolean factor) {
        String text = Values.text(node).strip();
        String[] words = text.split("\\s+", 2);
        Shape shape = shape(node, words[0]);
        if (words.length < 2) {
            throw InputFault.at(
                    node, "'%s' lacks its numbers.".formatted(text), "Maybe '%s'.".formatted(example(factor)));
        }
        String[] numbers = words[1].split(shape == Shape.UNIFORM ? "\\.\\." : ",", -1);
        int wanted = shape == Shape.UNIFORM || shape == Shape.WEIBULL || (shape == Shape.LOGNORMAL && !factor) ? 2 : 1;
        if (numbers.length != wanted) {
            throw InputFault.at(
                    node,
                    "%s takes %d number%s here, and '%s' has %d."
                            .formatted(shape.word(), wanted, wanted == 1 ? "" : "s", text, numbers.length),
                    "Maybe '%s'.".formatted(example(factor)));
        }
        return switch (shape) {
            case FIXED -> new Spread(shape, positive(node, numbers[0], dimension), 0);
            case UNIFORM -> uniform(node, numbers, dimension);
            case EXPONENTIAL -> new Spread(shape, positive(node, numbers[0], dimension), 0);
            case WEIBULL ->
                new Spread(
                        shape,
                        positive(node, numbers[1], dimension),
                        bounded(node, positive(node, numbers[0], Dimension.SCALAR)));
            case LOGNORMAL ->
                factor
                        ? new Spread(shape, 1, sigma(node, numbers[0]))
                        : new Spread(shape, positive(node, numbers[0], dimension), sigma(node, numbers[1]));
        };
    }

    private static Spread uniform(Node node, String[] numbers, Dimension dimension) {
        double high = positive(node, numbers[1], dimension);
        String unit = QuantityText.unitOf(numbers[1].strip());
        String first = numbers[0].strip();
        boolean bare = QuantityText.unitOf(first).isEmpty();
        double low = positive(node, bare && !unit.isEmpty() ? first + " " + unit : first, dimension);
        if (low > high) {
            throw InputFault.at(node, "the low end of the range is above the high end.", "Maybe the two are swapped.");
        }
        return new Spread(Shape.UNIFORM, low, high);
    }

    private static Shape shape(Node node, String word) {
        List<String> known =
                java.util.Arrays.stream(Shape.values()).map(Shape::word).toList();
        for (Shape shape : Shape.values()) {
            if (shape.word().equalsIgnoreCase(word)) {
                return shape;
            }
        }
        throw InputFault.at(
                node,
                "'%s' is not one of %s.".formatted(word, String.join(", ", known)),
                Nearest.to(word, known).map("Maybe '%s'."::formatted).orElse("Maybe 'lognormal 0.6'."));
    }

    private static double positive(Node node, String text, Dimension dimension) {
        double value;
        try {
            value = QuantityText.parse(text.strip(), dimension);
        } catch (IllegalArgumentException e) {
            throw InputFault.at(node, e);
        }
        if (!(value > 0) || value > 1e15 || value < 1e-15) {
            throw InputFault.at(
                    node, "'%s' must be above 0, and an amount that can be computed with.".formatted(text.strip()), "");
        }
        return value;
    }

    private static double sigma(Node node, String text) {
        return bounded(node, positive(node, text, Dimension.SCALAR));
    }

    private static double bounded(Node node, double value) {
        if (value > WIDEST) {
            throw InputFault.at(
                    node,
                    "a spread of %s is wider than anything that was ever measured.".formatted(value),
                    "Maybe 0.6.");
        }
        return value;
    }

    private static String example(boolean factor) {
        return factor ? "lognormal 0.6" : "exponential 4 h";
    }
}
