package wattle.app.reproduction;

import java.util.List;

/// How many cells there are, agree, and have an exception. A score of regression, not a rate of reproduction: rules and
/// constants were chosen after the tables were seen.
///
/// @param cells all of them
/// @param within that agree
/// @param compared that have two numbers or words to compare
/// @param exceptions with a documented reason
public record Tally(int cells, int within, int compared, int exceptions) {

    /// Counts.
    public static Tally of(List<Cell> cells) {
        return new Tally(
                cells.size(),
                count(cells, c -> c.judgement().within().orElse(false)),
                count(cells, c -> c.judgement().within().isPresent()),
                count(cells, c -> c.judgement().exception().isPresent()));
    }

    private static int count(List<Cell> cells, java.util.function.Predicate<Cell> wanted) {
        return (int) cells.stream().filter(wanted).count();
    }

    @Override
    public String toString() {
        return "%d cells, %d compared, %d within tolerance, %d with an exception"
                .formatted(cells, compared, within, exceptions);
    }
}
