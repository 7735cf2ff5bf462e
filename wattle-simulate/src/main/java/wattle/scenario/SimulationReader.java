package wattle.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Formula.Input;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.scenario.Simulation.Asynchronous;
import wattle.scenario.Simulation.Barrier;
import wattle.scenario.Simulation.Exchange;
import wattle.scenario.Simulation.Graph;
import wattle.scenario.Simulation.Mode;
import wattle.scenario.Simulation.Participation;
import wattle.scenario.Simulation.Presence;
import wattle.scenario.Simulation.Selection;
import wattle.scenario.Simulation.Surroundings;

/// Reads the group `simulation`. Everything in it is optional.
final class SimulationReader {

    private static final int SEEDS = 20;
    private static final int MOST_SEEDS = 100_000;
    private static final int MOST_EDGE_ROUNDS = 1_000;
    private static final int MOST_BUFFERED = 1_000_000_000;

    private static final Wanted CHOSEN =
            Wanted.notNegative("o", "Participants asked beyond those needed", Dimension.SCALAR);
    private static final Wanted DEADLINE = Wanted.positive("T_d", "Deadline of a round", Dimension.TIME);
    private static final Wanted LEAST = Wanted.shareOrNone("q", "Share of the updates a round needs");
    private static final Wanted DROPOUT = Wanted.shareOrNone("p_d", "Share of participants that fail");
    private static final Wanted MEMORY = Wanted.positive("M", "Memory that training needs", Dimension.DATA);
    private static final Wanted BITS = Wanted.positive("q_U", "Bits of a parameter sent up", Dimension.SCALAR);
    private static final Wanted DOWN_BITS = Wanted.positive("q_D", "Bits of a parameter sent down", Dimension.SCALAR);
    private static final Wanted KEPT = Wanted.share("ρ", "Share of the parameters sent up");
    private static final Wanted PER_PEER =
            Wanted.notNegative("b_sa", "Secure aggregation, for each pair", Dimension.DATA);
    private static final Wanted STALENESS =
            Wanted.notNegative("a", "Exponent of the weight of stale updates", Dimension.SCALAR);
    private static final Wanted MOST =
            Wanted.positive("n_max", "Rounds after which the target is given up", Dimension.SCALAR);
    private static final Wanted EXPONENT =
            Wanted.notNegative("β_K", "Exponent of progress in updates", Dimension.SCALAR);

    private final Catalog catalog;
    private final Optional<Path> folder;

    /// @param folder of the scenario's file, for files it names; empty when it was read from text
    SimulationReader(Catalog catalog, Optional<Path> folder) {
        this.catalog = catalog;
        this.folder = folder;
    }

    Simulation read(Optional<Keys> given, Node root, Places places, Input active) {
        Keys keys = given.orElseGet(() -> Keys.of(new Node.Mapping(root.location(), "simulation", List.of())));
        Optional<Keys> participation = group(keys, "participation");
        Simulation simulation = new Simulation(
                keys.optional("seeds", k -> count(keys, k, MOST_SEEDS, "seeds")).orElse(SEEDS),
                new FleetGroupsReader(catalog, folder).read(group(keys, "fleet"), places),
                participation(participation),
                exchange(group(keys, "exchange")),
                mode(keys, places, active),
                new EquipmentReader().read(keys),
                surroundings(keys));
        keys.noOthers();
        return simulation;
    }

    /// A whole number from 1 to a limit.
    static int count(Keys keys, String key, int most, String what) {
        long count = keys.count(key, 1);
        if (count > most) {
            throw keys.fault(key, "%d %s are more than %d.".formatted(count, what, most), "Maybe %d.".formatted(most));
        }
        return (int) count;
    }

    static Optional<Keys> group(Keys keys, String key) {
        return keys.optional(key).map(n -> Keys.of(Values.mapping(n)));
    }

    /// A number that may be missing from a group that may be missing.
    static Input or(Optional<Keys> keys, String key, String path, Wanted wanted, double usual, String why) {
        return keys.flatMap(k -> Inputs.given(k, key, wanted))
                .orElseGet(() -> Inputs.byDefault(path + "." + key, wanted, Range.exactly(usual), why));
    }

