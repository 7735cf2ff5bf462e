package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wattle.comparison.Outcome;
import wattle.comparison.Question;
import wattle.comparison.Sentences;
import wattle.comparison.Verdict;
import wattle.comparison.Verdict.Kind;
import wattle.comparison.Verdict.Metric;
import wattle.quantity.Dimension;

/// The answer in words, from the numbers alone. "Cannot tell" is an answer.
public final class Phrases {

    private final List<Outcome> outcomes;
    private final List<Verdict> verdicts;

    /// @param outcomes in rank order
    /// @param verdicts of every pair, `a` ranked before `b`
    public Phrases(List<Outcome> outcomes, List<Verdict> verdicts) {
        this.outcomes = List.copyOf(outcomes);
        this.verdicts = verdicts.stream().map(this::withReason).toList();
    }

    /// The verdicts, each with its sentence.
    public List<Verdict> verdicts() {
        return verdicts;
    }

    private Verdict withReason(Verdict v) {
        String because = switch (v.kind()) {
            case INCOMPARABLE -> "%s and %s were not compared: %s.".formatted(label(v.a()), label(v.b()), v.because());
            case CANNOT_TELL ->
                "These inputs cannot tell %s from %s on %s: %s."
                        .formatted(label(v.a()), label(v.b()), v.metric().word(), Digits.change(v.change()));
            case LOWER, HIGHER ->
                "%s %s %s than %s."
                        .formatted(
                                capital(label(v.a())),
                                v.metric() == Metric.ENERGY ? "uses" : "emits",
                                Digits.change(v.change()),
                                label(v.b()));
        };
        return new Verdict(v.metric(), v.a(), v.b(), v.kind(), v.change(), because);
    }

    private String label(String id) {
        return outcomes.stream()
                .filter(o -> o.paradigm().id().equals(id))
                .findFirst()
                .map(o -> name(o.paradigm()))
                .orElse(id);
    }

    private String name(Outcome.Paradigm paradigm) {
        return paradigm.label().substring(0, 1).toLowerCase(Locale.ROOT)
                + paradigm.label().substring(1);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /// @param winner id of the best ranked on energy; empty text when none may be ranked
    /// @param rival id of the one it is examined against; empty text when there is none
    /// @param carbonWinner id of the best ranked on carbon
    public Sentences sentences(Question question, String winner, String rival, String carbonWinner, String version) {
        if (winner.isEmpty()) {
            return new Sentences(
                    "No paradigm is known to reach the target, so there is no verdict.",
                    excluded(),
                    citation(question, "", version));
        }
        String headline = headline(winner, rival);
        List<String> details = new ArrayList<>(runnersUp(winner, rival));
        details.addAll(otherCadences(winner));
        carbon(winner, carbonWinner).ifPresent(details::add);
        details.addAll(excluded());
        return new Sentences(headline, details, citation(question, headline, version));
    }

    private String headline(String winner, String rival) {
        Outcome best = byId(winner);
        String amount = Amounts.of(Dimension.ENERGY, best.energy().total().range());
        if (rival.isEmpty()) {
            return "%s uses %s; nothing else reaches the target.".formatted(capital(label(winner)), amount);
        }
        Optional<Verdict> against = verdict(Metric.ENERGY, winner, rival);
        boolean told = against.map(v -> v.kind() == Kind.LOWER).orElse(false);
        if (told) {
            return "%s costs least: %s, %s than %s."
                    .formatted(
                            capital(label(winner)),
                            amount,
                            Digits.change(against.orElseThrow().change()),
                            label(rival));
        }
        return "We cannot tell which costs least: %s uses %s, %s than %s."
                .formatted(
                        label(winner),
                        amount,
                        against.map(v -> Digits.change(v.change())).orElse("as much"),
                        label(rival));
    }

    private List<String> runnersUp(String winner, String rival) {
        List<String> lower = new ArrayList<>();
        List<String> cannot = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String id = outcome.paradigm().id();
            if (id.equals(winner) || id.equals(rival)) {
                continue;
            }
            verdict(Metric.ENERGY, winner, id).ifPresent(v -> {
                if (v.kind() == Kind.LOWER) {
                    lower.add("%s (%s)".formatted(label(id), Digits.change(v.change())));
                } else if (v.kind() == Kind.CANNOT_TELL) {
                    cannot.add("%s (%s)".formatted(label(id), Digits.change(v.change())));
                }
            });
        }
        List<String> sentences = new ArrayList<>();
        if (!lower.isEmpty()) {
            sentences.add("It also uses less than %s.".formatted(join(lower)));
        }
        if (!cannot.isEmpty()) {
            sentences.add("Whether it beats %s we cannot tell.".formatted(join(cannot)));
        }
        return sentences;
    }

