package wattle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The closed forms against the published equations worked out by hand, and against what must hold of any of
/// them.
class ClosedFormTest {

    /// The MNIST study of Savazzi et al. 2022: every symbol of equations (5), (7), (9) and (11) has a value
    /// of its own.
    private static String savazzi(String assumptions) {
        return """
                name: Savazzi
                task:
                  model: {name: LeNet-1, size: 180 kbit}
                  data: {items-per-device: 1000, item-size: 6.2 kbit}
                  target: loss 0.1
                places:
                  devices: {count: 60, power: 7.5 W, batch-time: 500 ms, batches: 2, sleep-power: 3 mW, grid: 970 g/kWh}
                  cloud: {power: 600 W, batch-time: 20 ms, batches: 5, pue: 1.67, grid: 970 g/kWh}
                links:
                  devices-cloud: {up: 10 kbit/J, down: 50 kbit/J, rate: 1 Mbit/s, latency: 0 s, transmitter-in-facility: yes}
                paradigms: [cloud, federated, federated-sleep, decentralised]
                training:
                  active: 40
                  neighbours: 2
                  rounds: {cloud: 30, federated: 22, federated-sleep: 25, decentralised: 28}
                  aggregation: {share: 5 %%}
                assumptions: {idle: none%s}
                """.formatted(assumptions);
    }

    private static final double E0 = 600 * 0.02 * 5;
    private static final double EK = 7.5 * 0.5 * 2;
    private static final double GAMMA = 1.67;
    private static final double B_W = 180e3;

    @Test
    void centralisedFollowsEquation5() {
        ClosedForm form = Scenarios.form(savazzi(""));
        assertThat(Scenarios.energy(form, "cloud", "train")).isCloseTo(GAMMA * 30 * E0, within(1e-6));
        assertThat(Scenarios.energy(form, "cloud", "transfer")).isCloseTo(60 * 6.2e6 / 10e3, within(1e-6));
    }

    @Test
    void federatedFollowsEquation7() {
        ClosedForm form = Scenarios.form(savazzi(", trainers: all, receivers: all"));
        assertThat(Scenarios.energy(form, "federated", "train") + Scenarios.energy(form, "federated", "aggregate"))
                .isCloseTo(22 * (GAMMA * 0.05 * E0 + 60 * EK), within(1e-6));
        assertThat(Scenarios.energy(form, "federated", "transfer"))
                .isCloseTo(22 * B_W * (40 / 10e3 + GAMMA * 60 / 50e3), within(1e-6));
    }

    @Test
    void deepSleepFollowsEquation9() {
        ClosedForm form = Scenarios.form(savazzi(""));
        double round = 2 * 0.5 + B_W / 1e6 * 2;
        double sleep = 20 * 3e-3 * round;
        assertThat(Scenarios.energy(form, "federated-sleep", "train")
                        + Scenarios.energy(form, "federated-sleep", "aggregate"))
                .isCloseTo(25 * (GAMMA * 0.05 * E0 + 40 * EK + sleep), within(1e-6));
        assertThat(Scenarios.energy(form, "federated-sleep", "transfer"))
                .isCloseTo(25 * B_W * 40 * (1 / 10e3 + GAMMA / 50e3), within(1e-6));
    }

    @Test
    void consensusFollowsEquations11And14() {
        ClosedForm form = Scenarios.form(savazzi(""));
        assertThat(Scenarios.energy(form, "decentralised", "transfer"))
                .isCloseTo(28 * B_W * 40 * 2 * (1 / 10e3 + 1 / 50e3), within(1e-6));
        assertThat(Scenarios.energy(form, "decentralised", "train.devices.compute"))
                .isCloseTo(28 * 40 * EK, within(1e-6));
    }

    @Test
    void continualLearningFollowsTheSumOverTrainings() {
        String daily = savazzi("").replace("  target: loss 0.1\n", """
                  target: loss 0.1
                  horizon: 10 days
                  cadence: {every: 1 day, method: METHOD, new-items-per-device: 100, effort: 40 %, replay: 50 %}
                """);
        String flops = daily.replace("size: 180 kbit}", "size: 180 kbit, forward: 1 GFLOP, train: 3 GFLOP}")
                .replace("batch-time: 20 ms, batches: 5", "rate: 1 TFLOP/s, peak: 9 TFLOP/s")
                .replace("training:\n", "training:\n  evaluation-share: 0\n");
        double first = GAMMA * 30 * 600 * (60 * 1000 * 3e9 / 1e12);
        assertThat(Scenarios.energy(Scenarios.form(flops.replace("METHOD", "fine-tune")), "cloud", "train"))
                .isCloseTo(first * (1 + 9 * 0.4 * 0.1), within(1e-9 * first));
        assertThat(Scenarios.energy(Scenarios.form(flops.replace("METHOD", "replay")), "cloud", "train"))
                .isCloseTo(first * (1 + 9 * 0.4 * (0.1 + 0.5)), within(1e-9 * first));
        double scratch = 0;
        for (int i = 0; i <= 9; i++) {
            scratch += first * (1000 + 100 * i) / 1000;
        }
        assertThat(Scenarios.energy(
                        Scenarios.form(flops.replace("METHOD", "scratch").replace(", effort: 40 %, replay: 50 %", "")),
                        "cloud",
                        "train"))
                .isCloseTo(scratch, within(1e-9 * scratch));
        assertThat(Scenarios.energy(Scenarios.form(daily.replace("METHOD", "fine-tune")), "cloud", "transfer"))
                .isCloseTo(60 * (1000 + 9 * 100) * 6.2e3 / 10e3, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "size: 4 MB, size: 8 MB, federated, transfer, 2",
        "item-size: 200 kB, item-size: 400 kB, cloud, transfer, 2",
        "up: 15 kbit/J, up: 30 kbit/J, cloud, transfer, 0.5",
        "train: 3 GFLOP, train: 6 GFLOP, cloud, train, 2",
        "rate: 50 GFLOP/s, rate: 100 GFLOP/s, federated, train.devices.compute, 0.5",
        "power: 10 W, power: 20 W, local, train.devices.compute, 2",
        "requests-per-day: 1000, requests-per-day: 3000, federated, infer, 3",
        "gather-energy: 2 J, gather-energy: 6 J, edge, gather, 3",
        "prepare-energy: 1 J, prepare-energy: 4 J, on-premises, prepare, 4",
        "monitoring: 10 kB, monitoring: 30 kB, hierarchical, monitor, 3",
        "neighbours: 3, neighbours: 6, decentralised, transfer, 2",
        "local-epochs: 2, local-epochs: 4, hierarchical, train.devices.compute, 2"
    })
    void scalesAsItShould(String from, String to, String id, String stage, double factor) {
        double before = Scenarios.energy(Scenarios.form(Scenarios.FULL), id, stage);
        double after = Scenarios.energy(Scenarios.form(Scenarios.FULL.replace(from, to)), id, stage);
        assertThat(after).isCloseTo(factor * before, within(1e-9 * before));
    }

