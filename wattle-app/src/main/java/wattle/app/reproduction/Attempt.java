package wattle.app.reproduction;

import wattle.app.reproduction.Cell.Rounds;
import wattle.app.reproduction.RoundsRule.Span;

/// One published energy against one law.
///
/// @param law that computes it
/// @param quantity what is published
/// @param span of rounds published
/// @param rounds chosen from them by the rule
/// @param printed as published, in the unit of the quantity
record Attempt(EnergyLaw law, Quantity quantity, Span span, Rounds rounds, String printed) {

    double published() {
        return Double.parseDouble(printed.strip());
    }

    /// In the unit of the quantity.
    double computed() {
        return after(rounds.number());
    }

    /// What the law gives after other rounds.
    double after(double count) {
        return law.energy(quantity, count) / quantity.unitSize();
    }

    /// The rounds at which the law would give the published value: energy grows in proportion to them.
    double fittingRounds() {
        return published() / after(1);
    }

    Attempt with(EnergyLaw other) {
        return new Attempt(other, quantity, span, rounds, printed);
    }
}
