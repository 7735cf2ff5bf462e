package wattle.comparison;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import wattle.quantity.Quality;
import wattle.quantity.Range;

/// What decides the answer.
///
/// @param winner id of the outcome whose lead is examined; empty text when none may be ranked
/// @param rival id of the one it is examined against
/// @param levers assumptions by the size of their effect, largest first
/// @param sweeps how energy goes with one input, and where the winner changes
/// @param conditions necessary, not sufficient, conditions for federated learning to be greener
public record Leverage(
        String winner, String rival, List<Lever> levers, List<Sweep> sweeps, List<Condition> conditions) {

    /// Copies the lists.
    public Leverage {
        levers = List.copyOf(levers);
        sweeps = List.copyOf(sweeps);
        conditions = List.copyOf(conditions);
    }

    /// All break-evens of all sweeps.
    public List<BreakEven> breakEvens() {
        return sweeps.stream().flatMap(s -> s.breakEvens().stream()).toList();
    }

    /// One assumption moved from its low to its high end while the rest stay typical.
    ///
    /// @param input key of the input: `cloud.pue`
    /// @param label as a person says it
    /// @param unit unit of `value` and `flipsAt`, for people
    /// @param value the input's range in that unit
    /// @param effect change of the winner against the rival (`winner / rival − 1`) with the input at its low
    ///     end
    ///     (`low`), typical, and at its high end (`high`); not ordered by size
    /// @param flipsAt the value at which the two use the same, wherever it lies
    /// @param quality of the input
    public record Lever(
            String input,
            String label,
            String unit,
            Range value,
            Effect effect,
            OptionalDouble flipsAt,
            Quality quality) {

        /// Whether the answer changes inside the input's own range.
        public boolean flipsInside() {
            return flipsAt.isPresent() && value.contains(flipsAt.getAsDouble());
        }
    }

    /// The change at each end of an input; unlike a [Range] its parts are in the order of the input.
    public record Effect(double atLow, double typical, double atHigh) {
        /// The size of the swing.
        public double swing() {
            return Math.max(Math.abs(atHigh - atLow), Math.max(Math.abs(atHigh - typical), Math.abs(atLow - typical)));
        }
    }

    /// One input varied over a wide span, the others typical.
    ///
    /// @param parameter key of the input
    /// @param label as a person says it
    /// @param metric what the lines show: energy in J, or carbon in kg
    /// @param axis the unit and the input's own range in it
    /// @param values the input's values, ascending
    /// @param lines per ranked outcome the metric at each value
    /// @param breakEvens where the winner changes, ascending; empty when it never does
    public record Sweep(
            String parameter,
            String label,
            Verdict.Metric metric,
            Axis axis,
            List<Double> values,
            SequencedMap<String, List<Double>> lines,
            List<BreakEven> breakEvens) {}

    /// @param unit for people; empty for a number without one
    /// @param range the input's own range
    /// @param logarithmic whether the values are spaced by ratio
    public record Axis(String unit, Range range, boolean logarithmic) {}

    /// A value at which the winner changes.
    ///
    /// @param parameter key of the input
    /// @param label as a person says it
    /// @param metric on which the winner changes
    /// @param value where
    /// @param unit of the value
    /// @param below id of the winner just below
    /// @param above id of the winner just above
    public record BreakEven(
            String parameter,
            String label,
            Verdict.Metric metric,
            double value,
            String unit,
            String below,
            String above) {}

    /// A condition that must hold, but is not enough, for federated learning to be greener.
    ///
    /// @param equation its label in docs/method
    /// @param paradigm id of the outcome it speaks of
    /// @param formula in words and symbols
    /// @param left value of the left side
    /// @param right value of the right side
    /// @param holds whether left exceeds right as the formula demands
    /// @param meaning one sentence
    public record Condition(
            String equation,
            String paradigm,
            String formula,
            double left,
            double right,
            boolean holds,
            String meaning) {}
}
