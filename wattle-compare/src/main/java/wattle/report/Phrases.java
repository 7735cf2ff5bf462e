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
import wattle.quantity.Range;

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
        String headline = service(winner) + headline(winner, rival);
        List<String> details = new ArrayList<>(runnersUp(winner, rival));
        details.addAll(otherCadences(winner));
        carbon(winner, carbonWinner).ifPresent(details::add);
        details.addAll(excluded());
        return new Sentences(headline, details, citation(question, headline, version));
    }

    /// Which service the headline speaks of, where several cadences were asked for.
    private String service(String winner) {
        boolean several =
                outcomes.stream().map(o -> o.paradigm().cadence()).distinct().count() > 1;
        String cadence = byId(winner).paradigm().cadence();
        if (!several) {
            return "";
        }
        return cadence.equals("once") ? "Trained once: " : "Kept fresh by " + cadence + ": ";
    }

    /// A winner is only named when it is lower than every other that may be compared with it.
    private String headline(String winner, String rival) {
        Outcome best = byId(winner);
        String amount = Amounts.of(Dimension.ENERGY, best.energy().total().range());
        List<String> tied = of(Metric.ENERGY, winner, Kind.CANNOT_TELL);
        if (rival.isEmpty()) {
            return "%s uses %s; nothing else reaches the target.".formatted(capital(label(winner)), amount);
        }
        if (!tied.isEmpty()) {
            return "We cannot tell which costs least: %s uses %s, and %s cannot be told from it."
                    .formatted(
                            label(winner),
                            amount,
                            join(tied.stream().map(this::label).toList()));
        }
        Range change = verdict(Metric.ENERGY, winner, rival).orElseThrow().change();
        return "%s costs least: %s, %s than %s."
                .formatted(capital(label(winner)), amount, Digits.change(change), label(rival));
    }

    private List<String> runnersUp(String winner, String rival) {
        List<String> tied = of(Metric.ENERGY, winner, Kind.CANNOT_TELL);
        List<String> sentences = new ArrayList<>();
        if (!tied.isEmpty()) {
            sentences.add("%s, compared: %s."
                    .formatted(
                            capital(label(winner)),
                            join(tied.stream()
                                    .map(id -> changed(winner, id) + " than " + label(id))
                                    .toList())));
        }
        List<String> lower = of(Metric.ENERGY, winner, Kind.LOWER).stream()
                .filter(id -> !tied.isEmpty() || !id.equals(rival))
                .map(id -> "%s (%s)".formatted(label(id), changed(winner, id)))
                .toList();
        if (!lower.isEmpty()) {
            sentences.add("It %suses less than %s.".formatted(tied.isEmpty() ? "also " : "", join(lower)));
        }
        return sentences;
    }

    private String changed(String winner, String id) {
        return Digits.change(verdict(Metric.ENERGY, winner, id).orElseThrow().change());
    }

    /// Whom `winner` was judged so against, in rank order.
    private List<String> of(Metric metric, String winner, Kind kind) {
        return outcomes.stream()
                .map(o -> o.paradigm().id())
                .filter(id -> !id.equals(winner))
                .filter(id ->
                        verdict(metric, winner, id).map(v -> v.kind() == kind).orElse(false))
                .toList();
    }

    /// The best of each other cadence, which delivers another service and is therefore not compared.
    private List<String> otherCadences(String winner) {
        List<String> sentences = new ArrayList<>();
        List<String> seen = new ArrayList<>(List.of(byId(winner).paradigm().cadence()));
        for (Outcome outcome : outcomes) {
            String cadence = outcome.paradigm().cadence();
            if (outcome.reach().comparable() && !seen.contains(cadence)) {
                seen.add(cadence);
                sentences.add("%s: %s comes out lowest, with %s."
                        .formatted(
                                cadence.equals("once") ? "Trained once" : "Kept fresh by " + cadence,
                                name(outcome.paradigm()),
                                Amounts.of(
                                        Dimension.ENERGY,
                                        outcome.energy().total().range())));
            }
        }
        return sentences;
    }

    private Optional<String> carbon(String winner, String carbonWinner) {
        if (carbonWinner.isEmpty()) {
            return Optional.empty();
        }
        boolean both = outcomes.stream().allMatch(o -> o.carbon().embodied().isPresent());
        String what = both
                ? "On carbon, operational and embodied together,"
                : "On operational carbon alone, as some embodied carbon is not known,";
        List<String> tied = of(Metric.CARBON, carbonWinner, Kind.CANNOT_TELL);
        if (!tied.isEmpty()) {
            return Optional.of("%s we cannot tell %s from %s."
                    .formatted(
                            what,
                            label(carbonWinner),
                            join(tied.stream().map(this::label).toList())));
        }
        return carbonWinner.equals(winner)
                ? Optional.empty()
                : verdict(Metric.CARBON, carbonWinner, winner)
                        .map(v -> "%s %s emits least: %s than %s."
                                .formatted(what, label(carbonWinner), Digits.change(v.change()), label(winner)));
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
