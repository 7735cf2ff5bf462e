package wattle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.document.InputFault;
import wattle.simulation.Events.Precision;

/// Cohorts against events, where both run.
class CohortsTest {

    private static final int SEEDS = 150;

    /// Devices alike: nothing is an average, so the two are one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "participation: {deadline: 1 h}",
                "exchange: {bits: 8, per-peer: 64 B}",
                "aggregator: {work: 1 GFLOP, rate: 10 GFLOP/s}",
                "network: {server: 50 Mbit/s}",
                "network: {server: {rate: 50 Mbit/s, duplex: half}}",
                "network: {server: {rate: 10 Gbit/s, idle-power: 5 W, busy-power: 9 W}, access: {idle-power: 1 W, busy-power: 4 W}}",
                "network: {core: 90 Mbit/s, server: {rate: 100 Mbit/s, duplex: half}}",
                "radio: {transmit: 1.2 W, receive: 0.9 W, tail: 0.6 W, tail-time: 3 s}",
                "aggregator: {work: 1 GFLOP, rate: 10 GFLOP/s}\n  radio: {transmit: 1.2 W, receive: 0.9 W, tail: 0.6 W, tail-time: 3 s}"
            })
    void alikeDevicesAreTheSame(String change) {
        String text = text(50, 20, "share", change);
        double[] exact = outputs(text, Precision.EXACT);
        double[] cohorts = outputs(text, Precision.COHORTS);
        for (int i = 0; i < exact.length; i++) {
            assertThat(cohorts[i])
                    .as("figure %d with %s", i, change)
                    .isCloseTo(exact[i], within(1e-9 * Math.abs(exact[i])));
        }
    }

    /// Devices that differ: the mean of events over seeds, within 1 % of energy and 2 % of time.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "speeds | 1000 | 100 | fleet: {speed: lognormal 0.6}",
                "speeds, links, items | 2000 | 200 | fleet: {speed: lognormal 0.6, link: lognormal 0.5, items: uniform 0.5..1.5}",
                "over-commitment | 1000 | 100 | fleet: {speed: lognormal 0.6, link: lognormal 0.5};participation: {over-commitment: 30 %}",
                "deadline | 1000 | 100 | fleet: {speed: lognormal 0.6};participation: {deadline: 60 s}",
                "dropout | 1000 | 100 | fleet: {speed: lognormal 0.6};participation: {dropout: 10 %, over-commitment: 30 %}",
                "dropout, nobody spare | 1000 | 100 | fleet: {speed: uniform 0.5..1.5};participation: {dropout: 10 %}",
                "groups | 1000 | 100 | fleet: {speed: lognormal 0.4, groups: [{name: a, share: 30 %, speed: 0.5, power: 0.7, grid: 700 g/kWh}, {name: b, share: 70 %, link: 2, items: 1.5}]}",
                "all | 1000 | 1000 | fleet: {speed: uniform 0.5..1.5, link: lognormal 0.5}",
                "server link | 1000 | 1000 | fleet: {speed: lognormal 0.6, link: lognormal 0.5};network: {server: 1 Gbit/s}",
                "half duplex | 1000 | 500 | fleet: {speed: lognormal 0.6, link: lognormal 0.5};network: {server: {rate: 2 Gbit/s, duplex: half}}",
                "cells | 1000 | 1000 | fleet: {speed: lognormal 0.6};network: {cells: {count: 4, up-rate: 300 Mbit/s, down-rate: 600 Mbit/s}}",
                "access by power | 1000 | 500 | fleet: {link: lognormal 0.5};network: {server: {rate: 5 Gbit/s, idle-power: 5 W, busy-power: 9 W}, access: {idle-power: 1 W, busy-power: 4 W}}",
                "radio | 1000 | 100 | fleet: {speed: lognormal 0.6};participation: {dropout: 10 %, over-commitment: 30 %};radio: {transmit: 1.2 W, receive: 0.9 W, tail: 0.6 W, tail-time: 3 s}"
            })
    void otherDevicesAreTheirMean(String name, int devices, int active, String change) {
        String text = text(devices, active, "share", change.replace(";", "\n  "));
        Events cohorts = Events.of(Scenarios.read(text), Precision.COHORTS);
        double[] expected = new double[cohorts.outputCount()];
        cohorts.evaluate(cohorts.typical(), expected);
        double[] mean = new double[expected.length];
        for (int seed = 1; seed <= SEEDS; seed++) {
            double[] one = outputs(text + "# " + seed + "\n", Precision.EXACT, seed);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / SEEDS;
            }
        }
        List<String> report = new ArrayList<>();
        for (ParadigmModel model : cohorts.paradigms()) {
            near(report, model.id() + " energy", cohorts, model.totals().energy(), expected, mean, 0.01);
            near(report, model.id() + " carbon", cohorts, model.totals().operational(), expected, mean, 0.01);
            near(report, model.id() + " time", cohorts, model.service().time(), expected, mean, 0.02);
            for (Line line : model.lines()) {
                double share = mean[cohorts.position(line.energy())]
                        / mean[cohorts.position(model.totals().energy())];
                if (share > 0.01) {
                    near(report, model.id() + " " + line.key(), cohorts, line.energy(), expected, mean, 0.02);
                }
            }
        }
        assertThat(report).as(name).noneMatch(r -> r.contains("!"));
    }

    /// A thousand million devices, in about the time of a hundred.
    @Test
    void aThousandMillionDevicesFit() {
        String text = text(
                1_000_000_000,
                10_000_000,
                "share",
                "fleet: {speed: lognormal 0.6, link: lognormal 0.5}\n  participation: {over-commitment: 10 %, dropout: 5 %}");
        Events engine = Events.of(Scenarios.read(text), Precision.COHORTS);
        double[] outputs = new double[engine.outputCount()];
        long start = System.nanoTime();
        engine.evaluate(engine.typical(), outputs);
        assertThat((System.nanoTime() - start) / 1e9).as("seconds").isLessThan(20);
        for (double output : outputs) {
            assertThat(output).isFinite();
        }
        ParadigmModel model = engine.paradigms().getFirst();
        // A tenth of the devices would use a tenth.
        double tenth = new Both(text.replace("count: 1000000000", "count: 100000000")
                        .replace("active: 10000000", "active: 1000000"))
                .energy();
        assertThat(outputs[engine.position(model.totals().energy())]).isCloseTo(10 * tenth, within(0.01 * 10 * tenth));
    }

    @ParameterizedTest
    @ValueSource(strings = {"battery: {capacity: 20 kJ, charge: 5 W}", "asynchronous: {buffer: 3}"})
    void whatCohortsCannotDoIsRefused(String change) {
        assertThatThrownBy(() -> Events.of(Scenarios.read(text(50, 20, "share", change)), Precision.COHORTS))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("simulation." + change.substring(0, change.indexOf(':')));
    }

    /// With few on a link, how many there are is chance.
    @Test
    void fewDevicesThatDifferAreNoFluid() {
        Events engine = Events.of(
                Scenarios.read(text(50, 20, "share", "fleet: {link: lognormal 0.5}\n  network: {server: 1 Gbit/s}")),
                Precision.COHORTS);
        assertThatThrownBy(() -> engine.evaluate(engine.typical(), new double[engine.outputCount()]))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("share a link");
    }

    private record Both(String text) {
        double energy() {
            Events engine = Events.of(Scenarios.read(text), Precision.COHORTS);
            double[] outputs = new double[engine.outputCount()];
            engine.evaluate(engine.typical(), outputs);
            return outputs[
                    engine.position(engine.paradigms().getFirst().totals().energy())];
        }
    }

    private static void near(
            List<String> report,
            String what,
            Events engine,
            wattle.formula.Formula.Figure figure,
            double[] expected,
            double[] mean,
            double most) {
        double e = expected[engine.position(figure)];
        double m = mean[engine.position(figure)];
        double off = m == 0 ? e : e / m - 1;
        report.add("%s %+.2f %%%s".formatted(what, 100 * off, Math.abs(off) <= most ? "" : " !"));
    }

    private static double[] outputs(String text, Precision precision) {
        return outputs(text, precision, 1);
    }

    private static double[] outputs(String text, Precision precision, int seed) {
        Events engine = Events.of(Scenarios.read(text.replace("seed: 1}", "seed: " + seed + "}")), precision);
        double[] outputs = new double[engine.outputCount()];
        engine.evaluate(engine.typical(), outputs);
        return outputs;
    }

    private static String text(int devices, int active, String idle, String change) {
        return """
                name: Cohorts
                task:
                  model: {name: m, kind: classification, size: 4 MB, forward: 1 GFLOP, train: 3 GFLOP}
                  data: {items-per-device: 400, item-size: 200 kB}
                  target: accuracy 0.9
                  horizon: 100 days
                places:
                  devices: {count: %d, power: 10 W, idle-power: 2 W, sleep-power: 0.01 W, rate: 50 GFLOP/s, peak: 500 GFLOP/s, grid: 300 g/kWh, utilisation: 50 %%}
                  cloud: {power: 4500 W, idle-power: 1300 W, rate: 300 TFLOP/s, peak: 2500 TFLOP/s, grid: 100 g/kWh, pue: 1.1, utilisation: 60 %%, accelerators: 8}
                links:
                  devices-cloud: {up: 15 kbit/J, down: 25 kbit/J, rate: 20 Mbit/s, latency: 20 ms}
                training:
                  epochs: 20
                  rounds: {federated: 20, federated-sleep: 20}
                  local-epochs: 2
                  active: %d
                  aggregation: {energy-per-round: 2 kJ}
                paradigms: [federated, federated-sleep]
                assumptions: {idle: %s, seed: 1}
                %s""".formatted(devices, active, idle, change.isEmpty() ? "" : "simulation:\n  " + change + "\n")
                // A paradigm in which everybody is active has nobody to sleep.
                .replace(devices == active ? "federated, federated-sleep" : "\0", "federated")
                .replace(devices == active ? ", federated-sleep: 20" : "\0", "");
    }
}
