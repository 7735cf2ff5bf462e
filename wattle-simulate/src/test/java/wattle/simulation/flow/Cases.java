package wattle.simulation.flow;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Random small networks of several shapes.
final class Cases {

    private Cases() {}

    /// One link that all share behind links of their own, or any links in any order, or cells below a core.
    static Case random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return switch ((int) (seed % 4)) {
            case 0 -> star(random);
            case 1 -> any(random);
            case 2 -> tree(random);
            default -> line(random);
        };
    }

    static Case star(SplittableRandom random) {
        int n = 1 + random.nextInt(12);
        double[] capacity = new double[n + 1];
        Arrays.setAll(capacity, l -> l == 0 ? 1 + 20 * random.nextDouble() : 0.5 + 4 * random.nextDouble());
        boolean own = random.nextBoolean();
        return new Case(
                capacity,
                IntStream.range(0, n)
                        .mapToObj(i -> flow(random, own ? new int[] {i + 1, 0} : new int[] {0}))
                        .toArray(Case.Flow[]::new));
    }

    private static Case any(SplittableRandom random) {
        int links = 1 + random.nextInt(5);
        int n = 1 + random.nextInt(10);
        double[] capacity = random.doubles(links, 0.5, 10).toArray();
        return new Case(
                capacity,
                IntStream.range(0, n)
                        .mapToObj(_ -> flow(random, some(random, links)))
                        .toArray(Case.Flow[]::new));
    }

    private static int[] some(SplittableRandom random, int links) {
        int[] route =
                IntStream.range(0, links).filter(_ -> random.nextBoolean()).toArray();
        return route.length == 0 ? new int[] {random.nextInt(links)} : route;
    }

    private static Case tree(SplittableRandom random) {
        int cells = 2 + random.nextInt(3);
        int n = 2 + random.nextInt(12);
        double[] capacity = new double[cells + 1];
        Arrays.setAll(capacity, l -> (l == 0 ? 2 : 1) * (0.5 + 6 * random.nextDouble()));
        return new Case(
                capacity,
                IntStream.range(0, n)
                        .mapToObj(_ -> flow(random, new int[] {1 + random.nextInt(cells), 0}))
                        .toArray(Case.Flow[]::new));
    }

    /// Links in a row, many of them alike, and flows over parts of the row.
    private static Case line(SplittableRandom random) {
        int links = 1 + random.nextInt(5);
        double[] capacity = new double[links];
        Arrays.setAll(capacity, _ -> random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 3);
        return new Case(
                capacity,
                IntStream.rangeClosed(0, random.nextInt(9))
                        .mapToObj(_ -> {
                            int from = random.nextInt(links);
                            return flow(random, IntStream.rangeClosed(from, from + random.nextInt(links - from)).toArray());
                        })
                        .toArray(Case.Flow[]::new));
    }

    /// Caps and weights repeat often, and starts fall together often, so that ties are met.
    static Case.Flow flow(SplittableRandom random, int[] links) {
        double cap = switch (random.nextInt(4)) {
            case 0 -> 1e9;
            case 1 -> 1;
            default -> 0.2 + 3 * random.nextDouble();
        };
        double weight = random.nextInt(3) == 0 ? 0.5 + 2 * random.nextDouble() : 1;
        double bits = random.nextInt(3) == 0 ? 8 : 0.1 + 20 * random.nextDouble();
        double start = random.nextBoolean() ? random.nextInt(3) : 10 * random.nextDouble();
        double abort = random.nextInt(6) == 0 ? start + 8 * random.nextDouble() : Double.POSITIVE_INFINITY;
        return new Case.Flow(links, cap, weight, bits, start, abort);
    }
}
