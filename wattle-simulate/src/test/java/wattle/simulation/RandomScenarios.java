package wattle.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Valid scenarios that nobody would write, from a seed; every key of the group `simulation` but those that name a file
/// comes up.
final class RandomScenarios {

    private static final String[] SPREADS = {
        "lognormal 0.5", "uniform 0.5..1.5", "exponential 1", "weibull 1.5, 1", "fixed 1", "fixed 0.7"
    };
    private static final String[] SIGNALS = {"flat", "shape-DEU-2020"};

    private final SplittableRandom random;
    private final int devices;
    private final int active;

    private RandomScenarios(long seed) {
        this.random = new SplittableRandom(seed);
        this.devices = random.nextInt(5, 41);
        this.active = random.nextInt(1, devices + 1);
    }

    /// The scenario of a seed.
    static String of(long seed) {
        return new RandomScenarios(seed).text();
    }

    private String text() {
        return "name: Random\n" + task() + places() + links() + training() + assumptions() + simulation();
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private String any(String... words) {
        return words[random.nextInt(words.length)];
    }

    private String task() {
        String cadence = one(4)
                ? "  cadence: {every: 6 h, method: %s, new-items-per-device: %d, effort: 50 %%, replay: 30 %%}\n"
                        .formatted(any("scratch", "fine-tune", "replay"), random.nextInt(5, 50))
                : "";
        return """
                task:
                  model: {name: m, kind: classification, size: %d kB, forward: 1 GFLOP, train: 3 GFLOP}
                  data: {items-per-device: %d, item-size: %d kB%s}
                  target: accuracy 0.9
                  horizon: 20 h
                """.formatted(
                                random.nextInt(100, 4000),
                                random.nextInt(10, 400),
                                random.nextInt(1, 300),
                                one(5) ? ", upload: every-round" : "")
                + cadence;
    }

    private String places() {
        String grid = one(2) ? "300 g/kWh" : "120 g/kWh";
        return """
                places:
                  devices: {count: %d, power: %d W, idle-power: %d W, sleep-power: 0.01 W, rate: %d GFLOP/s, peak: 900 GFLOP/s, grid: 300 g/kWh, utilisation: %d %%}
                  edge: {count: %d, power: 200 W, idle-power: 60 W, rate: 5 TFLOP/s, peak: 20 TFLOP/s, grid: %s, pue: 1.3, utilisation: 30 %%}
                  cloud: {count: %d, power: 4500 W, idle-power: 1300 W, rate: 300 TFLOP/s, peak: 2500 TFLOP/s, grid: 100 g/kWh, pue: 1.1, utilisation: 60 %%}
                """.formatted(
                        devices,
                        random.nextInt(3, 20),
                        random.nextInt(1, 4),
                        random.nextInt(20, 800),
                        random.nextInt(30, 101),
                        random.nextInt(1, 5),
                        grid,
                        random.nextInt(1, 5));
    }

    private String links() {
        return """
                links:
                  devices-cloud: {up: 15 kbit/J, down: 25 kbit/J, rate: %d Mbit/s, latency: %d ms}
                  devices-edge: {energy: 60 kbit/J, rate: %d Mbit/s, latency: 5 ms}
                  edge-server: {energy: 900 kbit/J, rate: 1 Gbit/s, latency: 10 ms}
                  devices-devices: {energy: 100 kbit/J, rate: 60 Mbit/s, latency: 3 ms}
                """.formatted(random.nextInt(1, 80), random.nextInt(0, 400), random.nextInt(2, 200));
    }

    private String training() {
        return """
                training:
                  epochs: %d
                  rounds: {federated: %d, federated-sleep: %d, hierarchical: %d, decentralised: %d, local: %d}
                  local-epochs: %d
                  active: %d
                  neighbours: %d
                  aggregation: %s
                """.formatted(
                        random.nextInt(1, 5),
                        random.nextInt(1, 6),
                        random.nextInt(1, 6),
                        random.nextInt(1, 6),
                        random.nextInt(1, 6),
                        random.nextInt(1, 6),
                        random.nextInt(1, 4),
                        active,
                        random.nextInt(1, Math.max(2, Math.min(4, active))),
                        any("{share: 5 %}", "{power: 90 W}", "{energy-per-round: 2 kJ}"));
    }

    private String assumptions() {
        return "assumptions: {idle: %s, trainers: %s, receivers: %s, seed: %d}\n"
                .formatted(
                        any("none", "share", "dedicated"),
                        one(4) ? "all" : "active",
                        one(4) ? "all" : "active",
                        random.nextInt(1, 1_000_000));
    }

    private String simulation() {
        List<String> keys = new ArrayList<>(List.of("seeds: 2"));
        add(keys, 2, "fleet", fleet());
        add(keys, 1, "participation", participation());
        add(
                keys,
                2,
                "exchange",
                "{bits: %s, kept: %s, down-bits: %s, per-peer: %s}"
                        .formatted(any("32", "8", "4"), any("100 %", "10 %"), any("32", "16"), any("0 B", "64 B")));
        if (one(3)) {
            keys.add("asynchronous: {concurrency: %d, buffer: %d, staleness: %s}"
                    .formatted(random.nextInt(1, devices + 1), random.nextInt(1, 6), any("0", "0.5", "1")));
        }
        if (one(2)) {
            keys.add("edge-rounds: " + random.nextInt(1, 5));
        }
        add(
                keys,
                2,
                "neighbours",
                "{graph: %s, barrier: %s}"
                        .formatted(any("ring", "regular", "random", "mesh"), any("round", "neighbours")));
        if (one(4)) {
            keys.add("upload: streaming");
        }
        equipment(keys);
        add(
                keys,
                2,
                "convergence",
                "{most-rounds: %d, participation: %s}".formatted(random.nextInt(1, 12), any("0", "0.5", "1")));
        add(keys, 4, "signals", "{starts: 2022-03-01T00:00:00Z, carbon: %s}".formatted(any(SIGNALS)));
        return "simulation:\n  " + String.join("\n  ", keys) + "\n";
    }

    private void add(List<String> keys, int in, String key, String value) {
        if (one(in)) {
            keys.add(key + ": " + value);
        }
    }

    private String fleet() {
        List<String> parts = new ArrayList<>();
        for (String key : List.of("speed", "link", "items")) {
            add(parts, 2, key, any(SPREADS));
        }
        if (one(2)) {
            parts.add("groups: [{name: a, share: 30 %, speed: 0.5, power: 0.7, memory: 1 GB, grid: 700 g/kWh},"
                    + " {name: b, share: 70 %, link: 2, items: 1.5, memory: 4 GB}]");
        }
        return "{" + String.join(", ", parts.isEmpty() ? List.of("speed: fixed 1") : quoted(parts)) + "}";
    }

    /// Spreads hold commas.
    private static List<String> quoted(List<String> parts) {
        return parts.stream()
                .map(p -> p.startsWith("groups") ? p : p.replaceFirst(": (.*)$", ": '$1'"))
                .toList();
    }

    private String participation() {
        List<String> parts = new ArrayList<>();
        add(parts, 2, "selection", any("random", "fastest", "least-energy", "least-carbon", "fullest-battery"));
        add(parts, 2, "over-commitment", any("0 %", "20 %", "100 %"));
        add(parts, 3, "deadline", any("1 s", "10 s", "100 s"));
        add(parts, 3, "least", any("10 %", "80 %"));
        add(parts, 3, "dropout", any("5 %", "40 %"));
        add(
                parts,
                3,
                "presence",
                any(
                        "{on: exponential 2 min, off: exponential 1 min}",
                        "{on: 'weibull 1.5, 40 s', off: 'uniform 10 s..50 s'}",
                        "{on: 'lognormal 1 min, 0.8', off: fixed 20 s}"));
        add(parts, 4, "memory", "2 GB");
        return "{" + String.join(", ", parts) + "}";
    }

    private void equipment(List<String> keys) {
        List<String> network = new ArrayList<>();
        add(
                network,
                2,
                "server",
                any(
                        "20 Mbit/s",
                        "{rate: 5 Mbit/s, duplex: half}",
                        "{rate: 100 Mbit/s, idle-power: 100 W, busy-power: 150 W}"));
        add(
                network,
                3,
                "cells",
                any("{count: 3, rate: 10 Mbit/s}", "{count: 2, up-rate: 5 Mbit/s, down-rate: 9 Mbit/s}"));
        add(network, 4, "metro", any("15 Mbit/s", "{rate: 50 Mbit/s, idle-power: 40 W, busy-power: 60 W}"));
        add(network, 4, "core", "60 Mbit/s");
        add(network, 4, "access", "{idle-power: 5 W, busy-power: 8 W}");
        add(keys, 2, "network", "{" + String.join(", ", network) + "}");
        add(
                keys,
                3,
                "radio",
                "{transmit: 1.2 W, receive: 0.8 W, tail: %s, tail-time: %s}"
                        .formatted(any("0 W", "0.4 W"), any("0 s", "3 s")));
        add(
                keys,
                4,
                "battery",
                "{capacity: %s, charge: %s, floor: 20 %%, initial: 'uniform 0.3..1', efficiency: %s}"
                        .formatted(any("300 J", "20 kJ"), any("1 W", "5 W"), any("100 %", "85 %")));
        add(keys, 3, "aggregator", "{work: 1 GFLOP, rate: 10 GFLOP/s}");
        add(keys, 3, "data-parallel", "{batch: 32, rate: 10 Gbit/s, latency: 1 ms, power: 0.9}");
        add(keys, 3, "power-mode", "{name: low, speed: 0.7, power: 0.5}");
    }
}
