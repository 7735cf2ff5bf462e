package wattle.app;

import wattle.quantity.Dimension;
import wattle.report.Amounts;
import wattle.scenario.Scenario;
import wattle.scenario.Task;

/// What is delivered, the same for all paradigms, in one sentence.
final class FunctionalUnits {

    private FunctionalUnits() {}

    static String of(Scenario scenario) {
        Task task = scenario.task();
        String horizon = Amounts.typical(Dimension.TIME, task.horizon().value().value());
        String served = task.inference()
                .map(i -> "serving it for %s at %s requests a day"
                        .formatted(
                                horizon,
                                Amounts.typical(
                                        Dimension.SCALAR, i.perDay().value().value())))
                .orElse("keeping it for %s".formatted(horizon));
        return "%s trained to %s, %s".formatted(task.model().name(), task.target(), served);
    }
}
