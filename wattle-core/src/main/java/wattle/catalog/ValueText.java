package wattle.catalog;

import java.math.BigDecimal;
import java.util.Set;
import wattle.quantity.Range;

/// Writes a range exactly, with the prefix that keeps its typical value between 1 and 1000.
final class ValueText {

    private static final String[] PREFIXES = {"p", "n", "u", "m", "", "k", "M", "G", "T", "P", "E", "Z"};
    private static final int NONE = 4;

    /// Units that people read with prefixes; "mkgCO2e" or "kW per household" would only puzzle.
    private static final Set<String> PREFIXED =
            Set.of("B", "B/s", "bit/s", "FLOP", "FLOP/s", "OP/s", "MAC", "J/bit", "bit/J");

    private ValueText() {}

    static String of(Range range, String unit) {
        int prefix = PREFIXED.contains(unit) ? prefix(range.typical()) : NONE;
        int places = 3 * (prefix - NONE);
        String typical = scaled(range.typical(), places);
        String ends =
                range.isExact() ? "" : " (" + scaled(range.low(), places) + ".." + scaled(range.high(), places) + ")";
        return (typical + ends + " " + PREFIXES[prefix] + unit).strip();
    }

    /// A range without a typical value: `1..2196 Mbit/s`.
    static String ends(Range range, String unit) {
        int prefix = PREFIXED.contains(unit) ? prefix(range.high()) : NONE;
        int places = 3 * (prefix - NONE);
        return (scaled(range.low(), places) + ".." + scaled(range.high(), places) + " " + PREFIXES[prefix] + unit)
                .strip();
    }

    private static int prefix(double typical) {
        if (typical == 0) {
            return NONE;
        }
        int thousands = (int) Math.floor(Math.log10(Math.abs(typical)) / 3 + 1e-12);
        return Math.clamp(NONE + thousands, 0, PREFIXES.length - 1);
    }

    private static String scaled(double value, int places) {
        BigDecimal scaled = BigDecimal.valueOf(value).movePointLeft(places).stripTrailingZeros();
        return scaled.toPlainString();
    }
}
