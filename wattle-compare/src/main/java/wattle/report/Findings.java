package wattle.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import wattle.comparison.Answer;
import wattle.comparison.FolkWord.Judgement;
import wattle.comparison.Leverage;
import wattle.comparison.Outcome;
import wattle.quantity.Quality;
import wattle.quantity.Range;

/// What each figure shows, in a sentence computed from it: nothing here may be false for other data.
final class Findings {

    private static final List<String> COUNTS = List.of(
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private final Answer answer;
    private final Telling telling;

    Findings(Answer answer) {
        this.answer = answer;
        this.telling = new Telling(answer);
    }

    static String count(long number) {
        return number < COUNTS.size() ? COUNTS.get((int) number) : Digits.given((double) number);
    }

    /// `Eight ways, six reach the target`.
    String ways() {
        int all = answer.outcomes().size();
        long reached = telling.ranked().size();
        String those = reached == all ? "all" : reached == 0 ? "none" : count(reached);
        return "%s %s, %s reach%s the target"
                .formatted(Telling.capital(count(all)), all == 1 ? "way" : "ways", those, reached == 1 ? "es" : "");
    }

    /// `The three assumptions with most leverage; one changes the winner inside its range`.
    String levers(List<Leverage.Lever> shown) {
        long inside = shown.stream().filter(Leverage.Lever::flipsInside).count();
        String one = inside == 0 ? "none changes" : count(inside) + (inside == 1 ? " changes" : " change");
        return "The %s with most leverage; %s the winner inside %s range"
                .formatted(
                        shown.size() == 1 ? "assumption" : count(shown.size()) + " assumptions",
                        one,
                        inside > 1 ? "their" : "its");
    }

    /// Which group is largest where, and how large its share.
    String largest(View view) {
        SequencedMap<View.Group, List<Outcome>> largest = new LinkedHashMap<>();
        for (Outcome outcome : answer.outcomes()) {
            view.of(outcome).entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .ifPresent(e -> largest.computeIfAbsent(e.getKey(), k -> new ArrayList<>())
                            .add(outcome));
        }
        List<String> parts = new ArrayList<>();
        largest.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .forEach(e -> parts.add(largest(view, e.getKey(), e.getValue())));
        return parts.isEmpty() ? "" : "Largest part: " + String.join("; ", parts) + ".";
    }

    private String largest(View view, View.Group group, List<Outcome> where) {
        double[] shares = where.stream()
                .mapToDouble(o -> 100
                        * view.of(o).getOrDefault(group, 0.0)
                        / o.ledger().total().joules())
                .sorted()
                .toArray();
        String low = Digits.at(shares[0], 0);
        String high = Digits.at(shares[shares.length - 1], 0);
        String share = (low.equals(high) ? low : low + " to " + high) + Digits.SPACE + "%";
        String places = where.size() == answer.outcomes().size()
                ? "in every paradigm"
                : "in "
                        + Telling.list(
                                where.stream().map(o -> o.paradigm().label()).toList());
        return "%s %s (%s)".formatted(group.label().toLowerCase(Locale.ROOT), places, share);
    }

    /// Who emits least, operational and embodied apart.
    String carbon() {
        if (telling.ranked().isEmpty()) {
            return "No paradigm is known to reach the target, so none is ranked.";
        }
        return "Among those that reach the target, %s has the lowest typical operational carbon and %s the lowest embodied."
                .formatted(least(Metric.CARBON_OPERATIONAL), least(Metric.CARBON_EMBODIED));
    }

    private String least(Metric metric) {
        return telling.ranked().stream()
                .min((a, b) -> Double.compare(typical(metric, a), typical(metric, b)))
                .map(o -> o.paradigm().label())
                .orElse("none");
    }

    private static double typical(Metric metric, Outcome outcome) {
        return metric.of(outcome).map(Range::typical).orElse(Double.POSITIVE_INFINITY);
    }

    /// Who moves least and who moves most.
    String moved() {
        List<Outcome> sorted = answer.outcomes().stream()
                .sorted((a, b) -> Double.compare(typical(Metric.MOVED, a), typical(Metric.MOVED, b)))
                .toList();
        if (sorted.isEmpty()) {
            return "";
        }
        String least = movedText(sorted.getFirst());
        String most = movedText(sorted.getLast());
        if (least.equals(most)) {
            return "Each moves the same: %s.".formatted(most);
        }
        return "Least data: %s (%s). Most: %s (%s).".formatted(moving(least), least, moving(most), most);
    }

    /// Those who move what prints alike; the first of equals must not stand alone.
    private String moving(String amount) {
        return Telling.list(answer.outcomes().stream()
                .filter(o -> movedText(o).equals(amount))
                .map(o -> o.paradigm().label())
                .toList());
    }

    private static String movedText(Outcome outcome) {
        Range moved = Metric.MOVED.of(outcome).orElseThrow();
        Scale scale = Metric.MOVED.scale(outcome);
        return moved.high() == 0 ? Digits.NONE : Digits.typical(scale.of(moved)) + scale.suffix();
    }

    /// How many assumptions can change the answer, and which.
    String tornado() {
        Leverage leverage = answer.leverage();
        List<String> inside = leverage.levers().stream()
                .filter(Leverage.Lever::flipsInside)
                .map(Leverage.Lever::label)
                .toList();
        String pair = "%s against %s, when one assumption goes from its low to its high end and the rest stay typical."
                .formatted(telling.label(leverage.winner()), telling.label(leverage.rival()));
        String which = inside.isEmpty()
                ? " None of them changes the winner inside its own range."
                : " Inside its own range the winner changes with: " + Telling.list(inside) + ".";
        return pair + which;
    }

    /// How the field's words fared.
    String words() {
        long holds = judged(Judgement.HOLDS);
        long wrong = judged(Judgement.WRONG);
        long open = judged(Judgement.CANNOT_TELL);
        long ours = judged(Judgement.ANSWER);
        return "Of %s words %s here, %s wrong, %s cannot be told; %s had no word."
                .formatted(
                        count(holds + wrong + open),
                        count(holds) + (holds == 1 ? " holds" : " hold"),
                        count(wrong) + (wrong == 1 ? " is" : " are"),
                        count(open),
                        ours == 1 ? "one cell" : count(ours) + " cells");
    }

    private long judged(Judgement judgement) {
        return answer.words().stream().filter(w -> w.judgement() == judgement).count();
    }

    /// How well known the inputs are.
    String sources() {
        List<String> parts = new ArrayList<>();
        for (Quality quality : Quality.values()) {
            long of = answer.basis().inputs().stream()
                    .filter(i -> i.value().quality() == quality)
                    .count();
            if (of > 0) {
                parts.add(count(of) + " " + quality.word());
            }
        }
        return "%s inputs by quality: %s."
                .formatted(Telling.capital(count(answer.basis().inputs().size())), Telling.list(parts));
    }

    /// How many conditions hold.
    String conditions() {
        var all = answer.leverage().conditions();
        long hold = all.stream().filter(Leverage.Condition::holds).count();
        return "%s of %s hold%s. Each must hold for federated learning to use less energy; none is enough."
                .formatted(Telling.capital(hold == 0 ? "none" : count(hold)), count(all.size()), hold == 1 ? "s" : "");
    }
}
