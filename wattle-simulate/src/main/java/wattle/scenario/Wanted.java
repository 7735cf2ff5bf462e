package wattle.scenario;

import wattle.document.InputFault;
import wattle.document.Node;
import wattle.quantity.Dimension;
import wattle.quantity.Range;

/// What a key of the scenario asks for.
///
/// @param symbol as it stands in formulas
/// @param label as a person says it
/// @param dimension of the value
/// @param bound what values make sense
record Wanted(String symbol, String label, Dimension dimension, Bound bound) {

    /// Amounts beyond this, in base units, or below its inverse, overflow when they are multiplied.
    private static final double BEYOND = 1e27;

    /// What values make sense.
    enum Bound {
        POSITIVE,
        NOT_NEGATIVE,
        /// Above 0, at most 1.
        SHARE,
        /// From 0 to 1.
        SHARE_OR_NONE,
        AT_LEAST_ONE
    }

    static Wanted positive(String symbol, String label, Dimension dimension) {
        return new Wanted(symbol, label, dimension, Bound.POSITIVE);
    }

    static Wanted notNegative(String symbol, String label, Dimension dimension) {
        return new Wanted(symbol, label, dimension, Bound.NOT_NEGATIVE);
    }

    static Wanted share(String symbol, String label) {
        return new Wanted(symbol, label, Dimension.SCALAR, Bound.SHARE);
    }

    static Wanted shareOrNone(String symbol, String label) {
        return new Wanted(symbol, label, Dimension.SCALAR, Bound.SHARE_OR_NONE);
    }

    static Wanted atLeastOne(String symbol, String label) {
        return new Wanted(symbol, label, Dimension.SCALAR, Bound.AT_LEAST_ONE);
    }

    /// Refuses a range that makes no sense here.
    void check(Node node, Range range) {
        boolean acronym = label.length() > 1 && Character.isUpperCase(label.charAt(1));
        String name = acronym ? label : label.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + label.substring(1);
        double largest = Math.max(Math.abs(range.low()), Math.abs(range.high()));
        double smallest = range.low() == 0 ? 1 : Math.abs(range.low());
        refuse(
                largest > BEYOND || smallest < 1 / BEYOND,
                node,
                "the %s is beyond anything that can be computed with.".formatted(name));
        switch (bound) {
            case POSITIVE -> refuse(range.low() <= 0, node, "the %s must be above 0.".formatted(name));
            case NOT_NEGATIVE -> refuse(range.low() < 0, node, "the %s must not be negative.".formatted(name));
            case SHARE ->
                refuse(
                        range.low() <= 0 || range.high() > 1,
                        node,
                        "the %s must be above 0 and at most 1 (100 %%).".formatted(name));
            case SHARE_OR_NONE ->
                refuse(
                        range.low() < 0 || range.high() > 1,
                        node,
                        "the %s must lie between 0 and 1 (0 %% and 100 %%).".formatted(name));
            case AT_LEAST_ONE -> refuse(range.low() < 1, node, "the %s must be at least 1.".formatted(name));
        }
    }

    private void refuse(boolean wrong, Node node, String what) {
        if (wrong) {
            String example = switch (bound) {
                case SHARE, SHARE_OR_NONE -> "30 %";
                case AT_LEAST_ONE -> "1.2";
                case POSITIVE, NOT_NEGATIVE -> dimension.example();
            };
            throw InputFault.at(node, what, "Maybe %s.".formatted(example));
        }
    }
}
