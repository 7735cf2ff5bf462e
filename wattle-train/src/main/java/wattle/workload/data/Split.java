package wattle.workload.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// How the items of a data set are divided among clients. Every item goes to exactly one client.
public sealed interface Split {

    /// At random, in parts of one size, but for one item.
    record Iid() implements Split {}

    /// Sorted by class, cut into twice as many shards as there are clients, two to each (McMahan et al. 2017):
    /// most clients
    /// see two classes only.
    record Shards() implements Split {}

    /// Each class divided by shares drawn from a Dirichlet distribution (Hsu et al. 2019).
    ///
    /// @param concentration above 0; 0.1 is very uneven, 100 almost even
    record Dirichlet(double concentration) implements Split {}

    /// Shards a client gets in [Shards].
    int SHARDS_EACH = 2;

    /// Reads `iid`, `shards` or `dirichlet:0.5`.
    ///
    /// @throws IllegalArgumentException for anything else
    static Split of(String text) {
        String word = text.toLowerCase(Locale.ROOT).strip();
        if (word.equals("iid")) {
            return new Iid();
        }
        if (word.equals("shards")) {
            return new Shards();
        }
        try {
            double concentration =
                    word.startsWith("dirichlet:") ? Double.parseDouble(word.substring("dirichlet:".length())) : -1;
            if (concentration > 0 && concentration < 1e6) {
                return new Dirichlet(concentration);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'%s' has no number after the colon. Maybe dirichlet:0.5".formatted(text), e);
        }
        throw new IllegalArgumentException(
                "'%s' is no way to divide data: it is iid, shards or dirichlet:A with A above 0. Maybe dirichlet:0.5"
                        .formatted(text));
    }

    /// Divides items.
    ///
    /// @param classes the class of each item
    /// @param clients how many; at least 1, and at most half as many as items
    /// @return the items of each client, in random order; a client may get none
    default int[][] divide(int[] classes, int clients, SplittableRandom random) {
        return switch (this) {
            case Iid() -> cut(shuffled(classes.length, random), clients);
            case Shards() -> shards(classes, clients, random);
            case Dirichlet(double concentration) -> dirichlet(classes, clients, concentration, random);
        };
    }

    private static int[][] shards(int[] classes, int clients, SplittableRandom random) {
        // Sorted by class, and at random within each.
        int[] order = Arrays.stream(shuffled(classes.length, random))
                .boxed()
                .sorted(java.util.Comparator.comparingInt(item -> classes[item]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[][] shards = cut(order, SHARDS_EACH * clients);
        int[] turns = shuffled(shards.length, random);
        int[][] parts = new int[clients][];
        for (int client = 0; client < clients; client++) {
            int[] one = shards[turns[SHARDS_EACH * client]];
            int[] other = shards[turns[SHARDS_EACH * client + 1]];
            int[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            shuffle(both, random);
            parts[client] = both;
        }
        return parts;
    }

    private static int[][] dirichlet(int[] classes, int clients, double concentration, SplittableRandom random) {
        List<List<Integer>> parts = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            parts.add(new ArrayList<>());
        }
        int[] order = shuffled(classes.length, random);
        int most = Arrays.stream(classes).max().orElse(-1);
        for (int label = 0; label <= most; label++) {
            int wanted = label;
            int[] items =
                    Arrays.stream(order).filter(item -> classes[item] == wanted).toArray();
            double[] shares = Gamma.shares(clients, concentration, random);
            double upTo = 0;
            int from = 0;
            for (int client = 0; client < clients; client++) {
                upTo += shares[client];
                int to = client == clients - 1 ? items.length : (int) Math.min(items.length, items.length * upTo);
                for (int i = from; i < to; i++) {
                    parts.get(client).add(items[i]);
                }
                from = Math.max(from, to);
            }
        }
        int[][] result = new int[clients][];
        for (int client = 0; client < clients; client++) {
            int[] items = parts.get(client).stream().mapToInt(Integer::intValue).toArray();
            shuffle(items, random);
            result[client] = items;
        }
        return result;
    }

    /// 0 to `count` − 1 in random order.
    static int[] shuffled(int count, SplittableRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        shuffle(order, random);
        return order;
    }

    /// Fisher and Yates.
    static void shuffle(int[] items, SplittableRandom random) {
        for (int i = items.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = items[i];
            items[i] = items[j];
            items[j] = kept;
        }
    }

    private static int[][] cut(int[] items, int parts) {
        int[][] cut = new int[parts][];
        for (int i = 0; i < parts; i++) {
            int from = (int) ((long) items.length * i / parts);
            int to = (int) ((long) items.length * (i + 1) / parts);
            cut[i] = Arrays.copyOfRange(items, from, to);
        }
        return cut;
    }
}
