package wattle.app.reproduction;

import java.util.Optional;

/// One published value and what becomes of it.
///
/// @param file in which the case stands
/// @param id of the case
/// @param quantity what the value counts
/// @param published as printed; empty when nothing was
/// @param computed by Wattle
/// @param judgement whether they agree
/// @param rounds with which it was computed, where rounds matter
public record Cell(
        String file,
        String id,
        Quantity quantity,
        Value published,
        Value computed,
        Judgement judgement,
        Optional<Rounds> rounds) {

    /// A number, a word, or nothing.
    ///
    /// @param text as printed; empty when there is nothing
    /// @param number if it is one
    public record Value(String text, Optional<Double> number) {

        static final Value NONE = new Value("", Optional.empty());

        static Value of(double number) {
            return new Value(Numbers.shown(number), Optional.of(number));
        }

        static Value word(String text) {
            return new Value(text, Optional.empty());
        }

        static Value printed(String text) {
            boolean number = Numbers.isNumber(text) && Double.isFinite(Double.parseDouble(text.strip()));
            return number ? new Value(text, Optional.of(Double.parseDouble(text.strip()))) : word(text);
        }
    }

    /// @param tolerance if two numbers were compared
    /// @param within empty when nothing could be compared
    /// @param exception a documented reason, also of a cell that agrees for a reason worth knowing
    public record Judgement(Optional<Tolerance> tolerance, Optional<Boolean> within, Optional<String> exception) {

        static Judgement none(String reason) {
            return new Judgement(Optional.empty(), Optional.empty(), Optional.of(reason));
        }
    }

    /// @param number of rounds
    /// @param rule by which they were taken from the published range
    public record Rounds(double number, String rule) {}

    /// Computed minus published, where both are numbers.
    public Optional<Double> difference() {
        return computed.number().flatMap(c -> published.number().map(p -> c - p));
    }

    /// A cell for which nothing can be computed or compared, and why.
    static Cell none(PublishedCase from, Quantity quantity, Value published, String reason) {
        return new Cell(
                from.file(), from.id(), quantity, published, Value.NONE, Judgement.none(reason), Optional.empty());
    }
}
