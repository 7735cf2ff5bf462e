package wattle.app.reproduction;

import java.util.List;
import java.util.Optional;
import wattle.app.reproduction.Cell.Judgement;
import wattle.app.reproduction.Cell.Value;
import wattle.app.reproduction.Check.Result;
import wattle.app.reproduction.PublishedCase.Expected;

/// Replays the cases that name no policy: bounds, products, ratios and counts.
final class CheckReplay {

    private static final double NEAR = 0.1;
    private static final String HOLDS = "satisfied";
    private static final String FAILS = "not satisfied";

    private CheckReplay() {}

    static List<Cell> cells(PublishedCase published) {
        Optional<Check> check = Check.of(published);
        return published.expected().stream()
                .map(e -> check.map(c -> cell(published, c, e))
                        .orElseGet(() -> Cell.none(published, e.quantity(), e.published(), unknown(published))))
                .toList();
    }

    private static String unknown(PublishedCase published) {
        return published.equation().isEmpty()
                ? "the case names no equation, and its inputs belong to none that is known"
                : "the equation '%s' is not known".formatted(published.equation());
    }

    private static Cell cell(PublishedCase published, Check check, Expected expected) {
        Given given = published.given();
        List<String> lacking = check.needs().stream().filter(n -> !given.has(n)).toList();
        if (!lacking.isEmpty()) {
            return Cell.none(
                    published,
                    expected.quantity(),
                    expected.published(),
                    "the case gives no " + String.join(", ", lacking));
        }
        Result result = check.law().apply(given);
        Optional<Double> number = expected.published().number();
        Quantity quantity = expected.quantity();
        double computed = quantity.dimension().equals(Optional.of(result.dimension()))
                ? result.value() / quantity.unitSize()
                : result.value();
        if (!Double.isFinite(computed)) {
            return Cell.none(
                    published, quantity, expected.published(), "the numbers given are too large to compute with");
        }
        if (number.isEmpty()) {
            return worded(published, expected, result, computed);
        }
        Tolerance tolerance = Tolerance.stated(published.tolerance(), quantity, number.get())
                .orElseGet(() -> result.measured()
                        ? Tolerance.measured(number.get())
                        : Tolerance.usual(quantity, expected.published().text()));
        boolean within = tolerance.admits(computed, number.get());
        return cell(
                published,
                expected,
                Value.of(computed),
                new Judgement(
                        Optional.of(tolerance),
                        Optional.of(within),
                        exception(published, computed, expected.published(), within)));
    }

    private static Cell worded(PublishedCase published, Expected expected, Result result, double computed) {
        String text = expected.published().text().strip();
        if (result.holds().isEmpty() || text.isEmpty()) {
            Value value = Value.of(computed);
            String reason =
                    text.isEmpty() ? "no number is published to compare with" : "a word is published, and no condition";
            return cell(published, expected, value, Judgement.none(reason));
        }
        String word = result.holds().get() ? HOLDS : FAILS;
        return cell(
                published,
                expected,
                Value.word(word),
                new Judgement(Optional.empty(), Optional.of(word.equalsIgnoreCase(text)), Optional.empty()));
    }

    private static Cell cell(PublishedCase published, Expected expected, Value computed, Judgement judgement) {
        return new Cell(
                published.file(),
                published.id(),
                expected.quantity(),
                expected.published(),
                computed,
                judgement,
                Optional.empty());
    }

    private static Optional<String> exception(PublishedCase published, double computed, Value printed, boolean within) {
        if (!within && Numbers.isCut(computed, printed.text())) {
            return Optional.of("the paper cuts digits instead of rounding them (2.7.14)");
        }
        if (!Check.names("(17)").test(published)) {
            return Optional.empty();
        }
        return within
                ? otherForm(published)
                : otherRounds(published, printed.number().orElseThrow());
    }

    /// The paper labels it FA-D, whose eq. (17) has γ alone on the right.
    private static Optional<String> otherForm(PublishedCase published) {
        if (!Check.names("FA form").test(published)) {
            return Optional.empty();
        }
        Given given = published.given();
        double sleeping = PaperChecks.linkBound(
                given, given.number("n").orElseThrow(), given.number("Ka").orElseThrow());
        return Optional.of("the paper labels it FA-D, but prints the form of FA; that of FA-D gives %s (2.7.9)"
                .formatted(Numbers.shown(sleeping)));
    }

    /// The printed bound belongs to slightly other rounds.
    private static Optional<String> otherRounds(PublishedCase published, double bound) {
        double stated = published.given().number("n").orElseThrow();
        double needed = PaperChecks.roundsOf(published.given(), bound);
        return Math.abs(needed - stated) > NEAR * stated
                ? Optional.empty()
                : Optional.of("the paper states n = %s, and its value belongs to n = %s (2.7.9)"
                        .formatted(Numbers.shown(stated), Numbers.shown(Math.rint(10 * needed) / 10)));
    }
}
