package wattle.simulation;

import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.run.Activity;
import wattle.run.Stage;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Scenario.Site;

/// What devices do in a round of any paradigm that trains on them.
final class OnDevices {

    private OnDevices() {}

    /// Time in which one device trains in one round: its local epochs over its own items.
    static Figure training(Setting setting) {
        Site devices = setting.devices();
        Figure pass = Passes.training(
                devices, setting.task().model(), setting.task().data().items(), Formula.constant(1));
        return setting.scenario()
                .training()
                .localEpochs()
                .times(pass)
                .named("t_k", "Time in which one device trains in a round", Equation.CR_2);
    }

    /// Each participant tests the model on its held-out items in each round.
    static Optional<Figure> evaluation(
            Setting setting, ParadigmKind kind, Formula participants, Machines machines, Account account) {
        Site devices = setting.devices();
        Formula items = setting.task()
                .data()
                .items()
                .times(setting.scenario().training().quality().evaluationShare());
        Optional<Figure> pass = Passes.evaluation(devices, setting.task().model(), items, Formula.constant(1));
        pass.ifPresentOrElse(
                p -> machines.work(
                        devices,
                        Stage.EVALUATE,
                        setting.allRounds(kind).times(p).times(participants),
                        "Evaluating on the devices",
                        Equation.LC_4),
                () -> account.none(
                        Stage.EVALUATE,
                        devices.kind().place(),
                        Activity.COMPUTE,
                        "the stated time of a round is taken to include evaluation"));
        return pass;
    }

    /// Participants wait, switched on, while models travel.
    static void waiting(Setting setting, ParadigmKind kind, Formula trainers, Formula travel, Machines machines) {
        if (setting.chargesWaiting()) {
            machines.await(
                    setting.devices(),
                    Stage.TRAIN,
                    setting.allRounds(kind).times(trainers).times(travel),
                    "Waiting while models travel",
                    Equation.FA_7);
        }
    }
}
