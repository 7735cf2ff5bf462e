package wattle.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.comparison.Answer;
import wattle.comparison.Basis;
import wattle.comparison.Outcome;
import wattle.comparison.Question;
import wattle.quantity.Dimension;
import wattle.quantity.Interval;
import wattle.quantity.Range;
import wattle.run.Cost;
import wattle.run.Origin;
import wattle.run.Provenance;
import wattle.run.Run;
import wattle.run.RunFolder;

/// Keeps an answer as runs, one folder per outcome, named by the outcome's id.
public final class RunFolders {

    private static final String MODEL_SIZE = "task.model.size";
    private static final String PARAMETERS = "task.model.parameters";

    private RunFolders() {}

    /// Writes one folder per outcome into `folder`, and replaces those of the same names.
    ///
    /// @param version of Wattle
    /// @return how many were written
    public static int write(Answer answer, Path folder, String version) throws IOException {
        for (Outcome outcome : answer.outcomes()) {
            new RunFolder(folder.resolve(outcome.paradigm().id())).write(run(answer, outcome, version));
        }
        return answer.outcomes().size();
    }

    private static Run run(Answer answer, Outcome outcome, String version) {
        Outcome.Paradigm who = outcome.paradigm();
        return new Run(
                new Run.Title(who.id(), answer.question().scenario() + ": " + who.label(), who.kind()),
                answer.question().engine().name().equals("events") ? Origin.SIMULATED : Origin.CLOSED_FORM,
                new Run.Reached(outcome.reach().answer(), outcome.reach().reason()),
                outcome.energy().total(),
                costs(answer.basis().inputs(), outcome),
                outcome.ledger(),
                provenance(answer, version));
    }

    private static Map<Cost, Range> costs(List<Basis.Input> inputs, Outcome outcome) {
        Map<Cost, Range> costs = new EnumMap<>(Cost.class);
        Outcome.Service service = outcome.service();
        Optional<Range> time = service.timeToTarget().map(Interval::range);
        put(costs, Cost.PARAMETERS, input(inputs, PARAMETERS, Dimension.SCALAR));
        put(costs, Cost.MODEL_SIZE, input(inputs, MODEL_SIZE, Dimension.DATA));
        put(costs, Cost.FLOPS, outcome.work().usefulFlops());
        put(costs, Cost.ROUNDS, Optional.of(service.rounds()));
        put(costs, Cost.WALL_TIME, time);
        put(costs, Cost.DATA_UP, Optional.of(service.moved().up().range()));
        put(costs, Cost.DATA_DOWN, Optional.of(service.moved().down().range()));
        put(costs, Cost.DATA_SIDE, Optional.of(service.moved().side().range()));
        put(costs, Cost.LATENCY, service.inferenceLatency().map(Interval::range));
        // Ends of dependent intervals are multiplied: wider than the draws would give, never narrower.
        put(
                costs,
                Cost.ENERGY_DELAY,
                time.map(t -> outcome.energy().total().range().times(t)));
        put(costs, Cost.POWER_EFFICIENCY, outcome.work().powerEfficiency());
        put(costs, Cost.COMPUTATION_EFFICIENCY, outcome.work().computationEfficiency());
        put(
                costs,
                Cost.CARBON_OPERATIONAL,
                Optional.of(outcome.carbon().operational().range()));
        put(costs, Cost.CARBON_EMBODIED, outcome.carbon().embodied().map(wattle.quantity.Interval::range));
        return costs;
    }

    private static void put(Map<Cost, Range> costs, Cost cost, Optional<Range> range) {
        range.ifPresent(known -> costs.put(cost, known));
    }

    /// An input that is a cost as well, back from the unit for people.
    private static Optional<Range> input(List<Basis.Input> inputs, String key, Dimension dimension) {
        return inputs.stream()
                .filter(input -> input.key().equals(key))
                .findFirst()
                .flatMap(input -> dimension
                        .toBase(1, input.unit())
                        .map(factor -> input.value().value().times(factor)));
    }

    private static Provenance provenance(Answer answer, String version) {
        Question question = answer.question();
        return new Provenance(
                version,
                question.engine().name(),
                question.engine().draws(),
                question.engine().seed(),
                question.digest(),
                answer.basis().inputs().stream()
                        .map(i -> new Provenance.Given(i.key(), i.unit(), i.value(), i.place()))
                        .toList());
    }
}
