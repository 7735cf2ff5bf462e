package wattle.app.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers for programs: digits and a point, never an exponent, never grouped.
final class Plain {

    /// As many significant digits as a double holds for certain.
    private static final MathContext DOUBLE = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final int FEWEST_DECIMALS = 4;

    /// A carbon figure is never surer than that: yearly intensities of grids are published with three digits.
    private static final int SIGNIFICANT = 4;

    private Plain() {}

    /// All that a double holds: `0.42`, `0.0000058`, `360000`.
    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(DOUBLE);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /// Four significant digits, and four decimals at least where the amount is below 1: `21.00`, `0.0210`,
    /// `0.000002100`. Whoever reads only the first digits and points that match still reads the right number.
    static String amount(double value) {
        if (value == 0) {
            return "0." + "0".repeat(FEWEST_DECIMALS);
        }
        int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
        int decimals = Math.max(1, SIGNIFICANT - 1 - magnitude);
        return BigDecimal.valueOf(value)
                .setScale(magnitude < 0 ? Math.max(FEWEST_DECIMALS, decimals) : decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
