package wattle.simulation;

import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.scenario.Machine.Compute;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Scenario.Site;
import wattle.scenario.Task;
import wattle.scenario.Task.Cadence;

/// What the cadence makes of one training: how many rounds, how much work, how much data, over the horizon.
///
/// Follows `E = E(t0) + Σ E(ti)` of Savazzi et al. 2022, section II-D, with the sums in closed form.
///
/// @param retrainings after the first training, m
/// @param rounds of all trainings over those of the first, ω
/// @param work of all trainings over that of the first, κ, where work depends on the items
/// @param items gathered by one device over the horizon
record Refresh(Figure retrainings, Figure rounds, Figure work, Figure items) {

    private static final Formula ONE = Formula.constant(1);
    private static final Formula NOTHING = Formula.constant(0);

    static Refresh of(Task task, Cadence cadence, ParadigmKind kind) {
        return switch (cadence) {
            case Cadence.Once _ ->
                new Refresh(
                        retrainings(NOTHING),
                        rounds(ONE),
                        work(ONE),
                        items(task.data().items()));
            case Cadence.Continual continual -> continual(task, continual, continual.effortOf(kind));
        };
    }

    private static Refresh continual(Task task, Cadence.Continual c, Formula effort) {
        Formula first = task.data().items();
        Figure m = retrainings(
                new Formula.Ceiling(task.horizon().over(c.period())).minus(ONE).atLeast(NOTHING));
        Formula gathered = first.plus(m.times(c.newItems()));
        Formula fresh = c.newItems().over(first);
        return switch (c.method()) {
            case SCRATCH ->
                // Σ i = 0..m of (D + i d) / D: the i-th training sees everything gathered so far.
                new Refresh(
                        m,
                        rounds(ONE.plus(m)),
                        work(ONE.plus(m).plus(fresh.times(m).times(ONE.plus(m)).times(0.5))),
                        items(gathered));
            case FINE_TUNE ->
                new Refresh(
                        m,
                        rounds(ONE.plus(m.times(effort))),
                        work(ONE.plus(m.times(effort).times(fresh))),
                        items(gathered));
            case REPLAY ->
                new Refresh(
                        m,
                        rounds(ONE.plus(m.times(effort))),
                        work(ONE.plus(m.times(effort).times(fresh.plus(c.replay())))),
                        items(gathered));
        };
    }

    /// κ at a site that computes from FLOPs, ω at one whose rounds have a stated length.
    Formula workAt(Site site) {
        return site.machine().compute() instanceof Compute.Direct ? rounds : work;
    }

    private static Figure retrainings(Formula m) {
        return m.named("m", "Retrainings within the horizon", Equation.CO_1);
    }

    private static Figure rounds(Formula omega) {
        return omega.named("ω", "Rounds of all trainings over those of the first", Equation.CO_2);
    }

    private static Figure work(Formula kappa) {
        return kappa.named("κ", "Work of all trainings over that of the first", Equation.CO_3);
    }

    private static Figure items(Formula items) {
        return items.named("D_H", "Items gathered by one device", Equation.CO_4);
    }
}
