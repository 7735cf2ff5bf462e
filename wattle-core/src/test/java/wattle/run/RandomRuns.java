package wattle.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import wattle.quantity.Cited;
import wattle.quantity.Energy;
import wattle.quantity.Interval;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

/// Runs that nobody would think of, from a seed.
final class RandomRuns {

    private static final String[] NAMES = {"devices", "cloud", "on-premises", "network", "a \"b\", c", "päd\nago", ""};

    private RandomRuns() {}

    static Run run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Ledger ledger = ledger(random);
        double total = ledger.total().joules();
        Map<Cost, Range> costs = new EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) {
            if (random.nextBoolean()) {
                costs.put(cost, range(random));
            }
        }
        Optional<Boolean> reached = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(random.nextBoolean());
        return new Run(
                new Run.Title("run-" + seed, pick(random, NAMES), "federated"),
                pick(random, Origin.values()),
                new Run.Reached(reached, pick(random, NAMES)),
                new Interval<>(new Energy(total * 0.5), new Energy(total), new Energy(total * 3)),
                costs,
                ledger,
                new Provenance("0.1.0", "closed form", 1000, random.nextLong(), "00ff", inputs(random)));
    }

    static Ledger ledger(SplittableRandom random) {
        List<Entry> entries = new ArrayList<>();
        int size = random.nextInt(60);
        for (int i = 0; i < size; i++) {
            entries.add(new Entry(
                    pick(random, Stage.values()),
                    new Place(pick(random, NAMES), pick(random, Sector.values())),
                    pick(random, Activity.values()),
                    pick(random, Sector.values()),
                    Interval.of(range(random), Energy::new),
                    pick(random, Origin.values()),
                    pick(random, NAMES)));
        }
        return new Ledger(entries);
    }

    private static List<Provenance.Given> inputs(SplittableRandom random) {
        List<Provenance.Given> inputs = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Source source = new Source("s" + i, pick(random, NAMES), "");
            inputs.add(new Provenance.Given(
                    "places.cloud." + i,
                    "W",
                    new Cited<>(range(random), pick(random, Quality.values()), source, pick(random, NAMES)),
                    "default"));
        }
        return inputs;
    }

    /// Anything from exact zero to energies of a country.
    private static Range range(SplittableRandom random) {
        if (random.nextInt(5) == 0) {
            return Range.exactly(0);
        }
        double low = Math.pow(10, random.nextDouble(-12, 15));
        double typical = low * random.nextDouble(1, 4);
        return new Range(low, typical, typical * random.nextDouble(1, 4));
    }

    private static <T> T pick(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
