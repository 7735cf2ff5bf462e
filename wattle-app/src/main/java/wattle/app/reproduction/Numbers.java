package wattle.app.reproduction;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as texts, the same in every locale.
final class Numbers {

    private static final int SHOWN = 6;

    private Numbers() {}

    /// Whether the text is a plain decimal number.
    static boolean isNumber(String text) {
        return text.strip().matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    }

    /// Up to six digits, without padded zeros.
    static String shown(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(SHOWN, RoundingMode.HALF_EVEN));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /// Every digit, in a form that JSON, CSV and YAML read.
    static String exact(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toString();
    }

    /// What one step of the last printed digit is worth: 0.1 of `28.5`, 1 of `36`.
    static double lastDigit(String printed) {
        return new BigDecimal(printed.strip()).ulp().doubleValue();
    }

    /// Whether `printed` is what remains of `value` when it is cut, not rounded, to the digits printed.
    static boolean isCut(double value, String printed) {
        if (!Double.isFinite(value)) {
            return false;
        }
        BigDecimal published = new BigDecimal(printed.strip());
        return BigDecimal.valueOf(value)
                        .setScale(published.scale(), RoundingMode.DOWN)
                        .compareTo(published)
                == 0;
    }
}
