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

    /// Time of all rounds of all trainings: computing as long as each training's data asks for, testing and travelling
    /// in
    /// every round. A refresh on few items has shorter rounds than the first training.
    static Figure allRounds(
            Setting setting, ParadigmKind kind, Formula compute, Optional<Figure> evaluation, Formula travel) {
        Formula perRound = evaluation.<Formula>map(travel::plus).orElse(travel);
        return setting.allWork(kind, setting.devices())
                .times(compute)
                .plus(setting.allRounds(kind).times(perRound))
                .named("T_all", "Time of all rounds of all trainings", Equation.TI_2);
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
