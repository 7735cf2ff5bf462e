package wattle.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import wattle.formula.Formula;
import wattle.scenario.Machine.Compute;
import wattle.scenario.ParadigmKind;
import wattle.scenario.PlaceKind;
import wattle.scenario.Scenario.Site;
import wattle.scenario.Simulation;
import wattle.scenario.Simulation.Presence.Recorded;
import wattle.scenario.Simulation.Presence.Renewal;
import wattle.scenario.Task.Cadence;
import wattle.scenario.Task.Method;
import wattle.signal.Signal;
import wattle.simulation.cohort.Mix;
import wattle.simulation.kernel.Agenda;
import wattle.simulation.kernel.Seed;
import wattle.simulation.learning.Batteries;
import wattle.simulation.learning.Bill;
import wattle.simulation.learning.Books;
import wattle.simulation.learning.BufferedTraining;
import wattle.simulation.learning.Census;
import wattle.simulation.learning.CohortTraining;
import wattle.simulation.learning.Company;
import wattle.simulation.learning.Fleet;
import wattle.simulation.learning.GossipTraining;
import wattle.simulation.learning.LocalTraining;
import wattle.simulation.learning.Post;
import wattle.simulation.learning.Post.Role;
import wattle.simulation.learning.Presence;
import wattle.simulation.learning.RoundTraining;
import wattle.simulation.learning.Training;
import wattle.simulation.learning.Training.End;
import wattle.simulation.learning.Training.Session;
import wattle.simulation.learning.World;

/// Plays one paradigm of a scenario: draws its devices, sets up the clock, and runs training after training over the
/// horizon.
final class EventPlay {

    private final Setting setting;
    private final ParadigmKind kind;
    private final EventInputs inputs;
    private final List<Formula> asked = new ArrayList<>();
    private final @Nullable CentralInputs central;
    private final Map<Post, Formula> overheads;

    /// @param overheads PUE of the facility that each post is spent in; posts outside have none
    EventPlay(Setting setting, ParadigmKind kind, EventInputs inputs, Map<Post, Formula> overheads) {
        this.setting = setting;
        this.kind = kind;
        this.inputs = inputs;
        this.overheads = overheads;
        asked.addAll(overheads.values());
        this.central = kind.isCentralised() ? new CentralInputs(setting, kind) : null;
        asked.addAll(inputs.asked());
        if (central != null) {
            asked.addAll(central.asked());
        }
        asked.add(setting.scenario().training().roundsOf(kind));
        asked.addAll(List.of(
                setting.devices().grid(),
                setting.task().horizon(),
                setting.task().data().items()));
        setting.scenario()
                .simulation()
                .fleet()
                .groups()
                .forEach(g -> g.own().grid().ifPresent(asked::add));
        setting.scenario()
                .simulation()
                .fleet()
                .groups()
                .forEach(g -> g.own().memory().ifPresent(asked::add));
        setting.scenario().simulation().participation().memory().ifPresent(asked::add);
        for (PlaceKind place : PlaceKind.values()) {
            setting.scenario().places().site(place).ifPresent(site -> asked.add(site.grid()));
        }
        setting.scenario()
                .simulation()
                .equipment()
                .battery()
                .ifPresent(b -> asked.addAll(List.of(b.capacity(), b.charge(), b.floor(), b.efficiency())));
        setting.scenario().simulation().mode().asynchronous().ifPresent(a -> asked.add(a.staleness()));
        if (setting.cadence() instanceof Cadence.Continual c) {
            asked.addAll(List.of(c.period(), c.newItems(), c.effortOf(kind), c.replay()));
        }
    }

    /// Formulas whose values [#play] looks up.
    List<Formula> asked() {
        return asked;
    }

    boolean evaluatesCentrally() {
        return central != null && central.evaluates();
    }

    /// What a simulation came to.
    ///
    /// @param trainings the first, and every refresh
    /// @param heldS machine time from the first to the last round of every training
    /// @param bill cost and renewable surplus of what was spent
    record Played(Books books, Bill bill, Census census, Fleet fleet, List<Training.Trained> trainings, double heldS) {

        Training.Trained first() {
            return trainings.getFirst();
        }

        boolean reached() {
            return trainings.stream().allMatch(t -> t.end() == End.REACHED);
        }

        double usefulPasses() {
            return census.usefulPasses();
        }

        /// Mean carbon intensity of a post's energy, in kg/J.
        double intensity(Post post) {
            return books.joules(post) == 0 ? 0 : books.kilograms(post) / books.joules(post);
        }
    }

