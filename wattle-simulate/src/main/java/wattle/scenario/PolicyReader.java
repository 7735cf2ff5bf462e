package wattle.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.Keys;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.scenario.Policy.Idle;
import wattle.scenario.Policy.NetworkModel;
import wattle.scenario.Policy.Who;
import wattle.scenario.Scenario.Storage;

/// Reads the assumptions: policies, draws, and what keeping data costs.
final class PolicyReader {

    private static final Wanted KEEPING = Wanted.notNegative("w_B", "Power of keeping one byte", Dimension.POWER);
    private static final Wanted COPIES =
            Wanted.positive("c_B", "Copies of each byte in a server place", Dimension.SCALAR);
    private static final int DRAWS = 1000;
    private static final int MOST_DRAWS = 100_000;

    private PolicyReader() {}

    static Policy read(Optional<Keys> given) {
        if (given.isEmpty()) {
            return new Policy(Idle.SHARE, NetworkModel.AVERAGE, Who.ACTIVE, Who.ACTIVE, 2024, DRAWS, 1);
        }
        Keys keys = given.get();
        Policy policy = new Policy(
                word(keys, "idle", List.of("none", "share", "dedicated"), Idle.class)
                        .orElse(Idle.SHARE),
                word(keys, "network", List.of("average", "marginal"), NetworkModel.class)
                        .orElse(NetworkModel.AVERAGE),
                word(keys, "trainers", List.of("active", "all"), Who.class).orElse(Who.ACTIVE),
                word(keys, "receivers", List.of("active", "all"), Who.class).orElse(Who.ACTIVE),
                keys.optional("carbon-year", k -> year(keys, k)).orElse(2024),
                keys.optional("draws", k -> draws(keys, k)).orElse(DRAWS),
                keys.optional("seed", keys::count).orElse(1L));
        keys.noOthers();
        return policy;
    }

    private static int year(Keys keys, String key) {
        long year = keys.count(key, 2015);
        if (year > 2100) {
            throw keys.fault(key, "'%d' is no year of a grid statistic.".formatted(year), "Maybe 2024.");
        }
        return (int) year;
    }

    private static int draws(Keys keys, String key) {
        long draws = keys.count(key, 20);
        if (draws > MOST_DRAWS) {
            throw keys.fault(key, "'%d' draws are more than %d.".formatted(draws, MOST_DRAWS), "Maybe 1000.");
        }
        return (int) draws;
    }

    private static <E extends Enum<E>> Optional<E> word(Keys keys, String key, List<String> words, Class<E> type) {
        return keys.optional(key, k -> Enum.valueOf(type, keys.word(k, words).toUpperCase(Locale.ROOT)));
    }

    static Storage storage(Catalog catalog) {
        CatalogEntry disk = catalog.find(Kind.DEVICE, "storage-ssd-datacentre")
                .orElseThrow(() -> new IllegalStateException("the catalogue lost its storage"));
        CatalogEntry slow = catalog.find(Kind.DEVICE, "storage-hdd-datacentre")
                .orElseThrow(() -> new IllegalStateException("the catalogue lost its storage"));
        double ssd = disk.number("active_w_per_tb").orElseThrow();
        double hdd = slow.number("active_w_per_tb").orElseThrow();
        return new Storage(
                Inputs.byDefault(
                        "storage.power-per-byte",
                        KEEPING,
                        new Cited<>(
                                new Range(hdd, (hdd + ssd) / 2, ssd).times(1e-12),
                                disk.range("active_w_per_tb").orElseThrow().quality(),
                                disk.source(),
                                "between disks (%.2f W/TB) and flash (%.2f W/TB)".formatted(hdd, ssd))),
                Inputs.byDefault(
                        "storage.copies",
                        COPIES,
                        new Cited<>(
                                disk.range("replication_factor").orElseThrow().value(),
                                disk.quality(),
                                disk.source(),
                                "replication factor")));
    }
}
