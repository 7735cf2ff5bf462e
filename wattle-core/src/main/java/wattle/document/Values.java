package wattle.document;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wattle.quantity.Dimension;
import wattle.quantity.Nearest;
import wattle.quantity.QuantityText;
import wattle.quantity.Range;

/// Reads what a node means. [Keys] reads by key; these read items of a list as well.
public final class Values {

    private static final int LONGEST_WORD = 200;
    private static final double LARGEST_COUNT = 1e15;

    private Values() {}

    /// Any text that is not missing.
    public static String text(Node node) {
        return scalar(node, "a text", "'a few words'").text();
    }

    /// One word of a closed choice, whatever its case.
    public static String word(Node node, Collection<String> allowed) {
        String choice = String.join(", ", allowed);
        String text =
                scalar(node, "one of " + choice, allowed.iterator().next()).text();
        for (String word : allowed) {
            if (word.equalsIgnoreCase(text.strip())) {
                return word;
            }
        }
        Optional<String> near = Nearest.to(text, allowed);
        throw InputFault.at(
                node,
                "'%s' is not one of %s.".formatted(text, choice),
                near.map(word -> "Maybe '%s'.".formatted(word)).orElse(""));
    }

    /// An amount with its unit, in base units.
    public static double amount(Node node, Dimension dimension) {
        String text = shortText(node, dimension.article(), dimension.example());
        try {
            return QuantityText.parse(text, dimension);
        } catch (IllegalArgumentException e) {
            throw InputFault.at(node, e);
        }
    }

    /// An amount or a range of amounts: `5 W`, `4..6 W`, `5 (4..6) W`, `5 ± 1 W`, or `{low: 4 W, typical: 5
    /// W, high: 6
    /// W}`.
    public static Range range(Node node, Dimension dimension) {
        if (node instanceof Node.Mapping mapping) {
            return ends(mapping, dimension);
        }
        String text = shortText(node, dimension.article(), dimension.example());
        try {
            return QuantityText.parseRange(text, dimension);
        } catch (IllegalArgumentException e) {
            throw InputFault.at(node, e);
        }
    }

    /// Ends in a unit such as `bit/J` count the other way round, and change places in base units.
    private static Range ends(Node.Mapping mapping, Dimension dimension) {
        Keys keys = Keys.of(mapping);
        double low = keys.amount("low", dimension);
        double high = keys.amount("high", dimension);
        boolean reversed = isReciprocal(keys.text("low"), dimension) && isReciprocal(keys.text("high"), dimension);
        double typical = keys.has("typical") ? keys.amount("typical", dimension) : middle(low, high, reversed);
        keys.noOthers();
        double first = reversed ? high : low;
        double last = reversed ? low : high;
        if (first > typical || typical > last) {
            throw InputFault.at(
                    mapping,
                    "this is not a range: low (%s), typical (%s) and high (%s) must stand in this order."
                            .formatted(
                                    keys.text("low"),
                                    keys.optional("typical", keys::text).orElse("the middle"),
                                    keys.text("high")),
                    "Maybe two of them are swapped.");
        }
        return new Range(first, typical, last);
    }

    private static boolean isReciprocal(String amount, Dimension dimension) {
        return dimension.isReciprocal(QuantityText.unitOf(amount));
    }

    /// The middle of the numbers that were written, which is not the middle of their reciprocals. Zero has none.
    private static double middle(double low, double high, boolean reversed) {
        return reversed ? 2 / (1 / low + 1 / high) : (low + high) / 2;
    }

    /// A whole number of at least `least`; `1e6` and `1_000_000` are whole as well.
    public static long count(Node node, long least) {
        String text = shortText(node, "a whole number", "10");
        double number;
        try {
            number = QuantityText.parse(text, Dimension.SCALAR);
        } catch (IllegalArgumentException e) {
            number = Double.NaN;
        }
        if (number != Math.rint(number) || Math.abs(number) > LARGEST_COUNT || text.endsWith("%")) {
            throw InputFault.at(node, "'%s' is not a whole number.".formatted(text), "Maybe 10.");
        }
        if (number < least) {
            String maybe = "Maybe %d.".formatted(-number >= least && number < 0 ? (long) -number : Math.max(least, 1));
            throw InputFault.at(node, "'%s' is below %d.".formatted(text, least), maybe);
        }
        return (long) number;
    }

    /// A part of a whole, between 0 and 1: `0.3` or `30 %`.
    public static double share(Node node) {
        double share = amount(node, Dimension.SCALAR);
        if (share < 0 || share > 1) {
            String text = text(node).strip();
            boolean forgotten = share > 1 && share <= 100 && !text.endsWith("%");
            throw InputFault.at(
                    node,
                    "'%s' is not a share: it must lie between 0 and 1 (0 %% and 100 %%).".formatted(text),
                    forgotten ? "Maybe '%s %%'.".formatted(text) : "");
        }
        return share;
    }

    /// `yes`, `no`, `true` or `false`.
    public static boolean flag(Node node) {
        String word = word(node, List.of("yes", "no", "true", "false")).toLowerCase(Locale.ROOT);
        return word.equals("yes") || word.equals("true");
    }

    /// A group of keys.
    public static Node.Mapping mapping(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw expected(node, "a group of keys", "indent the keys below this line, each as 'key: value'");
    }

    /// A list.
    public static List<Node> list(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        throw expected(node, "a list", "[a, b], or one item per line, each after '- '");
    }

    private static String shortText(Node node, String article, String example) {
        String text = scalar(node, article, example).text().strip();
        if (text.length() > LONGEST_WORD) {
            throw InputFault.at(
                    node, "'%s…' is not %s.".formatted(text.substring(0, 40), article), "Maybe %s.".formatted(example));
        }
        return text;
    }

    private static Node.Scalar scalar(Node node, String article, String example) {
        if (node instanceof Node.Scalar scalar && !scalar.isMissing()) {
            return scalar;
        }
        throw expected(node, article, example);
    }

    private static InputFault expected(Node node, String article, String example) {
        return InputFault.at(
                node,
                "%s stands here, but %s is expected.".formatted(node.noun(), article),
                "Maybe %s.".formatted(example));
    }
}
