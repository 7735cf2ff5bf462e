package wattle.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import wattle.quantity.Range;

/// Numbers as people read them: never more digits than the interval allows.
///
/// The last digit printed is worth `10^⌊log10(half-width / 3)⌋`, and the typical value shares it with both
/// ends.
/// The page's script repeats this law in `ui/src/digits.ts`; change both together.
public final class Digits {

    /// Between groups of thousands: narrow, and no line break.
    static final String THIN = "\u202f";
    /// Before a unit.
    static final String SPACE = "\u00a0";

    static final String MINUS = "\u2212";
    /// What is printed where there is no number.
    public static final String MISSING = "\u2013";
    /// What is printed for an exact zero.
    public static final String NONE = "none";

    /// Digits of a number that has no interval of its own.
    private static final int PART = 2;
    /// Inputs are printed as they were given, up to this many digits.
    private static final int GIVEN = 6;
    /// A figure computed from exact inputs only: enough to compare, too few to pretend.
    private static final int EXACT = 3;

    private Digits() {}

    /// `1 230 (1 110–1 680)`; without an interval only `1 230`; `none` when all three are exactly zero.
    public static String interval(Range range) {
        return range.isExact() ? typical(range) : typical(range) + " (" + ends(range) + ")";
    }

    /// The typical value with as many digits as its interval allows.
    public static String typical(Range range) {
        if (range.isExact()) {
            return significant(range.typical(), EXACT);
        }
        return at(range.typical(), place(range));
    }

    /// Both ends: `1 110–1 680`, or `−50 to 20` where a dash could be taken for a sign.
    ///
    /// A low end that would round to zero keeps a digit: little is not nothing.
    public static String ends(Range range) {
        int place = place(range);
        boolean vanishes = range.low() > 0 && range.low() < 0.5 * Math.pow(10, place);
        String low = at(range.low(), vanishes ? magnitude(range.low()) : place);
        return low + (range.low() < 0 ? " to " : "–") + at(range.high(), place);
    }

    /// An input with its range. An exact one is printed as it was given.
    public static String input(Range range) {
        return range.isExact() ? given(range.typical()) : interval(range);
    }

    /// A part without an interval of its own: two significant digits.
    public static String part(double value) {
        return significant(value, PART);
    }

    /// A number as somebody wrote it, without padded zeros.
    public static String given(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(GIVEN, RoundingMode.HALF_UP));
        return grouped(rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros());
    }

    /// A change between two signs spelled out: `30 % less (1 to 60 % less)`, `50 % less to 20 % more`.
    ///
    /// @param change `a / b − 1`
    public static String change(Range change) {
        Range percent = change.times(100);
        int place = percent.isExact() ? 0 : place(percent);
        if (percent.low() < 0 && percent.high() > 0) {
            return "%s%s%% less to %s%s%% more"
                    .formatted(at(-percent.low(), place), SPACE, at(percent.high(), place), SPACE);
        }
        boolean less = percent.high() <= 0;
        String word = less ? "less" : "more";
        String typical = at(Math.abs(percent.typical()), place);
        if (percent.isExact()) {
            return typical + SPACE + "% " + word;
        }
        String near = at(less ? -percent.high() : percent.low(), place);
        String far = at(less ? -percent.low() : percent.high(), place);
        return "%s%s%% %s (%s to %s%s%% %s)".formatted(typical, SPACE, word, near, far, SPACE, word);
    }

    /// The decimal place of the last digit: 1 for tens, 0 for ones, −2 for hundredths.
    ///
    /// A very wide interval would round its own typical value to nothing; that one keeps a digit.
    static int place(Range range) {
        double half = (range.high() - range.low()) / 2;
        int place = (int) Math.floor(Math.log10(half / 3));
        return range.typical() == 0 ? place : Math.min(place, magnitude(range.typical()));
    }

    /// `value` rounded at a decimal place.
    static String at(double value, int place) {
        return grouped(BigDecimal.valueOf(value).setScale(-place, RoundingMode.HALF_UP));
    }

    private static String significant(double value, int digits) {
        return value == 0 ? NONE : at(value, magnitude(value) - digits + 1);
    }

    private static int magnitude(double value) {
        return (int) Math.floor(Math.log10(Math.abs(value)));
    }

    private static String grouped(BigDecimal value) {
        String plain = value.abs().toPlainString();
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        StringBuilder text = new StringBuilder(value.signum() < 0 ? MINUS : "");
        for (int i = 0; i < end; i++) {
            if (i > 0 && (end - i) % 3 == 0) {
                text.append(THIN);
            }
            text.append(plain.charAt(i));
        }
        return text.append(plain, end, plain.length()).toString();
    }
}
