package wattle.simulation;

import java.util.List;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.scenario.Scenario;

/// What turns a scenario's inputs into figures: the closed forms, or the simulation of events. Whatever compares,
/// explains or prints works with either.
public interface Engine {

    /// As it stands in answers.
    String name();

    /// The scenario that is evaluated.
    Scenario scenario();

    /// One model per paradigm and cadence, cadence by cadence, in the scenario's order.
    List<ParadigmModel> paradigms();

    /// The inputs that matter, in the order in which [#evaluate] takes their values.
    List<Formula.Input> inputs();

    /// How many values an evaluation gives.
    int outputCount();

    /// Whether a figure is among the outputs.
    boolean has(Figure figure);

    /// Where a figure of a model stands among the outputs.
    ///
    /// @throws IllegalArgumentException if it is not a figure of one of the models
    int position(Figure figure);

    /// Evaluates every figure. The same inputs give the same outputs. One thread at a time.
    ///
    /// @param inputs one per input, in base units
    /// @param outputs overwritten
    void evaluate(double[] inputs, double[] outputs);

    /// The typical value of each input, in base units.
    default double[] typical() {
        return inputs().stream().mapToDouble(i -> i.value().value().typical()).toArray();
    }
}
