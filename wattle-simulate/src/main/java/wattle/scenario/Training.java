package wattle.scenario;

import java.util.Map;
import java.util.Optional;
import wattle.formula.Formula;
import wattle.formula.Formula.Input;

/// How learning proceeds.
///
/// @param rounds of the first training per paradigm: epochs where data is in one place, server rounds elsewhere
/// @param localEpochs passes over a device's own data in one round
/// @param active devices that take part in a round
/// @param neighbours to whom each device sends in one round of decentralised learning
/// @param serverPlace where the parameter server stands
/// @param aggregation what aggregating costs
/// @param quality whether each paradigm reaches the target, and how we know; and the held-out share
public record Training(
        Map<ParadigmKind, Formula> rounds,
        Input localEpochs,
        Input active,
        Input neighbours,
        Optional<PlaceKind> serverPlace,
        Aggregation aggregation,
        Quality quality) {

    /// Copies the map.
    public Training {
        rounds = Map.copyOf(rounds);
    }

    /// The rounds of one paradigm.
    ///
    /// @throws IllegalStateException if the scenario was read without them: the reader makes them for every
    ///     paradigm
    public Formula roundsOf(ParadigmKind kind) {
        Formula result = rounds.get(kind);
        if (result == null) {
            throw new IllegalStateException("no rounds for " + kind.word());
        }
        return result;
    }

    /// What aggregating costs at one aggregator or server.
    public sealed interface Aggregation {
        /// A share β of one centralised round's energy, each round.
        record Share(Input beta) implements Aggregation {}

        /// Power of the aggregation service while training lasts.
        record Service(Input power) implements Aggregation {}

        /// Energy each round.
        record PerRound(Input energy) implements Aggregation {}
    }

    /// @param reach per paradigm
    /// @param evaluationShare items held out for evaluation, over items trained on
    public record Quality(Map<ParadigmKind, Reach> reach, Input evaluationShare) {
        /// Copies the map.
        public Quality {
            reach = Map.copyOf(reach);
        }
    }

    /// @param answer yes, no, or empty when nothing is known
    /// @param reason where that comes from
    public record Reach(Optional<Boolean> answer, String reason) {}
}
