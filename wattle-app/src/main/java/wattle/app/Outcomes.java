package wattle.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.comparison.Draws;
import wattle.comparison.Outcome;
import wattle.comparison.Outcome.CarbonAccount;
import wattle.comparison.Outcome.DataMoved;
import wattle.comparison.Outcome.EnergyAccount;
import wattle.comparison.Outcome.Paradigm;
import wattle.comparison.Outcome.Reach;
import wattle.comparison.Outcome.Service;
import wattle.comparison.Outcome.WorkDone;
import wattle.comparison.Subject;
import wattle.formula.Equation;
import wattle.formula.Formula.Figure;
import wattle.quantity.CarbonMass;
import wattle.quantity.DataSize;
import wattle.quantity.Energy;
import wattle.quantity.Interval;
import wattle.quantity.Range;
import wattle.quantity.TimeSpan;
import wattle.run.Entry;
import wattle.run.Ledger;
import wattle.run.Origin;
import wattle.simulation.Engine;
import wattle.simulation.Line;
import wattle.simulation.ParadigmModel;

/// Turns evaluated figures into outcomes.
final class Outcomes {

    private final Engine form;
    private final Draws draws;
    private final Map<String, Reach> reached;
    private final Map<String, Outcome> byId = new LinkedHashMap<>();

    Outcomes(Engine form, Draws draws) {
        this(form, draws, Map.of());
    }

    /// @param reached what a simulation found of the target, by id; where it is silent, what the scenario says holds
    Outcomes(Engine form, Draws draws, Map<String, Reach> reached) {
        this.form = form;
        this.draws = draws;
        this.reached = Map.copyOf(reached);
        form.paradigms().forEach(model -> byId.put(model.id(), outcome(model)));
    }

    Outcome of(String id) {
        Outcome outcome = byId.get(id);
        if (outcome == null) {
            throw new IllegalArgumentException("no outcome is called " + id);
        }
        return outcome;
    }

    /// Continual learning first: where both are compared, it is the service that was asked for, and `once`
    /// the contrast.
    List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        List<ParadigmModel> models = new ArrayList<>(form.paradigms());
        models.sort(java.util.Comparator.comparing(m -> m.cadence().equals("once")));
        // Where embodied carbon is unknown for one, carbon is compared on operational alone, for all alike.
        boolean comparable = models.stream().allMatch(m -> m.totals().embodied().isPresent());
        for (ParadigmModel model : models) {
            subjects.add(new Subject(
                    model.id(),
                    family(model),
                    model.cadence(),
                    of(model.id()).reach().comparable(),
                    form.position(model.totals().energy()),
                    form.position(model.totals().operational()),
                    comparable ? form.position(model.totals().embodied().orElseThrow()) : Subject.UNKNOWN));
        }
        return subjects;
    }

    private static String family(ParadigmModel model) {
        return switch (model.kind()) {
            case LOCAL -> "local";
            case CLOUD, ON_PREMISES, EDGE -> "centralised";
            case FEDERATED, FEDERATED_SLEEP, HIERARCHICAL, DECENTRALISED -> "collaborative";
        };
    }

    private Outcome outcome(ParadigmModel model) {
        var totals = model.totals();
        return new Outcome(
                new Paradigm(model.id(), model.kind().word(), model.cadence(), label(model), model.description()),
                reach(model),
                new EnergyAccount(
                        energy(totals.energy()),
                        energy(totals.it()),
                        energy(totals.facility()),
                        energy(totals.network()),
                        energy(totals.device())),
                new CarbonAccount(
                        Interval.of(range(totals.operational()), CarbonMass::new),
                        totals.embodied().map(f -> Interval.of(range(f), CarbonMass::new))),
                service(model),
                work(model),
                ledger(model));
    }

    /// What the scenario says of the target is what the rounds stand on; a simulation that does not come to them says
    /// no.
    private Reach reach(ParadigmModel model) {
        Reach said = new Reach(
                model.service().reach().answer(), model.service().reach().reason());
        Reach found = reached.get(model.id());
        return found == null || !said.answer().orElse(true) || found.comparable() ? said : found;
    }

    private String label(ParadigmModel model) {
        boolean several = form.scenario().task().cadences().size() > 1;
        return several
                ? "%s (%s)".formatted(model.kind().label(), model.cadence())
                : model.kind().label();
    }

    private Service service(ParadigmModel model) {
        var service = model.service();
        boolean reaches = reach(model).answer().orElse(true);
        return new Service(
                range(service.rounds()),
                model.kind().isCentralised() || model.kind() == wattle.scenario.ParadigmKind.LOCAL
                        ? "epochs"
                        : "rounds",
                reaches ? Optional.of(Interval.of(range(service.time()), TimeSpan::new)) : Optional.empty(),
                service.latency().map(f -> Interval.of(range(f), TimeSpan::new)),
                new DataMoved(
                        Interval.of(range(service.moved().up()), DataSize::new),
                        Interval.of(range(service.moved().down()), DataSize::new),
                        Interval.of(range(service.moved().side()), DataSize::new)),
                service.leaves());
    }

    private WorkDone work(ParadigmModel model) {
        var efficiency = model.service().efficiency();
        return new WorkDone(
                efficiency.flops().map(this::range),
                efficiency.power().map(this::range),
                efficiency.computation().map(this::range),
                efficiency.missing());
    }

    private Ledger ledger(ParadigmModel model) {
        List<Entry> entries = new ArrayList<>();
        for (Line line : model.lines()) {
            entries.add(new Entry(
                    line.stage(),
                    line.place(),
                    line.activity(),
                    line.sector(),
                    energy(line.energy()),
                    line.counted() ? origin(line) : Origin.EXCLUDED,
                    line.counted() ? line.energy().equation().label() : line.reason()));
        }
        return new Ledger(entries);
    }

    private static Origin origin(Line line) {
        return line.energy().equation() == Equation.EV_1 ? Origin.SIMULATED : Origin.CLOSED_FORM;
    }

    private Interval<Energy> energy(Figure figure) {
        return Interval.of(range(figure), Energy::new);
    }

    private Range range(Figure figure) {
        return draws.interval(form.position(figure));
    }
}
