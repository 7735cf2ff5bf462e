package wattle.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import wattle.comparison.Basis.BoundaryLine;
import wattle.run.Stage;
import wattle.simulation.Engine;
import wattle.simulation.Line;
import wattle.simulation.ParadigmModel;

/// The boundary statement: which stages are counted, and why the others are not.
final class Boundaries {

    private Boundaries() {}

    static List<BoundaryLine> of(Engine form) {
        List<BoundaryLine> lines = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            Set<String> counted = new TreeSet<>();
            Set<String> reasons = new TreeSet<>();
            for (ParadigmModel model : form.paradigms()) {
                for (Line line : model.lines()) {
                    if (line.stage() == stage && line.counted()) {
                        counted.add(line.place().name());
                    } else if (line.stage() == stage) {
                        reasons.add(line.reason());
                    }
                }
            }
            lines.add(line(stage, counted, reasons));
        }
        lines.add(
                new BoundaryLine(
                        "embodied carbon",
                        "estimated",
                        "the task's share of making the machines that compute; network equipment and buildings are left out for want of sources"));
        return lines;
    }

    private static BoundaryLine line(Stage stage, Set<String> counted, Set<String> reasons) {
        String why = String.join("; ", reasons);
        if (counted.isEmpty()) {
            return new BoundaryLine(stage.word(), "excluded", why);
        }
        String at = "counted at: " + String.join(", ", counted);
        return new BoundaryLine(stage.word(), "included", reasons.isEmpty() ? at : at + "; zero elsewhere: " + why);
    }
}
