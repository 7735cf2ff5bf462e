package wattle.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.formula.Tape;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Scenario;
import wattle.scenario.Task.Cadence;
import wattle.simulation.kernel.Seed;
import wattle.simulation.learning.Bill;
import wattle.simulation.learning.Books;
import wattle.simulation.learning.Census;
import wattle.simulation.learning.Company;
import wattle.simulation.learning.Fleet;
import wattle.simulation.learning.Training;

/// All paradigms of a scenario, simulated event by event. Each evaluation is one replication: its seed follows from the
/// scenario's seed and its number, so all paradigms meet the same devices, and the same inputs give the same outputs.
///
/// One thread at a time.
public final class Events implements Engine {

    private final Scenario scenario;
    private final Precision precision;
    private final List<EventModel> models;
    private final List<ParadigmModel> paradigms;
    private final IdentityHashMap<Figure, Integer> positions = new IdentityHashMap<>();
    private final IdentityHashMap<Formula, Integer> lookups = new IdentityHashMap<>();
    private final int figureCount;
    private final Tape tape;
    private final double[] slots;
    private final double[] results;
    private final double[] found;

    private Events(Scenario scenario, Precision precision, List<EventModel> models) {
        this.scenario = scenario;
        this.precision = precision;
        this.models = List.copyOf(models);
        this.paradigms = models.stream().map(EventModel::model).toList();
        List<Formula> all = new ArrayList<>();
        for (ParadigmModel model : paradigms) {
            for (Figure figure : ClosedForm.figuresOf(model)) {
                positions.put(figure, all.size());
                all.add(figure);
            }
        }
        this.figureCount = all.size();
        for (EventModel model : models) {
            for (Formula formula : model.play().asked()) {
                if (lookups.putIfAbsent(formula, all.size()) == null) {
                    all.add(formula);
                }
            }
        }
        this.tape = Tape.of(all);
        this.slots = tape.workspace();
        this.results = new double[all.size()];
        this.found = new double[tape.simulated().size()];
    }

    /// How devices are kept.
    public enum Precision {
        /// One by one.
        EXACT,
        /// As weighted groups: expected rounds of up to a thousand million devices, and nothing is drawn.
        COHORTS
    }

    /// Sets up the simulations of every paradigm and cadence the scenario asks for.
    public static Events of(Scenario scenario) {
        return of(scenario, Precision.EXACT);
    }

    /// The same, with devices kept one by one or not.
    ///
    /// @throws wattle.document.InputFault when the scenario has what cohorts cannot do
    public static Events of(Scenario scenario, Precision precision) {
        if (precision == Precision.COHORTS) {
            CohortLimits.check(scenario);
        }
        List<EventModel> models = new ArrayList<>();
        for (Cadence cadence : scenario.task().cadences()) {
            for (ParadigmKind kind : scenario.paradigms()) {
                models.add(new EventModel(Setting.of(scenario, cadence, kind), kind));
            }
        }
        return new Events(scenario, precision, models);
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public List<ParadigmModel> paradigms() {
        return paradigms;
    }

    @Override
    public List<Formula.Input> inputs() {
        return tape.inputs();
    }

    @Override
    public int outputCount() {
        return figureCount;
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

    @Override
    public void evaluate(double[] inputs, double[] outputs) {
        simulate(inputs, 0, outputs, Watch.NOBODY);
    }

    /// What a simulation tells whoever watches it.
    public interface Watch {
        /// Nobody watches.
        Watch NOBODY = new Watch() {};

        /// Told of each round of each paradigm.
        ///
        /// @return whether to go on; if not, the paradigm ends with what it has
        default boolean round(ParadigmModel model, double done, double wanted) {
            return true;
        }

        /// Where the energy of a paradigm goes, as it is written down.
        default Books.Watcher books(ParadigmModel model) {
            return (_, _, _, _) -> {};
        }

        /// A training is set up and begins: whoever checks every event may look at it from here on.
        default void begins(ParadigmModel model, Training training, Company company) {}

        /// A paradigm is done.
        default void played(ParadigmModel model, Played played) {}
    }

    /// What one replication of a paradigm came to, beside its figures.
    ///
    /// @param books every joule by its cause
    /// @param census who took part
    /// @param fleet the devices that were drawn
    /// @param trainings the first, and every refresh
    /// @param bill cost and renewable surplus of what was spent
    public record Played(Books books, Bill bill, Census census, Fleet fleet, List<Training.Trained> trainings) {
        /// Copies the list.
        public Played {
            trainings = List.copyOf(trainings);
        }

        /// Whether whoever watched ended it.
        public boolean stopped() {
            return trainings.stream().anyMatch(t -> t.end() == Training.End.STOPPED);
        }

        /// Whether every training reached the target.
        public boolean reached() {
            return trainings.stream().allMatch(t -> t.end() == Training.End.REACHED);
        }
    }

    /// Evaluates every figure, watched.
    ///
    /// @param inputs one per input, in base units
    /// @param replication which one: each has a seed of its own, the same for all paradigms
    /// @param outputs overwritten
    public void simulate(double[] inputs, int replication, double[] outputs, Watch watch) {
        Arrays.fill(found, 0);
        tape.evaluate(inputs, found, slots, results);
        double[] values = results.clone();
        ToDoubleFunction<Formula> value = formula -> {
            Integer place = lookups.get(formula);
            if (place == null) {
                throw new IllegalStateException("nobody asked for " + formula);
            }
            return values[place];
        };
        Seed seed = new Seed(scenario.policy().seed()).split(replication);
        for (EventModel model : models) {
            EventPlay.Played played = play(model, value, seed, watch);
            for (int i = 0; i < found.length; i++) {
                Formula.Simulated leaf = tape.simulated().get(i);
                if (model.leaves().owns(leaf)) {
                    found[i] = model.leaves().read(leaf, played);
                }
            }
            watch.played(
                    model.model(),
                    new Played(played.books(), played.bill(), played.census(), played.fleet(), played.trainings()));
        }
        tape.evaluate(inputs, found, slots, results);
        System.arraycopy(results, 0, outputs, 0, figureCount);
    }

    private EventPlay.Played play(EventModel model, ToDoubleFunction<Formula> value, Seed seed, Watch watch) {
        Training.Progress progress = (done, wanted) -> watch.round(model.model(), done, wanted);
        Books.Watcher books = watch.books(model.model());
        return switch (precision) {
            case EXACT ->
                model.play()
                        .play(
                                value,
                                seed,
                                progress,
                                books,
                                (training, company) -> watch.begins(model.model(), training, company));
            case COHORTS -> model.play().expect(value, progress, books);
        };
    }
}