    /// Runs the whole horizon.
    ///
    /// @param value of the formulas
    /// @param seed of everything that is drawn
    /// @param begins told of the training before it runs
    Played play(
            ToDoubleFunction<Formula> value,
            Seed seed,
            Training.Progress progress,
            Books.Watcher watcher,
            BiConsumer<Training, Company> begins) {
        Fleet fleet = EventFleet.of(setting.scenario(), value, seed.split("fleet"));
        World world = inputs.world(value, fleet);
        Bill bill = bill(value, watcher);
        Books books = new Books(grids(value), watching(bill, watcher));
        Census census = new Census(fleet);
        Presence presence = presence(fleet, seed.split("presence"));
        Batteries batteries = batteries(value, fleet, seed.split("batteries"));
        Company company = new Company(
                world,
                new Agenda(Math.min(1 << 16, Math.max(16, world.rules().asked()))),
                books,
                census,
                new Selection(setting, value, world).selector(presence, batteries, seed.split("selection")),
                batteries,
                progress);
        Training training = training(company, value, presence, seed);
        begins.accept(training, company);
        List<Training.Trained> trainings = new ArrayList<>();
        for (Session session : sessions(value)) {
            trainings.add(training.run(session));
            if (trainings.getLast().end() == End.STOPPED) {
                break;
            }
        }
        double lastedS =
                trainings.stream().mapToDouble(t -> t.endS() - t.startS()).sum();
        double heldS = kind.isCentralised()
                ? books.busyS(Role.SERVER)
                : lastedS
                        * (kind == ParadigmKind.LOCAL
                                ? fleet.size()
                                : world.rules().asked());
        return new Played(books, bill, census, fleet, trainings, heldS);
    }

    /// The same by cohorts: nothing is drawn, so there is no seed.
    Played expect(ToDoubleFunction<Formula> value, Training.Progress progress, Books.Watcher watcher) {
        Fleet fleet = Fleet.alike(
                (int) Math.round(setting.devicesCount().value().value().typical()));
        World world = inputs.world(value, fleet);
        Mix mix = EventFleet.mix(setting.scenario(), value);
        CohortLimits.check(world, mix);
        Bill bill = bill(value, watcher);
        Books books = new Books(grids(value), watching(bill, watcher));
        Census census = CohortTraining.census(fleet);
        CohortTraining training = new CohortTraining(world, mix, books, census, progress);
        List<Training.Trained> trainings = new ArrayList<>();
        for (Session session : sessions(value)) {
            trainings.add(training.run(session));
            if (trainings.getLast().end() == End.STOPPED) {
                break;
            }
        }
        double lastedS =
                trainings.stream().mapToDouble(t -> t.endS() - t.startS()).sum();
        return new Played(
                books, bill, census, fleet, trainings, lastedS * world.rules().asked());
    }

    private Bill bill(ToDoubleFunction<Formula> value, Books.Watcher watcher) {
        var signals = setting.scenario().simulation().surroundings().signals();
        Map<Post, Double> factors = new EnumMap<>(Post.class);
        overheads.forEach((post, pue) -> factors.put(post, value.applyAsDouble(pue)));
        return new Bill(signals.price(), signals.surplusW(), post -> factors.getOrDefault(post, 1.0), watcher);
    }

    /// Without price and surplus, nobody has to add them up.
    private Books.Watcher watching(Bill bill, Books.Watcher watcher) {
        var signals = setting.scenario().simulation().surroundings().signals();
        return signals.price().isEmpty() && signals.surplusW().isEmpty() ? watcher : bill;
    }

    private Map<Role, Signal> grids(ToDoubleFunction<Formula> value) {
        Map<Role, Signal> grids = new EnumMap<>(Role.class);
        Signal devices = grid(value, setting.devices());
        Signal server = serverSite().map(s -> grid(value, s)).orElse(devices);
        Signal edge =
                setting.scenario().places().edge().map(s -> grid(value, s)).orElse(server);
        grids.put(Role.DEVICES, devices);
        grids.put(Role.NETWORK_UP, devices);
        grids.put(Role.NETWORK_DOWN, kind == ParadigmKind.HIERARCHICAL ? edge : server);
        grids.put(Role.NETWORK_EDGE, edge);
        grids.put(Role.NETWORK_SERVER, server);
        grids.put(Role.EDGE, edge);
        grids.put(Role.SERVER, server);
        return grids;
    }

