package wattle.simulation;

import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.run.Activity;
import wattle.run.Stage;
import wattle.scenario.Network.Link;
import wattle.scenario.ParadigmKind;
import wattle.scenario.PlaceKind;
import wattle.scenario.Policy.Who;
import wattle.scenario.Scenario.Site;

/// Federated learning with a parameter server, inactive devices awake (`federated`) or in deep sleep
/// (`federated-sleep`), and with edge aggregators below the server (`hierarchical`).
///
/// `E = n [γβE_0 + Σ E_k + Σ idle or sleeping] + n b(W) [uploaders/EE_U + γ receivers/EE_D]`, Savazzi et al.
/// 2022,
/// eqs. (7) and (9), with the participants of each term explicit.
final class Federated {

    private final Setting setting;
    private final ParadigmKind kind;
    private final Account account = new Account();
    private final Machines machines;

    private Federated(Setting setting, ParadigmKind kind) {
        this.setting = setting;
        this.kind = kind;
        this.machines = new Machines(setting, account);
    }

    static ParadigmModel of(Setting setting, ParadigmKind kind) {
        return new Federated(setting, kind).build();
    }

    private ParadigmModel build() {
        Site devices = setting.devices();
        LifeCycle life = new LifeCycle(setting, account, machines);
        life.beforeTraining(devices);

        Figure compute = OnDevices.training(setting);
        Formula travel = travel();
        Optional<Figure> held = evaluate();
        Formula computing = held.<Formula>map(compute::plus).orElse(compute);
        Figure round = computing.plus(travel).named("t_round", "Time of one round", Equation.TI_2);
        Figure all = OnDevices.allRounds(setting, kind, compute, held, travel);
        train(compute, travel, all);
        Moves moves = exchange();
        aggregate(all);
        life.afterTraining(devices, true);
        machines.chargeDedicatedIdle();

        Figure time =
                setting.scenario().training().roundsOf(kind).times(round).named("T", "Time to target", Equation.TI_3);
        Formula items = trainers()
                .times(setting.scenario().training().localEpochs())
                .times(setting.task().data().items());
        return new Finish(setting, account, machines, life)
                .model(kind, devices, time, Trained.of(setting, kind, devices, items, trainers(), round), moves);
    }

    /// Who computes: the active devices, or all of them where the policy says so and nobody sleeps.
    private Formula trainers() {
        boolean all =
                kind == ParadigmKind.FEDERATED && setting.scenario().policy().trainers() == Who.ALL;
        return all ? setting.devicesCount() : setting.active();
    }

    private Formula receivers() {
        return setting.scenario().policy().receivers() == Who.ALL ? setting.devicesCount() : setting.active();
    }

    private Optional<Figure> evaluate() {
        return OnDevices.evaluation(setting, kind, trainers(), machines, account);
    }

    private void train(Figure compute, Formula travel, Figure all) {
        Site devices = setting.devices();
        machines.work(
                devices,
                Stage.TRAIN,
                setting.allWork(kind, devices).times(trainers()).times(compute),
                "Training on the devices",
                Equation.FA_1);
        OnDevices.waiting(setting, kind, trainers(), travel, machines);
        if (setting.allActive() || trainers().equals(setting.devicesCount())) {
            return;
        }
        Formula idleDevices = setting.devicesCount().minus(setting.active());
        Formula deviceTime = all.times(idleDevices);
        if (kind == ParadigmKind.FEDERATED_SLEEP) {
            account.at(
                    devices,
                    Stage.TRAIN,
                    Activity.SLEEP,
                    deviceTime
                            .times(devices.machine().sleep())
                            .named("E_sleep", "Inactive devices in deep sleep", Equation.FA_6));
        } else if (setting.chargesWaiting()) {
            machines.await(devices, Stage.TRAIN, deviceTime, "Inactive devices awake", Equation.FA_5);
        }
    }

    private Moves exchange() {
        Formula model = setting.task().model().exchanged();
        Formula perDevice = setting.allRounds(kind).times(model);
        Formula up = perDevice.times(setting.active());
        Formula down = perDevice.times(receivers());
        PlaceKind first = kind == ParadigmKind.HIERARCHICAL
                ? PlaceKind.EDGE
                : setting.server().kind();
        Link link = setting.scenario().network().to(first);
        Links links = new Links(setting, account);
        links.up(first, Stage.TRANSFER, up.times(link.up()).named("E_up", "Uploading models", Equation.FA_2));
        links.down(first, Stage.TRANSFER, down.times(link.down()).named("E_down", "Sending models", Equation.FA_3));
        if (kind != ParadigmKind.HIERARCHICAL) {
            return new Moves(up, down, Formula.zero(wattle.formula.Unit.BIT));
        }
        Link backhaul = backhaul();
        Formula between = perDevice.times(setting.site(PlaceKind.EDGE).count());
        account.onTheWay(
                Stage.TRANSFER,
                Activity.TRANSMIT,
                between.times(backhaul.up()).named("E_bh", "Aggregators to server", Equation.HI_1),
                setting.site(PlaceKind.EDGE));
        account.onTheWay(
                Stage.TRANSFER,
                Activity.RECEIVE,
                between.times(backhaul.down()).named("E_bh", "Server to aggregators", Equation.HI_1),
                setting.server());
        return new Moves(up.plus(between), down.plus(between), Formula.zero(wattle.formula.Unit.BIT));
    }

    private Link backhaul() {
        return setting.scenario()
                .network()
                .edgeToServer()
                .orElseThrow(() -> new IllegalStateException("the reader makes a backhaul for every edge"));
    }

    /// Time in which models travel in one round: up, down, and the same again behind the aggregators.
    private Formula travel() {
        Formula model = setting.task().model().exchanged();
        PlaceKind first = kind == ParadigmKind.HIERARCHICAL
                ? PlaceKind.EDGE
                : setting.server().kind();
        Formula access = there(model, setting.scenario().network().to(first));
        return kind == ParadigmKind.HIERARCHICAL ? access.plus(there(model, backhaul())) : access;
    }

    private static Formula there(Formula model, Link link) {
        return model.over(link.upRate())
                .plus(model.over(link.downRate()))
                .plus(link.latency().times(2));
    }

    private void aggregate(Figure all) {
        Aggregating aggregating = new Aggregating(setting, account);
        Formula rounds = setting.allRounds(kind);
        aggregating.at(setting.server(), Formula.constant(1), rounds, all);
        if (kind == ParadigmKind.HIERARCHICAL) {
            Site edge = setting.site(PlaceKind.EDGE);
            aggregating.at(edge, edge.count(), rounds, all);
        }
    }
}
