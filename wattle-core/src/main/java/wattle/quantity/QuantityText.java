package wattle.quantity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads amounts as people write them: `250 W`, `12..18 kJ`, `12 ± 2 kJ`, `15 (10..30) Mbit/s`.
public final class QuantityText {

    private static final String NUMBER = "[-+]?(?:[0-9][0-9_]*\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";
    private static final Pattern SINGLE = Pattern.compile("(" + NUMBER + ")\\s*(\\S*)");
    private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")\\s*(\\S*)");
    private static final Pattern SPREAD =
            Pattern.compile("(" + NUMBER + ")\\s*(?:±|\\+/-|\\+-)\\s*(" + NUMBER + ")\\s*(\\S*)");
    private static final Pattern TYPICAL = Pattern.compile(
            "(" + NUMBER + ")\\s*\\(\\s*(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")\\s*\\)\\s*(\\S*)");

    private QuantityText() {}

    /// Reads one amount, in base units.
    ///
    /// @throws IllegalArgumentException with a message for people when `text` is not an amount of `dimension`
    public static double parse(String text, Dimension dimension) {
        Matcher single = SINGLE.matcher(text.strip());
        if (!single.matches()) {
            throw notAn(text, dimension);
        }
        return toBase(text, single.group(1), single.group(2), dimension);
    }

    /// Reads an amount or a range of amounts, in base units. A range without a typical value takes its middle.
    ///
    /// @throws IllegalArgumentException with a message for people when `text` is not an amount of
    ///     `dimension`, or
    ///     when a range is upside down
    public static Range parseRange(String text, Dimension dimension) {
        String stripped = text.strip();
        Matcher typical = TYPICAL.matcher(stripped);
        if (typical.matches()) {
            String unit = typical.group(4);
            return ordered(
                    text,
                    toBase(text, typical.group(2), unit, dimension),
                    toBase(text, typical.group(1), unit, dimension),
                    toBase(text, typical.group(3), unit, dimension),
                    dimension.isReciprocal(unit));
        }
        Matcher range = RANGE.matcher(stripped);
        if (range.matches()) {
            String unit = range.group(3);
            double low = number(text, range.group(1), dimension);
            double high = number(text, range.group(2), dimension);
            return ordered(
                    text,
                    toBase(text, range.group(1), unit, dimension),
                    convert(text, (low + high) / 2, unit, dimension),
                    toBase(text, range.group(2), unit, dimension),
                    dimension.isReciprocal(unit));
        }
        Matcher spread = SPREAD.matcher(stripped);
        if (spread.matches()) {
            String unit = spread.group(3);
            double middle = number(text, spread.group(1), dimension);
            double half = number(text, spread.group(2), dimension);
            return ordered(
                    text,
                    convert(text, middle - half, unit, dimension),
                    convert(text, middle, unit, dimension),
                    convert(text, middle + half, unit, dimension),
                    dimension.isReciprocal(unit));
        }
        return Range.exactly(parse(text, dimension));
    }

    /// The unit at the end of a single amount; empty when there is none, or when `text` is no amount.
    public static String unitOf(String text) {
        Matcher single = SINGLE.matcher(text.strip());
        return single.matches() ? single.group(2) : "";
    }

    private static Range ordered(String text, double low, double typical, double high, boolean reversed) {
        double first = reversed ? high : low;
        double last = reversed ? low : high;
        if (first > typical || typical > last) {
            throw new IllegalArgumentException(
                    "'%s' is not a range: the low end must come first, and the typical value must lie inside.%nMaybe swap the ends."
                            .formatted(text));
        }
        return new Range(first, typical, last);
    }

    private static double toBase(String text, String number, String unit, Dimension dimension) {
        return convert(text, number(text, number, dimension), unit, dimension);
    }

    private static double number(String text, String number, Dimension dimension) {
        try {
            return Double.parseDouble(number.replace("_", ""));
        } catch (NumberFormatException e) {
            throw (IllegalArgumentException) notAn(text, dimension).initCause(e);
        }
    }

    private static double convert(String text, double value, String unit, Dimension dimension) {
        Optional<Double> base = dimension.toBase(value, unit);
        if (base.isEmpty()) {
            throw wrongUnit(text, unit, dimension);
        }
        requireFinite(base.get(), dimension);
        return base.get();
    }

    private static IllegalArgumentException wrongUnit(String text, String unit, Dimension dimension) {
        if (unit.isEmpty()) {
            return new IllegalArgumentException("'%s' has no unit, but %s is expected here.%nMaybe %s."
                    .formatted(text, dimension.article(), dimension.example()));
        }
        String what = Dimension.ofUnit(unit)
                .map(other ->
                        "'%s' is %s, but %s is expected here.".formatted(text, other.article(), dimension.article()))
                .orElseGet(
                        () -> "'%s' is not %s: '%s' is not a unit of it.".formatted(text, dimension.article(), unit));
        String maybe = Nearest.to(unit, dimension.units())
                .map(near -> "Maybe '%s' instead of '%s'.".formatted(near, unit))
                .orElseGet(() -> "Maybe %s.".formatted(dimension.example()));
        return new IllegalArgumentException(what + System.lineSeparator() + maybe);
    }

    private static IllegalArgumentException notAn(String text, Dimension dimension) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new IllegalArgumentException("'%s' is not %s.%nMaybe %s, or a range such as 12..18 with a unit."
                .formatted(shown, dimension.article(), dimension.example()));
    }

    static void requireFinite(double value, Dimension dimension) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(dimension.article() + " must be finite, not " + value);
        }
    }
}
