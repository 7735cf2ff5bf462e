package wattle.simulation;

import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.run.Activity;
import wattle.run.Stage;
import wattle.scenario.Network.Link;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Scenario.Site;

/// Consensus between neighbours, without a server.
///
/// `E = n Σ E_k + n b(W) K_a N / EE_S`, Savazzi et al. 2022, eqs. (11) to (14).
final class Decentralised {

    private Decentralised() {}

    static ParadigmModel of(Setting setting) {
        ParadigmKind kind = ParadigmKind.DECENTRALISED;
        Site devices = setting.devices();
        Account account = new Account();
        Machines machines = new Machines(setting, account);
        LifeCycle life = new LifeCycle(setting, account, machines);
        life.beforeTraining(devices);

        Link side = setting.scenario()
                .network()
                .side()
                .orElseThrow(
                        () -> new IllegalStateException("the reader makes a side link for decentralised learning"));
        Figure compute = OnDevices.training(setting);
        Formula model = setting.task().model().exchanged();
        Formula neighbours = setting.scenario().training().neighbours();
        Formula travel = neighbours.times(model).over(side.upRate()).plus(side.latency());
        Optional<Figure> held = OnDevices.evaluation(setting, kind, setting.active(), machines, account);
        Formula computing = held.<Formula>map(compute::plus).orElse(compute);
        Figure round = computing.plus(travel).named("t_round", "Time of one round", Equation.TI_2);

        Formula rounds = setting.allRounds(kind);
        machines.work(
                devices,
                Stage.TRAIN,
                setting.allWork(kind, devices).times(setting.active()).times(compute),
                "Training on the devices",
                Equation.FA_1);
        OnDevices.waiting(setting, kind, setting.active(), travel, machines);
        sleep(setting, account, OnDevices.allRounds(setting, kind, compute, held, travel));
        Formula bits = rounds.times(setting.active()).times(neighbours).times(model);
        account.onTheWay(
                Stage.TRANSFER,
                Activity.TRANSMIT,
                bits.times(side.up()).named("E_side", "Sending models to neighbours", Equation.DE_1),
                devices);
        account.none(
                Stage.AGGREGATE,
                devices.kind().place(),
                Activity.COMPUTE,
                "averaging N models is N multiply-adds per parameter, below a thousandth of a training pass");
        life.afterTraining(devices, true);
        machines.chargeDedicatedIdle();

        Figure time =
                setting.scenario().training().roundsOf(kind).times(round).named("T", "Time to target", Equation.TI_3);
        Formula items = setting.active()
                .times(setting.scenario().training().localEpochs())
                .times(setting.task().data().items());
        return new Finish(setting, account, machines, life)
                .model(
                        kind,
                        devices,
                        time,
                        Trained.of(setting, kind, devices, items, setting.active(), round),
                        Moves.side(bits));
    }

    private static void sleep(Setting setting, Account account, Figure all) {
        if (setting.allActive()) {
            return;
        }
        Formula sleepers = setting.devicesCount().minus(setting.active());
        account.at(
                setting.devices(),
                Stage.TRAIN,
                Activity.SLEEP,
                all.times(sleepers)
                        .times(setting.devices().machine().sleep())
                        .named("E_sleep", "Inactive devices in deep sleep", Equation.FA_6));
    }
}