    private Signal grid(ToDoubleFunction<Formula> value, Site site) {
        return setting.scenario().simulation().surroundings().signals().carbon(value.applyAsDouble(site.grid()));
    }

    private Optional<Site> serverSite() {
        return kind.isCentralised()
                ? Optional.of(setting.site(Centralised.placeOf(kind)))
                : setting.scenario()
                        .training()
                        .serverPlace()
                        .flatMap(setting.scenario().places()::site);
    }

    private Presence presence(Fleet fleet, Seed seed) {
        return setting.scenario()
                .simulation()
                .participation()
                .presence()
                .map(p -> switch (p) {
                    case Renewal(var on, var off) ->
                        Presence.renewal(fleet.size(), EventFleet.distribution(on), EventFleet.distribution(off), seed);
                    case Recorded(var times) -> Presence.recorded(times);
                })
                .orElse(Presence.ALWAYS);
    }

    private @Nullable Batteries batteries(ToDoubleFunction<Formula> value, Fleet fleet, Seed seed) {
        Optional<Simulation.Battery> battery =
                setting.scenario().simulation().equipment().battery();
        if (battery.isEmpty() || kind.isCentralised()) {
            return null;
        }
        Simulation.Battery b = battery.get();
        return new Batteries(
                fleet.size(),
                value.applyAsDouble(b.capacity()),
                value.applyAsDouble(b.charge()),
                value.applyAsDouble(b.floor()),
                value.applyAsDouble(b.efficiency()),
                EventFleet.distribution(b.initial()),
                seed);
    }

    private Training training(Company company, ToDoubleFunction<Formula> value, Presence presence, Seed seed) {
        Simulation.Mode mode = setting.scenario().simulation().mode();
        boolean shared = company.world().wires().shared().binds();
        return switch (kind) {
            case LOCAL -> new LocalTraining(company, presence);
            case CLOUD, ON_PREMISES, EDGE ->
                java.util.Objects.requireNonNull(central).training(company, value, shared);
            case DECENTRALISED ->
                new GossipTraining(
                        company,
                        new GossipTraining.Shape(
                                GossipTraining.Graph.valueOf(mode.graph().name()),
                                (int) Math.round(setting.scenario()
                                        .training()
                                        .neighbours()
                                        .value()
                                        .value()
                                        .typical()),
                                mode.barrier() == Simulation.Barrier.NEIGHBOURS),
                        seed.split("graph"));
            case FEDERATED, FEDERATED_SLEEP -> {
                if (mode.asynchronous().isPresent()) {
                    var async = mode.asynchronous().get();
                    yield new BufferedTraining(
                            company,
                            shared,
                            new BufferedTraining.Buffer(
                                    async.concurrency(), async.buffer(), value.applyAsDouble(async.staleness())),
                            seed.split("failures"));
                }
                yield new RoundTraining(company, shared, seed.split("failures"));
            }
            case HIERARCHICAL -> new RoundTraining(company, shared, seed.split("failures"));
        };
    }

    /// The first training and every refresh, as the sums CO-1 to CO-4 of the closed form take them.
    private List<Session> sessions(ToDoubleFunction<Formula> value) {
        double rounds = value.applyAsDouble(setting.scenario().training().roundsOf(kind));
        List<Session> sessions = new ArrayList<>();
        sessions.add(new Session(0, rounds, 1, 1));
        if (!(setting.cadence() instanceof Cadence.Continual c)) {
            return sessions;
        }
        double period = value.applyAsDouble(c.period());
        double fresh = value.applyAsDouble(c.newItems())
                / value.applyAsDouble(setting.task().data().items());
        double effort = c.method() == Method.SCRATCH ? 1 : value.applyAsDouble(c.effortOf(kind));
        double replayed = c.method() == Method.REPLAY ? value.applyAsDouble(c.replay()) : 0;
        long refreshes = (long) Math.ceil(value.applyAsDouble(setting.task().horizon()) / period - 1e-9) - 1;
        boolean timed = workSite().machine().compute() instanceof Compute.Direct;
        boolean everyRound = setting.task().data().everyRound();
        for (long k = 1; k <= refreshes; k++) {
            double work = timed ? 1 : c.method() == Method.SCRATCH ? 1 + k * fresh : fresh + replayed;
            sessions.add(new Session(k * period, rounds * effort, work, everyRound ? 1 : fresh));
        }
        return sessions;
    }

    private Site workSite() {
        return kind.isCentralised() ? setting.site(Centralised.placeOf(kind)) : setting.devices();
    }
}
