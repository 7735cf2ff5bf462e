package wattle.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.comparison.Answer;
import wattle.comparison.Basis;
import wattle.comparison.Draws;
import wattle.comparison.Examination;
import wattle.comparison.Factor;
import wattle.comparison.Judge;
import wattle.comparison.Leverage;
import wattle.comparison.Outcome;
import wattle.comparison.Question;
import wattle.comparison.Sentences;
import wattle.comparison.Subject;
import wattle.comparison.Verdict.Metric;
import wattle.report.FolkTable;
import wattle.report.Phrases;
import wattle.scenario.Scenario;
import wattle.scenario.ScenarioReader;
import wattle.simulation.ClosedForm;
import wattle.simulation.Engine;
import wattle.simulation.Events;
import wattle.simulation.NecessaryConditions;

/// Answers which paradigm of a scenario costs least, why, and how sure we are.
public final class Compare {

    /// Inputs whose break-evens are always looked for, as the last part of their key.
    private static final List<String> SWEPT = List.of(
            "size",
            "item-size",
            "rounds",
            "federated",
            "slowdown",
            "epochs",
            "pue",
            "energy",
            "up",
            "down",
            "every",
            "requests-per-day",
            "rate",
            "power");

    private static final int MOST_SWEEPS = 12;
    private static final double LEVEL = 0.9;

    private final Catalog catalog;
    private final String version;

    /// @param catalog from which ids are resolved
    /// @param version of Wattle, for the citation
    public Compare(Catalog catalog, String version) {
        this.catalog = catalog;
        this.version = version;
    }

    /// Reads a scenario file and answers it.
    ///
    /// @throws wattle.document.InputFault for anything wrong with the file
    public Answer answer(Path file) {
        return answer(new ScenarioReader(catalog).read(file));
    }

    /// Answers a scenario that was read before.
    public Answer answer(Scenario scenario) {
        ClosedForm form = ClosedForm.of(scenario);
        EngineResponse response = EngineResponse.of(form);
        Draws draws =
                Draws.of(response, scenario.policy().draws(), scenario.policy().seed());
        return answer(
                form, draws, Map.of(), (subjects, winner, rival) -> leverage(form, response, subjects, winner, rival));
    }

    /// Answers a scenario by replications that were simulated. What decides the answer is looked for with the closed
    /// form, where it has the same winner: a thousand simulations would say the same more slowly.
    public Answer answer(Replications replications) {
        Events events = replications.events();
        Scenario scenario = events.scenario();
        Answer closed = answer(scenario);
        return answer(
                events,
                replications.draws(),
                replications.reached(),
                (_, winner, rival) -> same(closed.leverage(), winner, rival)
                        ? closed.leverage()
                        : new Leverage(
                                winner.map(Subject::id).orElse(""),
                                rival.map(Subject::id).orElse(""),
                                List.of(),
                                List.of(),
                                closed.leverage().conditions()));
    }

    private static boolean same(Leverage leverage, Optional<Subject> winner, Optional<Subject> rival) {
        return leverage.winner().equals(winner.map(Subject::id).orElse(""))
                && leverage.rival().equals(rival.map(Subject::id).orElse(""));
    }

    /// Finds what has most leverage on who wins.
    private interface Levers {
        Leverage of(List<Subject> subjects, Optional<Subject> winner, Optional<Subject> rival);
    }

