package wattle.app;

import java.util.List;
import wattle.comparison.Basis.Input;
import wattle.quantity.Cited;
import wattle.quantity.Range;
import wattle.report.Amounts;
import wattle.simulation.Engine;

/// Every number that went in, in units for people.
final class InputLines {

    private InputLines() {}

    static List<Input> of(Engine form) {
        return form.inputs().stream().map(InputLines::line).toList();
    }

    private static Input line(wattle.formula.Formula.Input input) {
        Cited<Range> cited = input.value();
        Amounts.Shown shown = Amounts.unitFor(input.dimension(), cited.value().typical());
        return new Input(
                input.key(),
                Labels.of(input),
                shown.unit(),
                new Cited<>(cited.value().times(1 / shown.size()), cited.quality(), cited.source(), cited.note()),
                input.place());
    }
}
