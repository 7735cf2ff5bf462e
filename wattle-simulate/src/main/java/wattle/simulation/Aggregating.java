package wattle.simulation;

import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.run.Activity;
import wattle.run.Stage;
import wattle.scenario.Scenario.Site;
import wattle.scenario.Training.Aggregation;

/// What a parameter server or aggregator uses: never nothing, and stated in one of three ways.
final class Aggregating {

    private final Setting setting;
    private final Account account;

    Aggregating(Setting setting, Account account) {
        this.setting = setting;
        this.account = account;
    }

    /// @param servers that aggregate at this site
    /// @param rounds of all trainings
    /// @param all time of all these rounds together
    void at(Site site, Formula servers, Formula rounds, Figure all) {
        Formula energy = switch (setting.scenario().training().aggregation()) {
            case Aggregation.Share(var beta) -> rounds.times(beta.times(centralRound(site)));
            case Aggregation.Service(var power) -> all.times(power);
            case Aggregation.PerRound(var each) -> rounds.times(each);
        };
        account.at(
                site,
                Stage.AGGREGATE,
                Activity.COMPUTE,
                energy.times(servers)
                        .named("E_agg", "Aggregating at " + site.kind().word(), Equation.FA_4));
    }

    /// `E_0`: one round on all data at this site.
    private Figure centralRound(Site site) {
        Figure pass = Passes.training(site, setting.task().model(), setting.allItems(), site.count());
        return site.machine()
                .power()
                .times(pass)
                .times(site.count())
                .named("E_0", "One centralised round at " + site.kind().word(), Equation.CL_1);
    }
}
