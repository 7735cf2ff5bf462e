package wattle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.formula.Formula.Figure;
import wattle.scenario.Scenario;

/// Every input of a scenario moves some output, in the direction it must: the best-known simulator of federated
/// learning
/// never sends its model.
class MetamorphicTest {

    static final String RICH = """
            name: Rich
            task:
              model: {name: m, kind: classification, size: 4 MB, forward: 1 GFLOP, train: 3 GFLOP}
              data: {items-per-device: 400, item-size: 200 kB, gather-energy: 2 J, prepare-energy: 1 J}
              target: accuracy 0.9
              horizon: 10 days
              cadence: once
              inference: {requests-per-day: 1000, request-size: 200 kB, response-size: 1 kB}
            places:
              devices: {count: 30, power: 10 W, idle-power: 2 W, sleep-power: 0.01 W, rate: 50 GFLOP/s, peak: 500 GFLOP/s, grid: 300 g/kWh, utilisation: 50 %, embodied: 20 kg, lifetime: 5 years}
              edge: {count: 3, power: 200 W, idle-power: 60 W, rate: 5 TFLOP/s, peak: 20 TFLOP/s, grid: 310 g/kWh, pue: 1.3, utilisation: 30 %}
              cloud: {count: 2, power: 4500 W, idle-power: 1300 W, rate: 300 TFLOP/s, peak: 2500 TFLOP/s, grid: 100 g/kWh, pue: 1.1, utilisation: 60 %, embodied: 4700 kg, lifetime: 4 years}
            links:
              devices-cloud: {up: 15 kbit/J, down: 25 kbit/J, rate: 20 Mbit/s, latency: 20 ms}
              devices-edge: {energy: 60 kbit/J, rate: 80 Mbit/s, latency: 5 ms}
              edge-server: {energy: 900 kbit/J, rate: 1 Gbit/s, latency: 10 ms}
              devices-devices: {energy: 100 kbit/J, rate: 60 Mbit/s, latency: 3 ms}
            training:
              epochs: 20
              rounds: {federated: 12, federated-sleep: 12, hierarchical: 12, decentralised: 12, local: 12}
              local-epochs: 2
              active: 10
              neighbours: 3
              aggregation: {energy-per-round: 2 kJ}
            assumptions: {idle: share, seed: 7}
            simulation:
              seeds: 2
              fleet: {speed: lognormal 0.5, link: lognormal 0.4, items: uniform 0.8..1.2}
              participation: {over-commitment: 20 %, deadline: 200 s, dropout: 5 %}
              exchange: {bits: 32, kept: 100 %, down-bits: 32, per-peer: 64 B}
              edge-rounds: 2
              neighbours: {graph: ring, barrier: round}
              network: {server: 60 Mbit/s, cells: {count: 3, up-rate: 30 Mbit/s, down-rate: 40 Mbit/s}, metro: 55 Mbit/s}
              radio: {transmit: 1.2 W, receive: 0.8 W, tail: 0.4 W, tail-time: 3 s}
              battery: {capacity: 20 kJ, charge: 5 W, floor: 20 %, initial: 'uniform 0.5..1', efficiency: 90 %}
              aggregator: {work: 1 GFLOP, rate: 10 GFLOP/s}
              data-parallel: {batch: 32, rate: 10 Gbit/s, latency: 1 ms, power: 0.9}
              power-mode: {name: low, speed: 0.8, power: 0.9}
              convergence: {most-rounds: 100, participation: 1}
            """;
    private static final String ASYNCHRONOUS = RICH.replace(
            "simulation:\n", "simulation:\n  asynchronous: {concurrency: 12, buffer: 4, staleness: 0.5}\n");

