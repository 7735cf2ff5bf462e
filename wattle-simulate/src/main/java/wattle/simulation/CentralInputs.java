package wattle.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import wattle.formula.Formula;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Policy.Idle;
import wattle.scenario.Scenario.Site;
import wattle.scenario.Simulation.DataParallel;
import wattle.simulation.learning.CentralTraining;
import wattle.simulation.learning.Company;
import wattle.simulation.learning.Fleet;

/// The numbers of training on all data in one place.
final class CentralInputs {

    private final Setting setting;
    private final Site site;
    private final List<Formula> asked = new ArrayList<>();
    private final Formula pass;
    private final Optional<Formula> evaluation;
    private final Formula bits;
    private final Formula allItems;

    CentralInputs(Setting setting, ParadigmKind kind) {
        this.setting = setting;
        this.site = setting.site(Centralised.placeOf(kind));
        var task = setting.task();
        this.pass = ask(Passes.training(site, task.model(), setting.allItems(), site.count()));
        Formula held =
                setting.allItems().times(setting.scenario().training().quality().evaluationShare());
        this.evaluation =
                Passes.evaluation(site, task.model(), held, site.count()).map(this::ask);
        this.bits = ask(task.data().items().times(task.data().itemSize()));
        this.allItems = ask(setting.allItems());
        asked.addAll(List.of(
                site.count(),
                site.machine().power(),
                site.machine().idle(),
                site.utilisation(),
                task.model().exchanged()));
        setting.scenario()
                .simulation()
                .equipment()
                .parallel()
                .ifPresent(p -> asked.addAll(List.of(p.batch(), p.rate(), p.latency(), p.power())));
    }

    private Formula ask(Formula formula) {
        asked.add(formula);
        return formula;
    }

    List<Formula> asked() {
        return asked;
    }

    boolean evaluates() {
        return evaluation.isPresent();
    }

    CentralTraining training(Company company, ToDoubleFunction<Formula> value, boolean shared) {
        Fleet fleet = company.world().fleet();
        double items = 0;
        for (int i = 0; i < fleet.size(); i++) {
            items += fleet.items(i);
        }
        double share = items / fleet.size();
        boolean charged = setting.scenario().policy().idle() == Idle.SHARE;
        Optional<DataParallel> parallel =
                setting.scenario().simulation().equipment().parallel();
        return new CentralTraining(
                company,
                shared,
                new CentralTraining.Machines(
                        value.applyAsDouble(site.count()),
                        value.applyAsDouble(site.machine().power()),
                        value.applyAsDouble(site.machine().idle()),
                        charged ? 1 / value.applyAsDouble(site.utilisation()) - 1 : 0,
                        new CentralTraining.Pass(
                                value.applyAsDouble(pass) * share,
                                evaluation.map(value::applyAsDouble).orElse(0.0) * share,
                                parallel.map(p -> exchange(p, value) * share).orElse(0.0)),
                        parallel.map(p -> value.applyAsDouble(p.power())).orElse(1.0)),
                new CentralTraining.Upload(
                        value.applyAsDouble(bits),
                        setting.task().data().everyRound(),
                        setting.scenario().simulation().mode().streaming()));
    }

    /// Equation EV-5: a step exchanges `2 (N − 1)/N` models and `2 (N − 1)` messages between N machines.
    private double exchange(DataParallel parallel, ToDoubleFunction<Formula> value) {
        double machines = value.applyAsDouble(site.count());
        if (machines <= 1) {
            return 0;
        }
        double steps = Math.ceil(value.applyAsDouble(allItems) / value.applyAsDouble(parallel.batch()) - 1e-9);
        double step = 2
                        * (machines - 1)
                        / machines
                        * value.applyAsDouble(setting.task().model().exchanged())
                        / value.applyAsDouble(parallel.rate())
                + 2 * (machines - 1) * value.applyAsDouble(parallel.latency());
        return steps * step;
    }
}
