package wattle.simulation;

import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.formula.Unit;
import wattle.run.Activity;
import wattle.run.Stage;
import wattle.scenario.Network.Link;
import wattle.scenario.ParadigmKind;
import wattle.scenario.PlaceKind;
import wattle.scenario.Scenario.Site;

/// Cloud, on-premises and edge: all data goes to one place, which trains.
///
/// `E = γ n E_0 + α Σ b(E_k) / EE_U`, Savazzi et al. 2022, eq. (5), with the life cycle around it.
final class Centralised {

    private Centralised() {}

    static ParadigmModel of(Setting setting, ParadigmKind kind) {
        Site site = setting.site(placeOf(kind));
        Account account = new Account();
        Machines machines = new Machines(setting, account);
        LifeCycle life = new LifeCycle(setting, account, machines);
        life.beforeTraining(site);

        Formula bits = uploaded(setting, kind, life);
        Link link = setting.scenario().network().to(site.kind());
        new Links(setting, account)
                .up(
                        site.kind(),
                        Stage.TRANSFER,
                        bits.times(link.up()).named("E_up", "Uploading raw data", Equation.CL_2));

        Figure pass = Passes.training(site, setting.task().model(), setting.allItems(), site.count());
        machines.work(
                site,
                Stage.TRAIN,
                setting.allWork(kind, site).times(pass).times(site.count()),
                "Training on all data",
                Equation.CL_1);
        account.none(Stage.AGGREGATE, site.kind().place(), Activity.COMPUTE, "one place holds all data");
        Optional<Figure> held = evaluation(setting, kind, site, machines, account);
        life.afterTraining(site, false);
        machines.chargeDedicatedIdle();

        Formula round = held.<Formula>map(pass::plus).orElse(pass);
        Figure time = timeToTarget(setting, kind, link, round);
        return new Finish(setting, account, machines, life)
                .model(
                        kind,
                        site,
                        time,
                        Trained.of(setting, kind, site, setting.allItems(), site.count(), round),
                        Moves.up(bits));
    }

    static PlaceKind placeOf(ParadigmKind kind) {
        return switch (kind) {
            case CLOUD -> PlaceKind.CLOUD;
            case ON_PREMISES -> PlaceKind.ON_PREMISES;
            case EDGE -> PlaceKind.EDGE;
            case LOCAL, FEDERATED, FEDERATED_SLEEP, HIERARCHICAL, DECENTRALISED ->
                throw new IllegalArgumentException(kind.word() + " gathers no data in one place");
        };
    }

    /// Once for everything gathered, or anew in each round (`α = n`).
    private static Formula uploaded(Setting setting, ParadigmKind kind, LifeCycle life) {
        Formula size = setting.task().data().itemSize();
        return setting.task().data().everyRound()
                ? setting.allItems().times(size).times(setting.allRounds(kind))
                : life.gathered().times(size);
    }

    private static Optional<Figure> evaluation(
            Setting setting, ParadigmKind kind, Site site, Machines machines, Account account) {
        Formula items =
                setting.allItems().times(setting.scenario().training().quality().evaluationShare());
        Optional<Figure> pass = Passes.evaluation(site, setting.task().model(), items, site.count());
        pass.ifPresentOrElse(
                p -> machines.work(
                        site,
                        Stage.EVALUATE,
                        setting.allRounds(kind).times(p).times(site.count()),
                        "Evaluating after each epoch",
                        Equation.LC_4),
                () -> account.none(
                        Stage.EVALUATE,
                        site.kind().place(),
                        Activity.COMPUTE,
                        "the stated time of a round is taken to include evaluation"));
        return pass;
    }

    private static Figure timeToTarget(Setting setting, ParadigmKind kind, Link link, Formula round) {
        Formula first =
                setting.task().data().items().times(setting.task().data().itemSize());
        Formula upload = first.over(link.upRate()).plus(link.latency());
        Formula rounds = setting.scenario().training().roundsOf(kind);
        Formula time = setting.task().data().everyRound()
                ? rounds.times(upload.plus(round))
                : upload.plus(rounds.times(round));
        if (!time.unit().equals(Unit.SECOND)) {
            throw new IllegalStateException("time to target is not a time");
        }
        return time.named("T", "Time to target", Equation.TI_1);
    }
}
