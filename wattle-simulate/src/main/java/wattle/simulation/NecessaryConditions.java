package wattle.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Tape;
import wattle.formula.Unit;
import wattle.scenario.Machine.Compute;
import wattle.scenario.Network.Link;
import wattle.scenario.ParadigmKind;
import wattle.scenario.PlaceKind;
import wattle.scenario.Policy.Who;
import wattle.scenario.Scenario;
import wattle.scenario.Scenario.Site;

/// The conditions of Savazzi et al. 2022, section III, that must hold before federated learning can be greener. They
/// are necessary and not sufficient, because they leave computing (or communication) out: the verdict comes from the
/// full totals.
public final class NecessaryConditions {

    private final Scenario scenario;
    private final Setting setting;
    private final Site centre;

    private NecessaryConditions(Scenario scenario, Site centre) {
        this.scenario = scenario;
        this.setting = Setting.of(scenario, scenario.task().cadences().getFirst(), ParadigmKind.FEDERATED);
        this.centre = centre;
    }

    /// One condition with both sides for typical inputs.
    ///
    /// @param equation its label
    /// @param kind the paradigm it speaks of
    /// @param formula in symbols
    /// @param left side
    /// @param right side
    /// @param holds whether the left side exceeds the right one, or stays below it where the formula says so
    /// @param meaning one sentence
    public record Condition(
            Equation equation,
            ParadigmKind kind,
            String formula,
            double left,
            double right,
            boolean holds,
            String meaning) {}

    /// The conditions that can be stated for this scenario; none when it has no centralised paradigm to beat.
    public static List<Condition> of(Scenario scenario) {
        Optional<Site> centre = List.of(PlaceKind.CLOUD, PlaceKind.ON_PREMISES, PlaceKind.EDGE).stream()
                .flatMap(k -> scenario.places().site(k).stream())
                .findFirst();
        return centre.map(c -> new NecessaryConditions(scenario, c).all()).orElse(List.of());
    }

    private List<Condition> all() {
        List<Condition> conditions = new ArrayList<>();
        for (ParadigmKind kind : scenario.paradigms()) {
            switch (kind) {
                case FEDERATED, FEDERATED_SLEEP -> {
                    conditions.add(links(kind));
                    conditions.add(sizes(kind, Formula.constant(1)));
                    computing(kind).ifPresent(conditions::add);
                }
                case DECENTRALISED -> {
                    sideLink().ifPresent(conditions::add);
                    conditions.add(sizes(kind, scenario.training().neighbours()));
                    computing(kind).ifPresent(conditions::add);
                }
                case LOCAL, CLOUD, ON_PREMISES, EDGE, HIERARCHICAL -> {}
            }
        }
        // A free link has an infinite efficiency: the conditions on efficiencies then say nothing.
        conditions.removeIf(c -> !Double.isFinite(c.left()) || !Double.isFinite(c.right()));
        return conditions;
    }

    /// `(EE_D/EE_U) (α b(E) / (n K_a b(W)) − 1) > γ receivers/K_a`, eq. (17), where K receive; who receives is the
    /// scenario's policy here, as it is in the totals.
    private Condition links(ParadigmKind kind) {
        Link link = link();
        Formula receivers = scenario.policy().receivers() == Who.ALL
                ? scenario.places().devices().count()
                : scenario.training().active();
        Formula left = ConditionSides.linksLeft(link.up().over(link.down()), uploadsPerExchange(kind));
        Formula right = ConditionSides.linksRight(
                gamma(), receivers, scenario.training().active());
        return condition(
                Equation.NC_1,
                kind,
                "EE_D/EE_U · (α b(E) / (n K_a b(W)) − 1) > γ · receivers/K_a",
                left,
                right,
                true,
                "moving models costs less than moving data");
    }

