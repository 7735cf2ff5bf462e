package wattle.simulation;

import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.run.Activity;
import wattle.run.Stage;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Scenario.Site;

/// Every device learns alone from its own data; nothing is exchanged.
final class Local {

    private Local() {}

    static ParadigmModel of(Setting setting) {
        ParadigmKind kind = ParadigmKind.LOCAL;
        Site devices = setting.devices();
        Account account = new Account();
        Machines machines = new Machines(setting, account);
        LifeCycle life = new LifeCycle(setting, account, machines);
        life.beforeTraining(devices);
        account.none(Stage.TRANSFER, Account.NETWORK, Activity.TRANSMIT, "nothing leaves the device");

        Formula one = Formula.constant(1);
        Figure pass = Passes.training(
                devices, setting.task().model(), setting.task().data().items(), one);
        machines.work(
                devices,
                Stage.TRAIN,
                setting.allWork(kind, devices).times(pass).times(setting.devicesCount()),
                "Training on each device's own data",
                Equation.LO_1);
        account.none(Stage.AGGREGATE, devices.kind().place(), Activity.COMPUTE, "nothing is aggregated");
        Optional<Figure> held = OnDevices.evaluation(setting, kind, setting.devicesCount(), machines, account);
        life.afterTraining(devices, true);
        machines.chargeDedicatedIdle();

        Formula round = held.<Formula>map(pass::plus).orElse(pass);
        Figure time =
                setting.scenario().training().roundsOf(kind).times(round).named("T", "Time to target", Equation.TI_3);
        Formula items = setting.allItems();
        return new Finish(setting, account, machines, life)
                .model(
                        kind,
                        devices,
                        time,
                        Trained.of(setting, kind, devices, items, setting.devicesCount(), round),
                        Moves.none());
    }
}
