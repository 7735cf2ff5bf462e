package wattle.meter.plug;

import java.util.Arrays;
import java.util.List;

/// Units of plugs, and what 1 of each is in W or J.
enum Unit {
    MW("mW", 1e-3, false),
    W("W", 1, false),
    KW("kW", 1e3, false),
    J("J", 1, true),
    /// Watt-minutes: what a Shelly of the first generation counts, in a field that looks like watt-hours.
    WMIN("Wmin", 60, true),
    MWH("mWh", 3.6, true),
    WH("Wh", 3600, true),
    KWH("kWh", 3.6e6, true);

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

    static List<String> words(boolean energy) {
        return Arrays.stream(values())
                .filter(unit -> unit.energy == energy)
                .map(Unit::word)
                .toList();
    }

    String word() {
        return word;
    }

    /// In W or J.
    double si() {
        return si;
    }

    boolean energy() {
        return energy;
    }

    /// How many raw steps of a counter 1 unit has. Plugs tell fractions, and a raw number is whole:
    /// millionths of a kWh and thousandths of all others keep every digit that plugs show.
    double steps() {
        return this == KWH ? 1e6 : 1e3;
    }
}