    /// `(EE_S/EE_U) α/(n K_a) > N b(W)/b(E)`, eq. (18).
    private Optional<Condition> sideLink() {
        return scenario.network()
                .side()
                .map(side -> condition(
                        Equation.NC_2,
                        ParadigmKind.DECENTRALISED,
                        "EE_S/EE_U · α b(E) / (n K_a b(W)) > N",
                        ConditionSides.sideLeft(
                                link().up().over(side.up()), uploadsPerExchange(ParadigmKind.DECENTRALISED)),
                        scenario.training().neighbours(),
                        true,
                        "exchanging models with neighbours costs less than moving data"));
    }

    /// `b(W)/b(E_k) < (α/n) K/(Γ K_a)`, eq. (21); Γ is 1 with a server and N between neighbours.
    private Condition sizes(ParadigmKind kind, Formula gammaFactor) {
        Formula perDevice =
                scenario.task().data().items().times(scenario.task().data().itemSize());
        return condition(
                Equation.NC_3,
                kind,
                "b(W)/b(E_k) < α/n · K/(Γ K_a)",
                scenario.task().model().exchanged().over(perDevice),
                ConditionSides.sizesRight(
                        uploadsPerRound(kind),
                        scenario.places().devices().count(),
                        gammaFactor,
                        scenario.training().active()),
                false,
                "the model is small enough against a device's data");
    }

    /// `Σ φ_k CI_k / (1 − β) < γ CI_0`, eq. (23), per round, β neglected where it is not stated.
    private Optional<Condition> computing(ParadigmKind kind) {
        Site devices = scenario.places().devices();
        boolean all = kind == ParadigmKind.FEDERATED && scenario.policy().trainers() == Who.ALL;
        Formula trainers = all ? devices.count() : scenario.training().active();
        if (devices.machine().compute() instanceof Compute.Direct
                != centre.machine().compute() instanceof Compute.Direct) {
            return Optional.empty();
        }
        Formula device = devices.machine().power().times(OnDevices.training(setting));
        Formula central = centre.machine()
                .power()
                .times(Passes.training(centre, scenario.task().model(), setting.allItems(), centre.count()))
                .times(centre.count());
        return Optional.of(condition(
                Equation.NC_4,
                kind,
                "Σ φ_k CI_k < γ CI_0, each per round",
                ConditionSides.computingLeft(trainers.times(device).times(devices.grid()), Formula.constant(0)),
                ConditionSides.computingRight(centre.pue(), central.times(centre.grid())),
                false,
                "a round on the devices emits less than a round in the "
                        + centre.kind().word()));
    }

    private Formula uploadsPerExchange(ParadigmKind kind) {
        return ConditionSides.uploads(
                uploadsPerRound(kind),
                setting.allItems().times(scenario.task().data().itemSize()),
                scenario.training().active(),
                scenario.task().model().exchanged());
    }

    /// `α/n`: how much of its data a device uploads per round.
    private Formula uploadsPerRound(ParadigmKind kind) {
        return scenario.task().data().everyRound()
                ? Formula.constant(1)
                : Formula.constant(1).over(rounds(kind));
    }

    private Formula rounds(ParadigmKind kind) {
        return scenario.training().roundsOf(kind);
    }

    private Link link() {
        return scenario.network().to(centre.kind());
    }

    private Formula gamma() {
        return link().transmitterInFacility() ? centre.pue() : Formula.constant(1);
    }

    private static Condition condition(
            Equation equation,
            ParadigmKind kind,
            String formula,
            Formula left,
            Formula right,
            boolean larger,
            String meaning) {
        if (!left.unit().equals(right.unit())) {
            throw new IllegalStateException("the sides of " + equation.label() + " have unlike units");
        }
        Tape tape = Tape.of(List.of(left, right));
        double[] sides = new double[2];
        tape.evaluate(tape.typical(), tape.workspace(), sides);
        boolean holds = larger ? sides[0] > sides[1] : sides[0] < sides[1];
        boolean dimensionless = left.unit().equals(Unit.ONE);
        return new Condition(
                equation, kind, formula, sides[0], sides[1], holds, dimensionless ? meaning : meaning + " (kg)");
    }
}