    private Participation participation(Optional<Keys> keys) {
        String path = "simulation.participation";
        Participation read = new Participation(
                keys.flatMap(k -> k.optional("selection", s -> k.word(s, words(Selection.values(), Selection::word))))
                        .map(w -> Selection.valueOf(w.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .orElse(Selection.RANDOM),
                or(keys, "over-commitment", path, CHOSEN, 0, "as many are asked as are needed"),
                keys.flatMap(k -> Inputs.given(k, "deadline", DEADLINE)),
                or(keys, "least", path, LEAST, 0, "a round counts with any update"),
                or(keys, "dropout", path, DROPOUT, 0, "nobody fails"),
                keys.flatMap(k -> group(k, "presence")).map(this::presence),
                keys.flatMap(k -> Inputs.given(k, "memory", MEMORY)));
        keys.ifPresent(Keys::noOthers);
        return read;
    }

    private Presence presence(Keys keys) {
        try (keys) {
            Optional<Node> file = keys.optional("file");
            if (file.isPresent()) {
                if (keys.optional("on").isPresent() || keys.optional("off").isPresent()) {
                    throw keys.fault(
                            "file",
                            "a table says when each device is there; on and off would say it again.",
                            "Maybe remove one of them.");
                }
                return new Presence.Recorded(new OnTimesReader(folder).read(file.get()));
            }
            return new Presence.Renewal(Spread.time(keys.required("on")), Spread.time(keys.required("off")));
        }
    }

    private static Exchange exchange(Optional<Keys> keys) {
        String path = "simulation.exchange";
        Exchange read = new Exchange(
                bits(keys, "bits", path, BITS),
                or(keys, "kept", path, KEPT, 1, "every parameter is sent"),
                bits(keys, "down-bits", path, DOWN_BITS),
                or(keys, "per-peer", path, PER_PEER, 0, "no secure aggregation"));
        keys.ifPresent(Keys::noOthers);
        return read;
    }

    private static Input bits(Optional<Keys> keys, String key, String path, Wanted wanted) {
        Input bits = or(keys, key, path, wanted, 32, "parameters are sent as they are");
        if (bits.value().value().high() > 32) {
            throw keys.orElseThrow().fault(key, "a parameter of 32 bits cannot be sent in more.", "Maybe 8.");
        }
        return bits;
    }

    private static Mode mode(Keys keys, Places places, Input active) {
        Optional<Keys> graph = group(keys, "neighbours");
        Mode mode = new Mode(
                group(keys, "asynchronous").map(k -> asynchronous(k, places, active)),
                keys.optional("edge-rounds", k -> count(keys, k, MOST_EDGE_ROUNDS, "rounds below an aggregator"))
                        .orElse(1),
                graph.flatMap(k -> k.optional("graph", g -> k.word(g, words(Graph.values(), SimulationReader::word))))
                        .map(w -> Graph.valueOf(w.toUpperCase(Locale.ROOT)))
                        .orElse(Graph.REGULAR),
                graph.flatMap(k ->
                                k.optional("barrier", g -> k.word(g, words(Barrier.values(), SimulationReader::word))))
                        .map(w -> Barrier.valueOf(w.toUpperCase(Locale.ROOT)))
                        .orElse(Barrier.ROUND),
                keys.optional("upload", k -> keys.word(k, List.of("batch", "streaming")))
                        .map("streaming"::equals)
                        .orElse(false));
        graph.ifPresent(Keys::noOthers);
        return mode;
    }

    private static Asynchronous asynchronous(Keys keys, Places places, Input active) {
        try (keys) {
            double devices = places.devices().count().value().value().typical();
            long usual = (long) active.value().value().typical();
            long concurrency =
                    keys.optional("concurrency", k -> keys.count(k, 1)).orElse(usual);
            if (concurrency > devices) {
                throw keys.fault(
                        "concurrency",
                        "%d devices cannot train at a time, as there are only %.0f.".formatted(concurrency, devices),
                        "Maybe %.0f.".formatted(devices));
            }
            return new Asynchronous(
                    (int) concurrency,
                    count(keys, "buffer", MOST_BUFFERED, "updates of a model"),
                    or(
                            Optional.of(keys),
                            "staleness",
                            "simulation.asynchronous",
                            STALENESS,
                            0.5,
                            "1/sqrt(1+s): Nguyen et al., FedBuff, AISTATS 2022, section 5"));
        }
    }

    private Surroundings surroundings(Keys keys) {
        Optional<Keys> convergence = group(keys, "convergence");
        Surroundings read = new Surroundings(
                new SignalsReader(catalog, folder).read(group(keys, "signals")),
                convergence.flatMap(k -> Inputs.given(k, "most-rounds", MOST)),
                or(
                        convergence,
                        "participation",
                        "simulation.convergence",
                        EXPONENT,
                        1,
                        "an update that is missing is missing in full"));
        convergence.ifPresent(Keys::noOthers);
        return read;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E> List<String> words(E[] values, java.util.function.Function<E, String> word) {
        return java.util.Arrays.stream(values).map(word).toList();
    }
}
