package wattle.simulation;

import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.scenario.Machine.Compute;
import wattle.scenario.Scenario.Site;
import wattle.scenario.Task.Model;

/// How long computing takes on a site's machines.
final class Passes {

    private Passes() {}

    /// Time of one training pass over `items` items, shared evenly by `machines` machines.
    ///
    /// Stated directly, the time does not depend on the items: the scenario gave the batches of a round.
    static Figure training(Site site, Model model, Formula items, Formula machines) {
        return switch (site.machine().compute()) {
            case Compute.Direct(var batchTime, var batches) ->
                batches.times(batchTime)
                        .named("t_pass", "Time of one pass at " + site.kind().word(), Equation.CR_3);
            case Compute.FromWork(var rate, var _) ->
                items.times(train(model))
                        .over(machines.times(rate))
                        .named("t_pass", "Time of one pass at " + site.kind().word(), Equation.CR_2);
        };
    }

    /// Time of one evaluation pass over `items` items; empty when the scenario states times and no FLOPs.
    static Optional<Figure> evaluation(Site site, Model model, Formula items, Formula machines) {
        return switch (site.machine().compute()) {
            case Compute.Direct _ -> Optional.empty();
            case Compute.FromWork(var rate, var _) ->
                model.forward()
                        .map(flops -> items.times(flops)
                                .over(machines.times(rate))
                                .named(
                                        "t_eval",
                                        "Time of one evaluation at "
                                                + site.kind().word(),
                                        Equation.CR_2));
        };
    }

    /// Time one machine, all its accelerators working, needs per request; empty when nothing states it.
    static Optional<Figure> busyPerRequest(Site site, Model model) {
        var serving = site.machine().serving();
        String label = "Machine time per request at " + site.kind().word();
        if (serving.time().isPresent()) {
            return Optional.of(serving.time().get().over(serving.accelerators()).named("t_req", label, Equation.CR_3));
        }
        return switch (site.machine().compute()) {
            case Compute.Direct _ -> Optional.empty();
            case Compute.FromWork(var rate, var _) ->
                model.forward()
                        .map(flops ->
                                flops.over(rate.times(serving.efficiency())).named("t_req", label, Equation.CR_2));
        };
    }

    /// How long one request computes on the one accelerator that answers it.
    static Optional<Figure> answering(Site site, Model model) {
        return busyPerRequest(site, model)
                .map(busy -> busy.times(site.machine().serving().accelerators())
                        .named("t_ans", "Computing one answer at " + site.kind().word(), Equation.CR_2));
    }

    private static Formula train(Model model) {
        return model.train()
                .orElseThrow(
                        () -> new IllegalStateException("the reader lets no machine compute from FLOPs without them"));
    }
}
