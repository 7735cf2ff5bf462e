package wattle.simulation;

import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.scenario.Machine.Compute;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Scenario.Site;

/// What training computed, and how well it used the machines.
///
/// @param flops useful model FLOPs of all trainings; empty when times are stated and no FLOPs
/// @param computation achieved over peak FLOP/s in one round, waiting included
record Trained(Optional<Formula> flops, Optional<Figure> computation) {

    /// @param items trained on in one round, by all machines together
    /// @param machines that train
    /// @param round time of one round, waiting included
    static Trained of(Setting setting, ParadigmKind kind, Site site, Formula items, Formula machines, Formula round) {
        Optional<Formula.Input> train = setting.task().model().train();
        if (train.isEmpty() || !(site.machine().compute() instanceof Compute.FromWork(var _, var peak))) {
            return new Trained(Optional.empty(), Optional.empty());
        }
        Formula perRound = items.times(train.get());
        return new Trained(
                Optional.of(setting.allWork(kind, site).times(perRound)),
                Optional.of(perRound.over(machines.times(peak).times(round))
                        .named("η_c", "Achieved over peak FLOP/s while training", Equation.EF_3)));
    }
}
