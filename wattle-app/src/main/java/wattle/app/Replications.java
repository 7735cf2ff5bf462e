package wattle.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import wattle.comparison.Draws;
import wattle.comparison.Outcome.Reach;
import wattle.document.InputFault;
import wattle.scenario.Scenario;
import wattle.simulation.Events;
import wattle.simulation.Events.Precision;
import wattle.simulation.ParadigmModel;

/// A scenario simulated several times: once with typical inputs, and with inputs and seeds drawn for each further time.
/// Replications run side by side, and come to the same bytes in whatever order they end.
public final class Replications {

    private static final long BYTES_PER_DEVICE = 260;
    private static final long DEVICES_AT_ONCE = 200_000;
    private static final double SHARE_OF_MEMORY = 0.8;

    private final Events events;
    private final Draws draws;
    private final List<Map<String, Events.Played>> played;
    private final int wanted;

    private Replications(Events events, Draws draws, List<Map<String, Events.Played>> played, int wanted) {
        this.events = events;
        this.draws = draws;
        this.played = List.copyOf(played);
        this.wanted = wanted;
    }

    /// Told how far it is; asked whether to go on.
    public interface Progress {
        /// Nobody looks, and nobody stops it.
        Progress NONE = (_, _, _) -> true;

        /// @param replication how many are done
        /// @param of how many
        /// @param rounds held in all of them so far
        /// @return whether to go on
        boolean at(int replication, int of, long rounds);
    }

    /// How devices are simulated, as a person says it.
    public enum Devices {
        EXACT(Precision.EXACT),
        COHORTS(Precision.COHORTS);

        private final Precision precision;

        Devices(Precision precision) {
            this.precision = precision;
        }

        /// The engine's word for it.
        public Precision precision() {
            return precision;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record One(double[] outputs, Map<String, Events.Played> played, boolean complete) {}

    /// Simulates as many replications as the scenario asks for.
    ///
    /// @throws InputFault when the devices would not fit into memory
    public static Replications of(Scenario scenario, Precision precision, Progress progress) {
        return of(scenario, precision, scenario.simulation().seeds(), progress);
    }

    /// Simulates.
    ///
    /// @param precision every device, or cohorts of devices in expectation
    /// @param seeds replications beside the typical one
    /// @throws InputFault when the devices would not fit into memory
    public static Replications of(Scenario scenario, Precision precision, int seeds, Progress progress) {
        long devices = devices(scenario);
        if (precision == Precision.EXACT) {
            refuse(scenario, devices);
        }
        Events events = Events.of(scenario, precision);
        EngineResponse response = EngineResponse.of(events);
        double[][] inputs =
                Draws.inputs(response.factors(), seeds, scenario.policy().seed());
        List<double[]> all = new ArrayList<>(List.of(Draws.typicalInputs(response.factors())));
        all.addAll(List.of(inputs));
        AtomicLong rounds = new AtomicLong();
        AtomicLong done = new AtomicLong();
        BooleanSupplier goOn = () -> progress.at((int) done.get(), all.size(), rounds.get());
        int threads = precision == Precision.EXACT && devices > DEVICES_AT_ONCE
                ? 1
                : Math.min(all.size(), Runtime.getRuntime().availableProcessors());
        List<One> ones = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads))) {
            List<Future<One>> futures = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                int number = i;
                Callable<One> task = () -> {
                    One one = one(Events.of(scenario, precision), all.get(number), number, rounds, goOn);
                    done.incrementAndGet();
                    return one;
                };
                futures.add(pool.submit(task));
            }
            for (Future<One> future : futures) {
                ones.add(result(future));
            }
        }
        progress.at((int) done.get(), all.size(), rounds.get());
        // The typical one always counts, with what it has; of the others, those that were not cut short.
        One typical = ones.removeFirst();
        ones.removeIf(one -> !one.complete());
        List<Map<String, Events.Played>> played = new ArrayList<>(List.of(typical.played()));
        ones.forEach(one -> played.add(one.played()));
        return new Replications(
                events,
                Draws.of(typical.outputs(), ones.stream().map(One::outputs).toArray(double[][]::new)),
                played,
                all.size());
    }

    private static One one(Events events, double[] inputs, int number, AtomicLong rounds, BooleanSupplier goOn) {
        double[] outputs = new double[events.outputCount()];
        Map<String, Events.Played> played = new LinkedHashMap<>();
        events.simulate(inputs, number, outputs, new Events.Watch() {
            @Override
            public boolean round(ParadigmModel model, double done, double wanted) {
                rounds.incrementAndGet();
                return goOn.getAsBoolean();
            }

            @Override
            public void played(ParadigmModel model, Events.Played one) {
                played.put(model.id(), one);
            }
        });
        boolean complete = played.values().stream().noneMatch(Events.Played::stopped);
        return new One(outputs, played, complete);
    }

    private static One result(Future<One> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a simulation was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InputFault fault) {
                throw fault;
            }
            throw new IllegalStateException("a simulation failed", e.getCause());
        }
    }

    private static long devices(Scenario scenario) {
        return Math.round(scenario.places().devices().count().value().value().typical());
    }

    /// Memory that the events of a scenario take, in bytes.
    public static long bytes(Scenario scenario) {
        return devices(scenario) * BYTES_PER_DEVICE;
    }

    private static void refuse(Scenario scenario, long devices) {
        long most = (long) (SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory());
        if (devices > 100_000_000 || bytes(scenario) > most) {
            throw InputFault.inFile(
                    scenario.heading().file(),
                    "the events of %,d devices take about %,d MB of memory, and %,d MB may be used."
                            .formatted(devices, bytes(scenario) / 1_000_000, most / 1_000_000),
                    "Maybe --precision cohorts, or give Java more (WATTLE_JAVA_OPTS=-Xmx%dg)."
                            .formatted(Math.max(1, bytes(scenario) / 700_000_000)));
        }
    }

    /// What was simulated.
    public Events events() {
        return events;
    }

    /// Outputs of the typical replication and of those that were drawn.
    public Draws draws() {
        return draws;
    }

    /// What each replication of a paradigm came to, the typical one first.
    public List<Events.Played> played(String id) {
        return played.stream()
                .flatMap(one -> Optional.ofNullable(one.get(id)).stream())
                .toList();
    }

    /// How many were asked for, the typical one included.
    public int wanted() {
        return wanted;
    }

    /// Whether all of them ran to their end.
    public boolean isComplete() {
        return played.size() == wanted && played.getFirst().values().stream().noneMatch(Events.Played::stopped);
    }

    /// Whether each paradigm reached the target in every replication.
    Map<String, Reach> reached() {
        Map<String, Reach> reached = new LinkedHashMap<>();
        for (ParadigmModel model : events.paradigms()) {
            List<Events.Played> all = played(model.id());
            long yes = all.stream().filter(Events.Played::reached).count();
            reached.put(
                    model.id(),
                    new Reach(
                            Optional.of(yes == all.size()),
                            "the simulation reached it in %d of %d replications".formatted(yes, all.size())));
        }
        return reached;
    }
}
