package wattle.app;

import java.util.List;
import java.util.function.BiConsumer;
import wattle.comparison.Factor;
import wattle.comparison.Factor.Scale;
import wattle.comparison.Response;
import wattle.formula.Formula.Input;
import wattle.formula.Tape;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.report.Amounts;
import wattle.simulation.Engine;

/// An engine as the comparison sees it.
public final class EngineResponse implements Response {

    private final List<Factor> factors;
    private final int outputCount;
    private final BiConsumer<double[], double[]> evaluation;

    private EngineResponse(List<Input> inputs, int outputCount, BiConsumer<double[], double[]> evaluation) {
        this.factors = inputs.stream().map(EngineResponse::factor).toList();
        this.outputCount = outputCount;
        this.evaluation = evaluation;
    }

    /// Everything that an engine works out.
    public static EngineResponse of(Engine engine) {
        return new EngineResponse(engine.inputs(), engine.outputCount(), engine::evaluate);
    }

    /// The formulas of a tape.
    static EngineResponse of(Tape tape) {
        double[] slots = tape.workspace();
        return new EngineResponse(
                tape.inputs(), tape.outputCount(), (inputs, outputs) -> tape.evaluate(inputs, slots, outputs));
    }

    @Override
    public List<Factor> factors() {
        return factors;
    }

    @Override
    public int outputCount() {
        return outputCount;
    }

    @Override
    public void evaluate(double[] inputs, double[] outputs) {
        evaluation.accept(inputs, outputs);
    }

    private static Factor factor(Input input) {
        Range value = input.value().value();
        Amounts.Shown shown = Amounts.unitFor(input.dimension(), value.typical());
        return new Factor(
                input.key(),
                Labels.of(input),
                value,
                new Scale(shown.unit(), shown.size(), least(input), most(input)),
                input.value().quality());
    }

    /// A PUE is at least 1 and a share at most 1, however far an input is moved.
    private static double least(Input input) {
        return isPue(input) ? 1 : 0;
    }

    private static double most(Input input) {
        if (isPue(input)) {
            return Math.max(3, input.value().value().high());
        }
        boolean share = input.dimension() == Dimension.SCALAR
                && List.of("utilisation", "replay", "evaluation-share", "use").contains(last(input.key()));
        return share ? 1 : Double.MAX_VALUE;
    }

    private static boolean isPue(Input input) {
        return last(input.key()).equals("pue");
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
