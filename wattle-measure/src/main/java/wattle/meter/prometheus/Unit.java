package wattle.meter.prometheus;

import java.util.Arrays;
import java.util.List;

/// Units of metrics, and what 1 of each is in W or J.
enum Unit {
    MICROWATT("uW", 1e-6, false),
    MILLIWATT("mW", 1e-3, false),
    WATT("W", 1, false),
    MICROJOULE("uJ", 1e-6, true),
    MILLIJOULE("mJ", 1e-3, true),
    JOULE("J", 1, true),
    WATT_HOUR("Wh", 3600, true),
    KILOWATT_HOUR("kWh", 3.6e6, true);

    private final String word;
    private final double si;
    private final boolean energy;

    Unit(String word, double si, boolean energy) {
        this.word = word;
        this.si = si;
        this.energy = energy;
    }

    static Unit of(String word) {
        return Arrays.stream(values())
                .filter(unit -> unit.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Unit::word).toList();
    }

    String word() {
        return word;
    }

    /// In W or J.
    double si() {
        return si;
    }

    /// Whether it is a counter's.
    boolean energy() {
        return energy;
    }

    /// How many raw steps of a counter 1 unit has: exporters tell fractions, and a raw number is whole.
    /// Units as small as these are told as whole numbers.
    double steps() {
        return this == MICROJOULE || this == MILLIJOULE ? 1 : 1e6;
    }
}
