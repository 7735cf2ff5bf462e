package wattle.run;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import wattle.quantity.Energy;
import wattle.quantity.Interval;
import wattle.quantity.Range;

/// One execution, whether measured, simulated, computed or imported. Whatever reads one reads all.
///
/// @param title which
/// @param origin how it is known
/// @param reached whether the target was reached
/// @param energy the total; its typical value is the sum of the ledger, its ends are quantiles, which do not
///     add
/// @param costs what is known beside energy, each in the unit that [Cost] names
/// @param ledger every line of the account
/// @param provenance how it came to be
public record Run(
        Title title,
        Origin origin,
        Reached reached,
        Interval<Energy> energy,
        Map<Cost, Range> costs,
        Ledger ledger,
        Provenance provenance) {

    /// Relative difference allowed between a total and the sum of its parts: rounding, no more.
    private static final double TOLERANCE = 1e-9;

    /// @throws IllegalArgumentException when the total is not the sum of the ledger
    public Run {
        costs = Collections.unmodifiableMap(ordered(costs));
        double sum = ledger.total().joules();
        double total = energy.typical().joules();
        if (Math.abs(sum - total) > TOLERANCE * Math.max(Math.abs(sum), Math.abs(total))) {
            throw new IllegalArgumentException(
                    "the total (%s) is not the sum of the ledger (%s)".formatted(energy.typical(), ledger.total()));
        }
    }

    /// @param id unique among the runs of one answer, and stable
    /// @param name as a person says it
    /// @param paradigm its word: `federated`; empty when the run is of no paradigm
    public record Title(String id, String name, String paradigm) {}

    /// @param answer yes, no, or empty when nothing is known
    /// @param reason where that comes from
    public record Reached(Optional<Boolean> answer, String reason) {}

    /// A cost, if it is known.
    public Optional<Range> cost(Cost cost) {
        return Optional.ofNullable(costs.get(cost));
    }

    private static Map<Cost, Range> ordered(Map<Cost, Range> costs) {
        Map<Cost, Range> ordered = new EnumMap<>(Cost.class);
        ordered.putAll(costs);
        return ordered;
    }
}