    /// More never costs less: each of these worsened leaves no paradigm cheaper, and some dearer.
    @ParameterizedTest
    @CsvSource({
        "size: 4 MB, size: 5 MB",
        "item-size: 200 kB, item-size: 300 kB",
        "items-per-device: 400, items-per-device: 500",
        "power: 10 W, power: 12 W",
        "idle-power: 2 W, idle-power: 3 W",
        "pue: 1.1, pue: 1.3",
        "utilisation: 60 %, utilisation: 40 %",
        "rate: 300 TFLOP/s, rate: 200 TFLOP/s",
        "rate: 20 Mbit/s, rate: 10 Mbit/s",
        "active: 20, active: 25",
        "every: 10 days, every: 5 days",
        "effort: 20 %, effort: 30 %",
        "horizon: 100 days, horizon: 200 days",
        "share: 5 %, share: 9 %"
    })
    void moreNeverCostsLess(String from, String to) {
        assertThat(Scenarios.FULL).contains(from);
        boolean dearer = false;
        for (String id :
                List.of("local", "cloud", "on-premises", "edge", "federated-sleep", "hierarchical", "decentralised")) {
            double before = Scenarios.total(Scenarios.FULL, id);
            double after = Scenarios.total(Scenarios.FULL.replace(from, to), id);
            assertThat(after).as(id).isGreaterThanOrEqualTo(before * (1 - 1e-12));
            dearer |= after > before * (1 + 1e-9);
        }
        assertThat(dearer).as(to + " moves something").isTrue();
    }

    @Test
    void serverLatencyCountsTheWayThereAndBack() {
        ClosedForm form = Scenarios.form(Scenarios.FULL);
        double cloud = Scenarios.value(
                form, Scenarios.model(form, "cloud").service().latency().orElseThrow());
        double answering = 1e9 * 8 / (300e12 * 0.6);
        assertThat(cloud).isCloseTo(1.6e6 / 20e6 + 8e3 / 20e6 + 0.04 + answering, within(1e-9));
        double device = Scenarios.value(
                form, Scenarios.model(form, "local").service().latency().orElseThrow());
        assertThat(device).isCloseTo(1e9 / (50e9 * 0.6), within(1e-9));
    }

    /// A refresh on few items has short rounds: server and waiting devices are charged for their length, not for the
    /// length of the first training's.
    @Test
    void aRefreshOnFewItemsHasShortRounds() {
        String text = Scenarios.FULL
                .replace("aggregation: {share: 5 %}", "aggregation: {power: 90 W}")
                .replace(
                        "method: replay, new-items-per-device: 50, effort: 20 %, replay: 30 %",
                        "method: fine-tune, new-items-per-device: 40, effort: 50 %")
                .replace("  local-epochs: 2\n", "  local-epochs: 2\n  evaluation-share: 0\n");
        ClosedForm form = Scenarios.form(text);
        double pass = 2 * 400 * 3e9 / 50e9;
        double travel = 32e6 / 20e6 * 2 + 0.04;
        double refreshes = 9 * 0.5;
        double all = 60 * (pass * (1 + refreshes * 0.1) + travel * (1 + refreshes));
        assertThat(Scenarios.energy(form, "federated", "aggregate.cloud.compute"))
                .isCloseTo(90 * all, within(1e-6 * all));
        assertThat(Scenarios.energy(form, "federated-sleep", "train.devices.sleep"))
                .isCloseTo(10 * 0.01 * all, within(1e-6 * all));
    }

    @Test
    void aFreeLinkIsAllowed() {
        ClosedForm form = Scenarios.form(Scenarios.FULL.replace("energy: 30 kbit/J", "energy: 0 J/bit"));
        assertThat(Scenarios.energy(form, "on-premises", "transfer")).isZero();
        assertThat(NecessaryConditions.of(form.scenario()))
                .allMatch(c -> Double.isFinite(c.left()) && Double.isFinite(c.right()));
    }
}
