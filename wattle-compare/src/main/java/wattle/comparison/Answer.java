package wattle.comparison;

import java.util.List;

/// The whole answer to one scenario: all that a table, a file or a page shows, and nothing that they have to
/// compute.
///
/// @param question what was asked, of which file, with which engine
/// @param outcomes one per paradigm and cadence, best first; those without a verdict last
/// @param verdicts each pair of outcomes, compared on energy and on carbon
/// @param sentences the answer in words
/// @param leverage what decides: assumptions, break-evens, necessary conditions
/// @param words the field's folk table beside our numbers
/// @param basis what the answer stands on: inputs with sources, boundary, derivations
public record Answer(
        Question question,
        List<Outcome> outcomes,
        List<Verdict> verdicts,
        Sentences sentences,
        Leverage leverage,
        List<FolkWord> words,
        Basis basis) {

    /// Copies the lists.
    public Answer {
        outcomes = List.copyOf(outcomes);
        verdicts = List.copyOf(verdicts);
        words = List.copyOf(words);
    }

    /// The outcome with this id.
    ///
    /// @throws IllegalArgumentException if there is none
    public Outcome outcome(String id) {
        return outcomes.stream()
                .filter(o -> o.paradigm().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outcome is called '" + id + "'"));
    }
}