    /// The best of each other cadence, which delivers another service and is therefore not compared.
    private List<String> otherCadences(String winner) {
        List<String> sentences = new ArrayList<>();
        List<String> seen = new ArrayList<>(List.of(byId(winner).paradigm().cadence()));
        for (Outcome outcome : outcomes) {
            String cadence = outcome.paradigm().cadence();
            if (outcome.reach().comparable() && !seen.contains(cadence)) {
                seen.add(cadence);
                sentences.add("Of those %s, %s comes out lowest: %s."
                        .formatted(
                                cadence.equals("once") ? "trained once" : "refreshed by " + cadence,
                                name(outcome.paradigm()),
                                Amounts.of(
                                        Dimension.ENERGY,
                                        outcome.energy().total().range())));
            }
        }
        return sentences;
    }

    private Optional<String> carbon(String winner, String carbonWinner) {
        if (carbonWinner.isEmpty() || carbonWinner.equals(winner)) {
            return Optional.empty();
        }
        return verdict(Metric.CARBON, carbonWinner, winner)
                .map(v -> v.kind() == Kind.CANNOT_TELL
                        ? "On carbon, operational and embodied together, %s comes out lowest, but from %s we cannot tell it."
                                .formatted(label(carbonWinner), label(winner))
                        : "On carbon, operational and embodied together, %s emits least: %s than %s."
                                .formatted(label(carbonWinner), Digits.change(v.change()), label(winner)));
    }

    private List<String> excluded() {
        return outcomes.stream()
                .filter(o -> !o.reach().comparable())
                .map(o -> "%s gets no verdict: %s."
                        .formatted(
                                capital(name(o.paradigm())),
                                o.reach().answer().isPresent()
                                        ? "it does not reach the target; "
                                                + o.reach().reason()
                                        : o.reach().reason()))
                .toList();
    }

    private static String citation(Question question, String headline, String version) {
        return "%s %s Computed with Wattle %s (%s, %d draws of the inputs, seed %d, %.0f %% intervals; scenario %s). Functional unit: %s."
                .formatted(
                        question.text(),
                        headline,
                        version,
                        question.engine().name(),
                        question.engine().draws(),
                        question.engine().seed(),
                        100 * question.engine().level(),
                        question.digest(),
                        question.functionalUnit())
                .strip();
    }

    private Outcome byId(String id) {
        return outcomes.stream()
                .filter(o -> o.paradigm().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outcome is called " + id));
    }

    /// The verdict of `a` against `b`, turned round where it was made the other way.
    private Optional<Verdict> verdict(Metric metric, String a, String b) {
        for (Verdict v : verdicts) {
            if (v.metric() == metric && v.a().equals(a) && v.b().equals(b)) {
                return Optional.of(v);
            }
            if (v.metric() == metric && v.a().equals(b) && v.b().equals(a)) {
                return Optional.of(v.reversed());
            }
        }
        return Optional.empty();
    }

    private static String join(List<String> items) {
        if (items.size() == 1) {
            return items.getFirst();
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }
}
