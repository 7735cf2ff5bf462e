package wattle.simulation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import wattle.formula.Formula;
import wattle.formula.Unit;

/// The numbers of one paradigm that only a simulation knows, each with how it is read off a simulation that was played.
final class Leaves {

    private final IdentityHashMap<Formula.Simulated, ToDoubleFunction<EventPlay.Played>> readings =
            new IdentityHashMap<>();
    private final List<Formula.Simulated> order = new ArrayList<>();

    Formula.Simulated leaf(String symbol, String label, Unit unit, ToDoubleFunction<EventPlay.Played> reading) {
        Formula.Simulated leaf = new Formula.Simulated(symbol, label, unit);
        readings.put(leaf, reading);
        order.add(leaf);
        return leaf;
    }

    boolean owns(Formula.Simulated leaf) {
        return readings.containsKey(leaf);
    }

    double read(Formula.Simulated leaf, EventPlay.Played played) {
        ToDoubleFunction<EventPlay.Played> reading = readings.get(leaf);
        if (reading == null) {
            throw new IllegalArgumentException("not a number of this paradigm: " + leaf.label());
        }
        return reading.applyAsDouble(played);
    }
}
