package wattle.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.formula.Unit;
import wattle.run.Activity;
import wattle.run.Stage;
import wattle.scenario.PlaceKind;
import wattle.scenario.Policy.Idle;
import wattle.scenario.Scenario.Site;

/// Charges machine time: working at full power, and idle as the policy says. Keeps how long each site was
/// busy, from
/// which dedicated idle and embodied shares follow at the end.
final class Machines {

    private final Setting setting;
    private final Account account;
    private final Map<PlaceKind, List<Formula>> busy = new EnumMap<>(PlaceKind.class);

    Machines(Setting setting, Account account) {
        this.setting = setting;
        this.account = account;
    }

    /// Machines of a site working.
    ///
    /// @param machineTime sum over the machines of the time each works, in s
    void work(Site site, Stage stage, Formula machineTime, String label, Equation equation) {
        Figure energy = machineTime.times(site.machine().power()).named("E_work", label, equation);
        account.at(site, stage, Activity.COMPUTE, energy);
        busy.computeIfAbsent(site.kind(), _ -> new ArrayList<>()).add(machineTime);
        if (setting.scenario().policy().idle() == Idle.SHARE) {
            Formula idlePerBusy = Formula.constant(1).over(site.utilisation()).minus(Formula.constant(1));
            account.at(
                    site,
                    stage,
                    Activity.IDLE,
                    machineTime
                            .times(site.machine().idle())
                            .times(idlePerBusy)
                            .named("E_idle", "Idle time charged by utilisation", Equation.ID_1));
        }
    }

    /// Machine time that a simulation came to; its energy is in the account already.
    void held(PlaceKind kind, Formula machineTime) {
        busy.computeIfAbsent(kind, _ -> new ArrayList<>()).add(machineTime);
    }

    /// Machines of a site held up inside the job, at idle power.
    void await(Site site, Stage stage, Formula machineTime, String label, Equation equation) {
        account.at(
                site,
                stage,
                Activity.WAIT,
                machineTime.times(site.machine().idle()).named("E_wait", label, equation));
        busy.computeIfAbsent(site.kind(), _ -> new ArrayList<>()).add(machineTime);
    }

    /// Under the dedicated policy, the rest of the horizon of every machine that worked.
    void chargeDedicatedIdle() {
        if (setting.scenario().policy().idle() != Idle.DEDICATED) {
            return;
        }
        for (PlaceKind kind : busy.keySet()) {
            Site site = setting.site(kind);
            Formula rest = site.count()
                    .times(setting.task().horizon())
                    .minus(busyTime(kind))
                    .atLeast(Formula.zero(Unit.SECOND));
            account.at(
                    site,
                    setting.task().inference().isPresent() ? Stage.INFER : Stage.TRAIN,
                    Activity.IDLE,
                    rest.times(site.machine().idle())
                            .named("E_idle", "Idle time of machines that serve this task alone", Equation.ID_2));
        }
    }

    /// `C_emb = Σ C_machine · t_busy / (u · L)`, or whole machines over the horizon when they are dedicated;
    /// empty when a machine that worked has no known embodied carbon, because a part of a sum is not the sum.
    Optional<Figure> embodied() {
        List<Formula> shares = new ArrayList<>();
        for (PlaceKind kind : busy.keySet()) {
            Site site = setting.site(kind);
            if (site.machine().making().isEmpty()) {
                return Optional.empty();
            }
            site.machine().making().ifPresent(making -> {
                Formula time = setting.scenario().policy().idle() == Idle.DEDICATED
                        ? site.count().times(setting.task().horizon())
                        : busyTime(kind).over(making.use());
                shares.add(making.embodied()
                        .times(time)
                        .over(making.lifetime())
                        .named("C_" + kind.word(), "Making the machines at " + kind.word(), Equation.CA_2));
            });
        }
        return Optional.of(
                Formula.sum(Unit.KILOGRAM, shares).named("C_emb", "Embodied carbon, the task's share", Equation.CA_2));
    }

    private Formula busyTime(PlaceKind kind) {
        return Formula.sum(Unit.SECOND, busy.getOrDefault(kind, List.of()));
    }
}
