package wattle.app.reproduction;

import java.util.List;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.document.Values;
import wattle.quantity.Dimension;

/// Which of the published range of rounds a table is computed with.
enum RoundsRule {
    MIN("minimum", "min"),
    MIDPOINT("midpoint, rounded up", "midpoint"),
    MAX("maximum", "max");

    private static final String LOW = "rounds_min";
    private static final String HIGH = "rounds_max";

    private final String label;
    private final String word;

    RoundsRule(String label, String word) {
        this.label = label;
        this.word = word;
    }

    String label() {
        return label;
    }

    /// The published range of rounds.
    record Span(double low, double high) {

        double at(RoundsRule rule) {
            return switch (rule) {
                case MIN -> low;
                case MIDPOINT -> Math.ceil((low + high) / 2);
                case MAX -> high;
            };
        }

        @Override
        public String toString() {
            return Numbers.shown(low) + " to " + Numbers.shown(high);
        }
    }

    /// The rule a case states, or else that of its policy.
    static Optional<RoundsRule> of(Given given, LearningPolicy policy) {
        Optional<RoundsRule> stated = given.node("rounds_rule").map(node -> {
            String word = Values.word(node, List.of(MIN.word, MIDPOINT.word, MAX.word));
            return List.of(values()).stream()
                    .filter(r -> r.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        });
        return stated.or(policy::rule);
    }

    /// The published range.
    ///
    /// @throws InputFault if it is missing or upside down
    static Span span(Given given) {
        double low = given.needed(Dimension.SCALAR, "", LOW);
        double high = given.needed(Dimension.SCALAR, "", HIGH);
        if (low > high) {
            throw InputFault.at(
                    given.at(LOW),
                    given.path(LOW),
                    "the fewest rounds (%s) are above the most rounds (%s)."
                            .formatted(Numbers.shown(low), Numbers.shown(high)),
                    "Maybe the two are swapped.");
        }
        return new Span(low, high);
    }

    /// Whether the case says anything about rounds, even that they are not known.
    static boolean unknown(Given given) {
        return given.unknown(LOW) || given.unknown(HIGH);
    }
}
