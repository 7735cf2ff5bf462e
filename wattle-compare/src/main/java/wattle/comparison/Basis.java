package wattle.comparison;

import java.util.List;
import wattle.quantity.Cited;
import wattle.quantity.Range;

/// What the answer stands on.
///
/// @param inputs every number that went in
/// @param boundary every stage: counted, estimated or left out
/// @param derivations per figure the equation and its terms
/// @param policies the named policies in force, one sentence each (idle attribution, network model, carbon
///     year …)
public record Basis(
        List<Input> inputs, List<BoundaryLine> boundary, List<Derivation> derivations, List<String> policies) {

    /// Copies the lists.
    public Basis {
        inputs = List.copyOf(inputs);
        boundary = List.copyOf(boundary);
        derivations = List.copyOf(derivations);
        policies = List.copyOf(policies);
    }

    /// @param key stable name: `cloud.pue`
    /// @param label as a person says it
    /// @param unit of the value, for people; empty for a number without one
    /// @param value range in that unit, quality, source, note
    /// @param place `hospitals.yaml:14:12` when the scenario gives it, `catalogue` or `default` otherwise
    public record Input(String key, String label, String unit, Cited<Range> value, String place) {}

    /// @param stage the stage's word
    /// @param status `included`, `estimated` or `excluded`
    /// @param reason one sentence
    public record BoundaryLine(String stage, String status, String reason) {}

    /// How one figure was computed.
    ///
    /// @param figure `federated.train.devices.compute`, `cloud.energy`, `cloud.time-to-target`
    /// @param label as a person says it
    /// @param value ready to print, with interval and unit
    /// @param equation label in docs/method; empty for a plain sum
    /// @param formula with symbols
    /// @param terms keys of inputs or of other figures, in order, each with its value ready to print
    public record Derivation(
            String figure, String label, String value, String equation, String formula, List<Term> terms) {

        /// Copies the list.
        public Derivation {
            terms = List.copyOf(terms);
        }
    }

    /// @param key of an input or a figure
    /// @param symbol in the formula
    /// @param value ready to print
    public record Term(String key, String symbol, String value) {}
}
