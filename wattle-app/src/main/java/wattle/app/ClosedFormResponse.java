package wattle.app;

import java.util.ArrayList;
import java.util.List;
import wattle.comparison.Factor;
import wattle.comparison.Factor.Scale;
import wattle.comparison.Response;
import wattle.formula.Formula.Input;
import wattle.formula.Tape;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.report.Amounts;

/// A tape of formulas as the comparison sees it.
final class ClosedFormResponse implements Response {

    private final Tape tape;
    private final List<Factor> factors;
    private final double[] slots;

    ClosedFormResponse(Tape tape) {
        this.tape = tape;
        this.slots = tape.workspace();
        List<Factor> made = new ArrayList<>();
        for (Input input : tape.inputs()) {
            made.add(factor(input));
        }
        this.factors = List.copyOf(made);
    }

    @Override
    public List<Factor> factors() {
        return factors;
    }

    @Override
    public int outputCount() {
        return tape.outputCount();
    }

    @Override
    public void evaluate(double[] inputs, double[] outputs) {
        tape.evaluate(inputs, slots, outputs);
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