    private Answer answer(Engine form, Draws draws, Map<String, Outcome.Reach> reached, Levers levers) {
        Outcomes outcomes = new Outcomes(form, draws, reached);
        List<Subject> subjects = outcomes.subjects();
        Judge judge = new Judge(subjects, draws);
        List<Outcome> ranked = judge.ranked(Metric.ENERGY).stream()
                .map(s -> outcomes.of(s.id()))
                .toList();
        Phrases phrases = new Phrases(ranked, judge.verdicts());

        Optional<Subject> winner = judge.winner(Metric.ENERGY);
        Optional<Subject> rival = winner.flatMap(w -> judge.rival(w, Metric.ENERGY));
        Question question = question(form, draws.count());
        Sentences sentences = phrases.sentences(
                question,
                winner.map(Subject::id).orElse(""),
                rival.map(Subject::id).orElse(""),
                judge.winner(Metric.CARBON).map(Subject::id).orElse(""),
                version);
        return new Answer(
                question,
                ranked,
                phrases.verdicts(),
                sentences,
                levers.of(subjects, winner, rival),
                FolkTable.of(ranked),
                basis(form, draws));
    }

    private static Question question(Engine form, int draws) {
        Scenario scenario = form.scenario();
        return new Question(
                scenario.heading().name(),
                scenario.heading().file(),
                scenario.heading().digest(),
                scenario.heading().question(),
                FunctionalUnits.of(scenario),
                new Question.Engine(form.name(), draws, scenario.policy().seed(), LEVEL));
    }

    private static Leverage leverage(
            ClosedForm form,
            EngineResponse response,
            List<Subject> subjects,
            Optional<Subject> winner,
            Optional<Subject> rival) {
        if (winner.isEmpty()) {
            return new Leverage("", "", List.of(), List.of(), conditions(form));
        }
        List<Subject> comparable = subjects.stream()
                .filter(s -> s.comparable() && s.cadence().equals(winner.get().cadence()))
                .toList();
        Examination examination = new Examination(response, comparable);
        List<Leverage.Lever> levers = rival.map(r -> examination.levers(winner.get(), r, Metric.ENERGY))
                .orElse(List.of());
        return new Leverage(
                winner.get().id(),
                rival.map(Subject::id).orElse(""),
                levers,
                sweeps(response, examination, levers),
                conditions(form));
    }

    /// Sweeps of the inputs everybody asks about and of those with most leverage; grids on carbon, all else
    /// on energy.
    private static List<Leverage.Sweep> sweeps(
            EngineResponse response, Examination examination, List<Leverage.Lever> levers) {
        Map<String, Leverage.Sweep> found = new LinkedHashMap<>();
        List<String> strongest =
                levers.stream().limit(4).map(Leverage.Lever::input).toList();
        List<Factor> factors = new ArrayList<>(response.factors());
        factors.sort(Comparator.comparingInt((Factor f) -> {
            int rank = strongest.indexOf(f.key());
            return rank < 0 ? strongest.size() : rank;
        }));
        for (Factor factor : factors) {
            boolean grid = factor.key().endsWith(".grid");
            boolean asked = grid
                    || strongest.contains(factor.key())
                    || SWEPT.contains(factor.key().substring(factor.key().lastIndexOf('.') + 1));
            if (asked) {
                examination
                        .sweep(factor, grid ? Metric.CARBON : Metric.ENERGY)
                        .ifPresent(s -> found.put(factor.key(), s));
            }
        }
        // Sweeps in which the winner changes come first; of the others, a few show that it does not.
        return found.values().stream()
                .sorted(Comparator.comparing(s -> s.breakEvens().isEmpty()))
                .limit(Math.max(
                        MOST_SWEEPS,
                        found.values().stream()
                                .filter(s -> !s.breakEvens().isEmpty())
                                .count()))
                .toList();
    }

    private static List<Leverage.Condition> conditions(ClosedForm form) {
        return NecessaryConditions.of(form.scenario()).stream()
                .map(c -> new Leverage.Condition(
                        c.equation().label(),
                        c.kind().word(),
                        c.formula(),
                        c.left(),
                        c.right(),
                        c.holds(),
                        c.meaning()))
                .toList();
    }

    private static Basis basis(Engine form, Draws draws) {
        return new Basis(
                InputLines.of(form),
                Boundaries.of(form),
                new Figures(form, draws).derivations(),
                Policies.of(form.scenario()));
    }
}
