package wattle.simulation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.formula.Tape;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Scenario;
import wattle.scenario.Task.Cadence;
import wattle.simulation.ParadigmModel.Delivered;
import wattle.simulation.ParadigmModel.Totals;

/// All paradigms of a scenario in closed form, compiled once and evaluated in microseconds.
///
/// The tape may be shared by threads, each with its own workspace; [#evaluate] uses one of its own.
public final class ClosedForm implements Engine {

    private final Scenario scenario;
    private final List<ParadigmModel> paradigms;
    private final List<Figure> figures;
    private final IdentityHashMap<Figure, Integer> positions = new IdentityHashMap<>();
    private final Tape tape;
    private final double[] slots;

    private ClosedForm(Scenario scenario, List<ParadigmModel> paradigms) {
        this.scenario = scenario;
        this.paradigms = List.copyOf(paradigms);
        this.figures = paradigms.stream().flatMap(p -> figuresOf(p).stream()).toList();
        for (int i = 0; i < figures.size(); i++) {
            positions.put(figures.get(i), i);
        }
        this.tape = Tape.of(figures);
        this.slots = tape.workspace();
    }

    /// Builds the closed forms of every paradigm and cadence the scenario asks for.
    public static ClosedForm of(Scenario scenario) {
        List<ParadigmModel> models = new ArrayList<>();
        for (Cadence cadence : scenario.task().cadences()) {
            for (ParadigmKind kind : scenario.paradigms()) {
                models.add(model(Setting.of(scenario, cadence, kind), kind));
            }
        }
        return new ClosedForm(scenario, models);
    }

    private static ParadigmModel model(Setting setting, ParadigmKind kind) {
        return switch (kind) {
            case LOCAL -> Local.of(setting);
            case CLOUD, ON_PREMISES, EDGE -> Centralised.of(setting, kind);
            case FEDERATED, FEDERATED_SLEEP, HIERARCHICAL -> Federated.of(setting, kind);
            case DECENTRALISED -> Decentralised.of(setting);
        };
    }

    /// Every figure of a model: totals, what the user feels, and the lines.
    static List<Figure> figuresOf(ParadigmModel model) {
        List<Figure> figures = new ArrayList<>();
        Totals totals = model.totals();
        figures.addAll(List.of(
                totals.energy(),
                totals.it(),
                totals.facility(),
                totals.network(),
                totals.device(),
                totals.operational()));
        totals.embodied().ifPresent(figures::add);
        Delivered service = model.service();
        figures.addAll(List.of(
                service.rounds(),
                service.time(),
                service.moved().up(),
                service.moved().down(),
                service.moved().side()));
        List.of(
                        service.latency(),
                        service.efficiency().flops(),
                        service.efficiency().power(),
                        service.efficiency().computation())
                .forEach(f -> f.ifPresent(figures::add));
        model.lines().forEach(line -> figures.add(line.energy()));
        return figures;
    }

    @Override
    public String name() {
        return "closed form";
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public List<ParadigmModel> paradigms() {
        return paradigms;
    }

    /// Evaluates everything; output `position(figure)` belongs to a figure.
    public Tape tape() {
        return tape;
    }

    @Override
    public List<Formula.Input> inputs() {
        return tape.inputs();
    }

    @Override
    public int outputCount() {
        return tape.outputCount();
    }

    @Override
    public void evaluate(double[] inputs, double[] outputs) {
        tape.evaluate(inputs, slots, outputs);
    }

    @Override
    public boolean has(Figure figure) {
        return positions.containsKey(figure);
    }

    @Override
    public int position(Figure figure) {
        return Optional.ofNullable(positions.get(figure))
                .orElseThrow(() -> new IllegalArgumentException("not a figure of this scenario: " + figure.label()));
    }
}
