package wattle.simulation;

import wattle.formula.Formula.Input;

/// Whole numbers in descriptions.
final class Counts {

    private Counts() {}

    static String of(Input count) {
        double typical = count.value().value().typical();
        return typical == Math.rint(typical) ? Long.toString((long) typical) : Double.toString(typical);
    }
}