    /// Change, paradigm, figure, and the direction it must move: + up, - down, ~ any.
    @ParameterizedTest(name = "{0} to {1}: {2} {3} {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "size: 4 MB | size: 8 MB | federated | network | +",
                "size: 4 MB | size: 8 MB | federated | time | +",
                "size: 4 MB | size: 8 MB | decentralised | network | +",
                "size: 4 MB | size: 8 MB | cloud | time | +",
                "train: 3 GFLOP | train: 6 GFLOP | federated | device | +",
                "train: 3 GFLOP | train: 6 GFLOP | cloud | energy | +",
                "forward: 1 GFLOP | forward: 2 GFLOP | federated | device | +",
                "items-per-device: 400 | items-per-device: 800 | local | energy | +",
                "items-per-device: 400 | items-per-device: 800 | cloud | network | +",
                "item-size: 200 kB | item-size: 400 kB | cloud | time | +",
                "gather-energy: 2 J | gather-energy: 4 J | local | energy | +",
                "requests-per-day: 1000 | requests-per-day: 2000 | cloud | energy | +",
                "horizon: 10 days | horizon: 20 days | cloud | energy | +",
                "count: 30 | count: 36 | federated | device | +",
                "power: 10 W | power: 12 W | federated | device | +",
                "idle-power: 2 W | idle-power: 3 W | federated | device | +",
                "sleep-power: 0.01 W | sleep-power: 0.1 W | federated-sleep | device | +",
                "rate: 50 GFLOP/s | rate: 25 GFLOP/s | federated | time | +",
                "300 g/kWh | 600 g/kWh | federated | carbon | +",
                "utilisation: 50 % | utilisation: 80 % | federated | device | -",
                "embodied: 20 kg | embodied: 40 kg | federated | embodied | +",
                "pue: 1.1 | pue: 1.5 | cloud | facility | +",
                "pue: 1.1 | pue: 1.5 | federated | facility | +",
                "pue: 1.3 | pue: 1.5 | hierarchical | facility | +",
                "100 g/kWh | 200 g/kWh | cloud | carbon | +",
                "power: 4500 W | power: 5000 W | cloud | energy | +",
                "rate: 300 TFLOP/s | rate: 150 TFLOP/s | cloud | time | +",
                "up: 15 kbit/J | up: 30 kbit/J | federated | network | -",
                "down: 25 kbit/J | down: 50 kbit/J | federated | network | -",
                "rate: 20 Mbit/s | rate: 5 Mbit/s | federated | time | +",
                "latency: 20 ms | latency: 2 s | federated | time | +",
                "energy: 60 kbit/J | energy: 120 kbit/J | hierarchical | network | -",
                "energy: 900 kbit/J | energy: 90 kbit/J | hierarchical | network | +",
                "rate: 1 Gbit/s | rate: 10 Mbit/s | hierarchical | time | +",
                "energy: 100 kbit/J | energy: 50 kbit/J | decentralised | network | +",
                "epochs: 20 | epochs: 40 | cloud | energy | +",
                "federated: 12 | federated: 24 | federated | energy | +",
                "local-epochs: 2 | local-epochs: 4 | federated | device | +",
                "active: 10 | active: 15 | federated | network | +",
                "neighbours: 3 | neighbours: 5 | decentralised | network | +",
                "energy-per-round: 2 kJ | energy-per-round: 4 kJ | federated | it | +",
                "speed: lognormal 0.5 | speed: lognormal 1 | local | time | +",
                "link: lognormal 0.4 | link: lognormal 1.5 | federated | time | ~",
                "items: uniform 0.8..1.2 | items: uniform 1.6..2.4 | local | energy | +",
                "over-commitment: 20 % | over-commitment: 100 % | federated | time | -",
                "over-commitment: 20 % | over-commitment: 100 % | federated | network | +",
                "deadline: 200 s | deadline: 60 s | federated | rounds | +",
                "dropout: 5 % | dropout: 50 % | federated | rounds | +",
                "bits: 32, | bits: 8, | federated | up | -",
                "kept: 100 % | kept: 10 % | federated | up | -",
                "down-bits: 32 | down-bits: 16 | federated | down | -",
                "per-peer: 64 B | per-peer: 100 kB | federated | up | +",
                "edge-rounds: 2 | edge-rounds: 5 | hierarchical | device | +",
                "graph: ring | graph: mesh | decentralised | side | +",
                "server: 60 Mbit/s | server: 6 Mbit/s | federated | time | +",
                "up-rate: 30 Mbit/s | up-rate: 3 Mbit/s | federated | time | +",
                "down-rate: 40 Mbit/s | down-rate: 4 Mbit/s | federated | time | +",
                "metro: 55 Mbit/s | metro: 5 Mbit/s | federated | time | +",
                "transmit: 1.2 W | transmit: 2.4 W | federated | device | +",
                "receive: 0.8 W | receive: 1.6 W | federated | device | +",
                "tail: 0.4 W | tail: 0.8 W | federated | device | +",
                "tail-time: 3 s | tail-time: 6 s | federated | device | +",
                "capacity: 20 kJ | capacity: 1 kJ | federated | time | ~",
                "floor: 20 % | floor: 45 % | federated | energy | ~",
                "charge: 5 W | charge: 0.5 W | federated | energy | ~",
                "efficiency: 90 % | efficiency: 70 % | federated | device | +",
                "work: 1 GFLOP | work: 10 GFLOP | federated | time | +",
                "rate: 10 GFLOP/s | rate: 1 GFLOP/s | federated | time | +",
                "batch: 32 | batch: 8 | cloud | time | +",
                "rate: 10 Gbit/s | rate: 1 Gbit/s | cloud | time | +",
                "latency: 1 ms | latency: 10 ms | cloud | time | +",
                "power: 0.9} | power: 0.5} | cloud | energy | -",
                "speed: 0.8 | speed: 0.4 | federated | time | +",
                "most-rounds: 100 | most-rounds: 3 | federated | rounds | -",
                "participation: 1} | participation: 0.1} | federated | rounds | -",
                "seed: 7 | seed: 8 | federated | time | ~"
            })
    void everyInputMovesAnOutput(String from, String to, String paradigm, String figure, char direction) {
        moves(RICH, from, to, paradigm, figure, direction);
    }

    @ParameterizedTest(name = "{0} to {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "concurrency: 12 | concurrency: 4 | time | +",
                "buffer: 4 | buffer: 1 | rounds | +",
                "staleness: 0.5 | staleness: 2 | energy | +",
                "size: 4 MB | size: 8 MB | network | +",
                "dropout: 5 % | dropout: 60 % | energy | +"
            })
    void everyInputOfAsynchronousLearningMovesAnOutput(String from, String to, String figure, char direction) {
        moves(ASYNCHRONOUS, from, to, "federated", figure, direction);
    }

    @Test
    void presenceMovesTime() {
        String gone = RICH.replace(
                "dropout: 5 %", "dropout: 5 %, presence: {on: exponential 5 min, off: exponential 20 min}");
        assertThat(of(gone, "federated", "time")).isGreaterThan(of(RICH, "federated", "time"));
    }

    /// Twice the bytes is twice the energy of moving them.
    @ParameterizedTest
    @CsvSource({"federated", "federated-sleep", "decentralised"})
    void twiceTheBytesTwiceTheTransferEnergy(String paradigm) {
        String free = RICH.replace("deadline: 200 s, dropout: 5 %", "least: 0 %")
                .replace("over-commitment: 20 %", "over-commitment: 0 %")
                .replace("per-peer: 64 B", "per-peer: 0 B")
                .replaceAll("  (radio|battery|inference): .*\n", "");
        double once = of(free, paradigm, "network");
        double twice = of(free.replace("size: 4 MB", "size: 8 MB"), paradigm, "network");
        assertThat(twice).isCloseTo(2 * once, within(1e-9 * once));
    }

    /// Alike devices in three groups are alike devices.
    @Test
    void clientsThatAreAlikeAreOneKind() {
        String alike = RICH.replaceAll("  fleet: .*\n", "");
        String groups = RICH.replaceAll(
                "  fleet: .*\n",
                "  fleet: {groups: [{name: a, share: 20 %}, {name: b, share: 50 %}, {name: c, share: 30 %}]}\n");
        for (String figure : new String[] {"energy", "carbon", "time", "up", "down"}) {
            double one = of(alike, "federated", figure);
            assertThat(of(groups, "federated", figure)).as(figure).isCloseTo(one, within(1e-9 * one));
        }
    }

    static void moves(String text, String from, String to, String paradigm, String figure, char direction) {
        assertThat(text).contains(from);
        String changed =
                text.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
        double before = of(text, paradigm, figure);
        double after = of(changed, paradigm, figure);
        switch (direction) {
            case '+' -> assertThat(after).isGreaterThan(before * (1 + 1e-9));
            case '-' -> assertThat(after).isLessThan(before * (1 - 1e-9));
            default -> assertThat(Math.abs(after - before)).isGreaterThan(1e-9 * before);
        }
    }

    static double of(String text, String paradigm, String figure) {
        return of(Scenarios.read(text + "paradigms: [" + paradigm + "]\n"), figure);
    }

    static double of(Scenario scenario, String figure) {
        Events engine = Events.of(scenario);
        double[] outputs = new double[engine.outputCount()];
        engine.evaluate(engine.typical(), outputs);
        Function<ParadigmModel, Figure> read = switch (figure) {
            case "energy" -> m -> m.totals().energy();
            case "network" -> m -> m.totals().network();
            case "device" -> m -> m.totals().device();
            case "facility" -> m -> m.totals().facility();
            case "it" -> m -> m.totals().it();
            case "carbon" -> m -> m.totals().operational();
            case "embodied" -> m -> m.totals().embodied().orElseThrow();
            case "time" -> m -> m.service().time();
            case "rounds" -> m -> m.service().rounds();
            case "up" -> m -> m.service().moved().up();
            case "down" -> m -> m.service().moved().down();
            case "side" -> m -> m.service().moved().side();
            default -> throw new IllegalArgumentException(figure);
        };
        return outputs[engine.position(read.apply(engine.paradigms().getFirst()))];
    }
}
