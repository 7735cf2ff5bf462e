package wattle.experiment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A quality at which a job has done enough: `val_dice>=0.85`, `loss<=0.2`.
///
/// @param metric its name
/// @param atLeast whether more is better
/// @param value the target
public record Until(String metric, boolean atLeast, double value) {

    private static final Pattern FORM =
            Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_./-]*)\\s*(>=|<=)\\s*([-+0-9.eE]+)\\s*(%?)\\s*");

    /// Reads `METRIC>=VALUE` or `METRIC<=VALUE`.
    ///
    /// @throws IllegalArgumentException with a message for people
    public static Until of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a target: it must read METRIC>=VALUE or METRIC<=VALUE. Maybe 'val_dice>=0.85', in quotes, as '>' means something to the shell."
                            .formatted(text));
        }
        try {
            double value = Double.parseDouble(form.group(3)) * (form.group(4).isEmpty() ? 1 : 0.01);
            return new Until(form.group(1), form.group(2).equals(">="), value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is not a number.".formatted(form.group(3)), e);
        }
    }

    /// Whether a value reaches the target.
    public boolean isReachedBy(double reached) {
        return atLeast ? reached >= value : reached <= value;
    }

    @Override
    public String toString() {
        return metric + (atLeast ? ">=" : "<=") + (isWhole(value) ? String.valueOf((long) value) : value);
    }

    /// Whether a number can be written as a whole one without being another: below 2⁵³.
    static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53;
    }
}
