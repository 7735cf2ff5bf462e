package wattle.simulation;

import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.formula.Formula.Input;
import wattle.formula.Unit;
import wattle.run.Activity;
import wattle.run.Stage;
import wattle.scenario.PlaceKind;
import wattle.scenario.Scenario.Site;
import wattle.scenario.Task.Inference;

/// The stages of a model's life that all paradigms share: gather, store, prepare, infer, deploy, monitor, and
/// the two
/// that stand in the account with a reason.
final class LifeCycle {

    private static final Formula SECONDS_PER_DAY = new Formula.Constant(86400, Unit.SECOND);

    private final Setting setting;
    private final Account account;
    private final Machines machines;

    LifeCycle(Setting setting, Account account, Machines machines) {
        this.setting = setting;
        this.account = account;
        this.machines = machines;
    }

    /// Everything that happens to data before training, at the place that keeps it.
    void beforeTraining(Site keeper) {
        manufactured();
        gather();
        store(keeper);
        prepare(keeper);
    }

    private void manufactured() {
        account.none(
                Stage.MANUFACTURE,
                setting.devices().kind().place(),
                Activity.COMPUTE,
                "making the machines is counted as embodied carbon, not as energy: its sources state kg CO2e only");
    }

    private void gather() {
        Site devices = setting.devices();
        Optional<Input> energy = setting.task().data().gatherEnergy();
        if (energy.isEmpty()) {
            account.none(
                    Stage.GATHER,
                    devices.kind().place(),
                    Activity.SENSE,
                    "no energy of sensing is given (task.data.gather-energy), and it is the same for all paradigms");
            return;
        }
        account.at(
                devices,
                Stage.GATHER,
                Activity.SENSE,
                gathered().times(energy.get()).named("E_gather", "Sensing the data", Equation.LC_1));
    }

    /// Items of all devices over the horizon.
    Formula gathered() {
        return setting.devicesCount().times(setting.refresh().items());
    }

    private void store(Site keeper) {
        Input power = setting.scenario().storage().powerPerByte();
        Input copies = setting.scenario().storage().copies();
        Formula bytes = gathered().times(setting.task().data().itemSize()).over(new Formula.Constant(8, Unit.BIT));
        Formula kept = keeper.kind() == PlaceKind.DEVICES ? bytes : bytes.times(copies);
        account.at(
                keeper,
                Stage.STORE,
                Activity.STORE,
                kept.times(power)
                        .times(setting.task().horizon())
                        .named("E_store", "Keeping the data for the horizon", Equation.LC_2));
    }

    private void prepare(Site keeper) {
        Optional<Input> energy = setting.task().data().prepareEnergy();
        if (energy.isEmpty()) {
            account.none(
                    Stage.PREPARE,
                    keeper.kind().place(),
                    Activity.COMPUTE,
                    "no energy of preparing an item is given (task.data.prepare-energy)");
            return;
        }
        account.at(
                keeper,
                Stage.PREPARE,
                Activity.COMPUTE,
                gathered().times(energy.get()).named("E_prep", "Preparing the data", Equation.LC_3));
    }

    /// Deploying, answering and monitoring, with the model at `home` after training.
    ///
    /// @param home where answers are computed when the scenario leaves that to the paradigm
    /// @param trainedOnDevices whether the devices hold the model already
    void afterTraining(Site home, boolean trainedOnDevices) {
        boolean onDevices = servesOnDevices(home);
        deploy(home, onDevices && !trainedOnDevices, trainedOnDevices);
        setting.task()
                .inference()
                .ifPresentOrElse(
                        i -> infer(i, onDevices ? setting.devices() : home),
                        () -> account.none(
                                Stage.INFER,
                                home.kind().place(),
                                Activity.COMPUTE,
                                "the scenario asks for no answers (task.inference)"));
        monitor(home);
        account.none(
                Stage.RETIRE,
                setting.devices().kind().place(),
                Activity.COMPUTE,
                "no source states the energy of taking the machines apart");
    }

    /// Whether devices answer.
    boolean servesOnDevices(Site home) {
        return home.kind() == PlaceKind.DEVICES
                || setting.task().inference().map(Inference::onDevices).orElse(false);
    }

    /// Bits pushed to all devices over the horizon.
    Formula pushed() {
        return setting.devicesCount()
                .times(setting.task().model().exchanged())
                .times(setting.refresh().retrainings().plus(Formula.constant(1)));
    }

    private void deploy(Site home, boolean push, boolean trainedOnDevices) {
        if (!push) {
            account.none(
                    Stage.DEPLOY,
                    Account.NETWORK,
                    Activity.RECEIVE,
                    trainedOnDevices
                            ? "the devices hold the model after the last round"
                            : "the model is served where it was trained");
            return;
        }
        Figure energy = pushed().times(
                        setting.scenario().network().to(home.kind()).down())
                .named("E_push", "Pushing the model to the devices", Equation.LC_5);
        new Links(setting, account).down(home.kind(), Stage.DEPLOY, energy);
    }

    private void infer(Inference inference, Site where) {
        Formula requests = setting.requests().orElseThrow();
        Figure busy = Passes.busyPerRequest(where, setting.task().model())
                .orElseThrow(
                        () -> new IllegalStateException("the reader asks for inference-time where FLOPs are missing"));
        machines.work(where, Stage.INFER, requests.times(busy), "Computing the answers", Equation.LC_6);
        if (where.kind() == PlaceKind.DEVICES) {
            return;
        }
        Links links = new Links(setting, account);
        links.up(
                where.kind(),
                Stage.INFER,
                requests.times(inference.request())
                        .times(setting.scenario().network().to(where.kind()).up())
                        .named("E_ask", "Sending the requests", Equation.LC_7));
        links.down(
                where.kind(),
                Stage.INFER,
                requests.times(inference.response())
                        .times(setting.scenario().network().to(where.kind()).down())
                        .named("E_tell", "Sending the answers", Equation.LC_7));
    }

    private void monitor(Site home) {
        Optional<Input> perDay = setting.task().monitoring();
        Optional<PlaceKind> to = home.kind() == PlaceKind.DEVICES
                ? setting.scenario().training().serverPlace()
                : Optional.of(home.kind());
        if (perDay.isEmpty() || to.isEmpty()) {
            account.none(
                    Stage.MONITOR,
                    Account.NETWORK,
                    Activity.TRANSMIT,
                    perDay.isEmpty()
                            ? "no monitoring traffic is given (task.monitoring)"
                            : "no server receives monitoring data");
            return;
        }
        new Links(setting, account)
                .up(
                        to.get(),
                        Stage.MONITOR,
                        watched(perDay.get())
                                .times(setting.scenario().network().to(to.get()).up())
                                .named("E_watch", "Sending what monitoring needs", Equation.LC_8));
    }

    /// Bits sent for monitoring over the horizon.
    Formula watched(Input perDay) {
        return setting.devicesCount()
                .times(perDay)
                .times(setting.task().horizon())
                .over(SECONDS_PER_DAY);
    }
}
