package wattle.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wattle.comparison.Answer;
import wattle.comparison.FolkWord.Judgement;
import wattle.comparison.Leverage;
import wattle.comparison.Outcome;
import wattle.comparison.Verdict;

/// Sentences that every output shares, each computed from the numbers it stands beside.
final class Telling {

    private final Answer answer;

    Telling(Answer answer) {
        this.answer = answer;
    }

    /// The paradigm's label; the id itself where nobody goes by it.
    String label(String id) {
        return answer.outcomes().stream()
                .filter(o -> o.paradigm().id().equals(id))
                .map(o -> o.paradigm().label())
                .findFirst()
                .orElse(id);
    }

    /// `yes`, `no` or `unknown`.
    static String reach(Outcome outcome) {
        return outcome.reach().answer().map(yes -> yes ? "yes" : "no").orElse("unknown");
    }

    /// How the numbers were made: `closed form, 2 000 draws, seed 7`.
    String engine() {
        var engine = answer.question().engine();
        return "%s, %s draws, seed %d".formatted(engine.name(), Digits.given(engine.draws()), engine.seed());
    }

    /// `90 %`: the share of draws inside a printed interval.
    String level() {
        return Digits.given(answer.question().engine().level() * 100) + Digits.SPACE + "%";
    }

    /// The value of an input with its unit: `0.015 kWh/GB (0.003–0.045)`.
    static String value(Leverage.Lever lever) {
        String typical =
                lever.value().isExact() ? Digits.given(lever.value().typical()) : Digits.typical(lever.value());
        return typical + unit(lever.unit());
    }

    static String unit(String unit) {
        return unit.isEmpty() ? "" : Digits.SPACE + unit;
    }

    /// Where this assumption alone makes the rival the winner: side, value, whether that lies in its range.
    String flip(Leverage.Lever lever) {
        if (lever.flipsAt().isEmpty()) {
            return "No value of it changes the winner.";
        }
        double at = lever.flipsAt().getAsDouble();
        // The change counts against the winner as it grows, so the side on which it grows belongs to the rival.
        String side = lever.effect().atHigh() > lever.effect().atLow() ? "Above " : "Below ";
        return "%s%s%s %s uses less; that is %s its range."
                .formatted(
                        side,
                        Digits.part(at),
                        unit(lever.unit()),
                        label(answer.leverage().rival()),
                        lever.flipsInside() ? "inside" : "outside");
    }

    /// One break-even in a sentence.
    String breakEven(Leverage.BreakEven even, boolean inside) {
        String verb = even.metric() == Verdict.Metric.ENERGY ? "uses least energy" : "emits least carbon";
        return "Below %s%s %s %s, above it %s; that is %s the input’s range."
                .formatted(
                        Digits.part(even.value()),
                        unit(even.unit()),
                        label(even.below()),
                        verb,
                        label(even.above()),
                        inside ? "inside" : "outside");
    }

    /// What varying one input does to the winner.
    List<String> sweep(Leverage.Sweep sweep) {
        if (sweep.breakEvens().isEmpty()) {
            return List.of("Between %s and %s%s the winner stays the same."
                    .formatted(
                            Digits.given(sweep.values().getFirst()),
                            Digits.given(sweep.values().getLast()),
                            unit(sweep.axis().unit())));
        }
        return sweep.breakEvens().stream()
                .map(b -> breakEven(b, sweep.axis().range().contains(b.value())))
                .toList();
    }

    /// `2 % less` or `5 % more`: the winner against its rival at one end of an assumption.
    static String effect(double change) {
        String percent = Digits.at(Math.abs(change) * 100, 0);
        return percent.equals("0") ? "the same" : percent + Digits.SPACE + "% " + (change < 0 ? "less" : "more");
    }

    /// The judgement as the folk table prints it.
    static String judgement(Judgement judgement) {
        return judgement.word().replace('-', ' ');
    }

    /// The word, or that there is none.
    static String word(String word) {
        return word.equals("?") ? "no word yet" : word;
    }

    /// Keeps digits together and a unit with its number, so that no line breaks inside an amount.
    static String unbroken(String sentence) {
        return sentence.replaceAll("(?<=\\d) (?=\\d{3}(?!\\d))", Digits.THIN)
                .replaceAll("(?<=\\d) (?=(?:%|[kMG]?Wh|kg|g|t|[kMGT]?B|ms|s|min|h|d)(?![\\p{L}\\d]))", Digits.SPACE);
    }

    /// `Power efficiency` for `power efficiency`.
    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /// `A`, `A and B`, `A, B and C`.
    static String list(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        boolean commas = items.stream().anyMatch(i -> i.contains(","));
        String first = String.join(commas ? "; " : ", ", items.subList(0, items.size() - 1));
        return first + (commas ? "; and " : " and ") + items.getLast();
    }

    /// The outcome whose lead is examined; empty when none may be ranked.
    Optional<Outcome> winner() {
        String id = answer.leverage().winner();
        return answer.outcomes().stream()
                .filter(o -> o.paradigm().id().equals(id))
                .findFirst();
    }

    List<Outcome> ranked() {
        return answer.outcomes().stream().filter(o -> o.reach().comparable()).toList();
    }
}
