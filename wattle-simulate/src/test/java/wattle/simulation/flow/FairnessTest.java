package wattle.simulation.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Laws of sharing, on networks of every shape.
class FairnessTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /// At every start and end: no link carries more than it can, and each flow is held up by its own bound or by a full
    /// link on which no flow has more for its weight (the certificate of max-min optimality).
    @Test
    void everyFlowIsHeldUpSomewhereAndNoLinkIsOverfull() {
        for (long seed = 0; seed < 2000; seed++) {
            Case c = Cases.random(seed);
            Transfers transfers = new Transfers(c.topology(), c.flows().length);
            boolean[] runs = new boolean[c.flows().length];
            int[] byStart = IntStream.range(0, runs.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(c.flows()[a].startS(), c.flows()[b].startS()))
                    .mapToInt(i -> i)
                    .toArray();
            for (int i : byStart) {
                while (transfers.nextEndS() <= c.flows()[i].startS()) {
                    runs[transfers.end(c.flows()[i].startS())] = false;
                    certify(c, transfers, runs, seed);
                }
                transfers.start(i, i, c.flows()[i].bits(), c.flows()[i].startS());
                runs[i] = true;
                certify(c, transfers, runs, seed);
            }
            for (int flow = transfers.end(INFINITE); flow >= 0; flow = transfers.end(INFINITE)) {
                runs[flow] = false;
                certify(c, transfers, runs, seed);
            }
        }
    }

    private static void certify(Case c, Transfers transfers, boolean[] runs, long seed) {
        double[] load = new double[c.capacity().length];
        double[] most = new double[c.capacity().length];
        double[] rate = new double[runs.length];
        for (int i = 0; i < runs.length; i++) {
            if (runs[i]) {
                rate[i] = transfers.rate(i);
                if (rate[i] == 0) {
                    // It has ended at this very instant and was not asked for yet.
                    continue;
                }
                for (int l : c.flows()[i].links()) {
                    load[l] += rate[i];
                    most[l] = Math.max(most[l], rate[i] / c.flows()[i].weight());
                }
            }
        }
        for (int l = 0; l < load.length; l++) {
            assertThat(load[l]).as("case %d", seed).isLessThanOrEqualTo(c.capacity()[l] * (1 + 1e-12));
        }
        for (int i = 0; i < runs.length; i++) {
            Case.Flow flow = c.flows()[i];
            double mine = rate[i] / flow.weight();
            boolean held = rate[i] == 0 || rate[i] >= flow.cap() * (1 - 1e-12);
            for (int l : flow.links()) {
                held |= load[l] >= c.capacity()[l] * (1 - 1e-9) && mine >= most[l] * (1 - 1e-9);
            }
            assertThat(held)
                    .as("flow %d of case %d at %s bit/s is held up", i, seed, rate[i])
                    .isTrue();
        }
    }

    @Test
    void linksCarryWhatFlowsBringAndAreBusyWhileTheyDo() {
        for (long seed = 0; seed < 2000; seed++) {
            Case c = Cases.random(seed);
            Case.Outcome outcome = c.play(true);
            for (int l = 0; l < c.capacity().length; l++) {
                double expected = 0;
                List<double[]> spans = new ArrayList<>();
                for (int i = 0; i < c.flows().length; i++) {
                    int link = l;
                    if (Arrays.stream(c.flows()[i].links()).anyMatch(x -> x == link)) {
                        expected += outcome.carried()[i];
                        spans.add(new double[] {c.flows()[i].startS(), outcome.endS()[i]});
                    }
                }
                assertThat(outcome.transfers().carriedBits(l)).isCloseTo(expected, within(1e-12 * expected));
                assertThat(outcome.transfers().busyS(l)).as("case %d", seed).isCloseTo(union(spans), within(1e-9));
            }
        }
    }

    private static double union(List<double[]> spans) {
        spans.sort((a, b) -> Double.compare(a[0], b[0]));
        double until = 0;
        double sum = 0;
        for (double[] s : spans) {
            sum += Math.max(0, s[1] - Math.max(s[0], until));
            until = Math.max(until, s[1]);
        }
        return sum;
    }

    /// Settling on the way changes no end, and what links are credited with adds up at any time.
    @Test
    void settlingIsOnlyLooking() {
        for (long seed = 0; seed < 500; seed++) {
            Case c = Cases.star(new SplittableRandom(seed));
            Transfers transfers = new Transfers(c.topology(), c.flows().length);
            Transfers undisturbed = new Transfers(c.topology(), c.flows().length);
            double bits = 0;
            for (int i = 0; i < c.flows().length; i++) {
                transfers.start(i, i, c.flows()[i].bits(), 1);
                undisturbed.start(i, i, c.flows()[i].bits(), 1);
                bits += c.flows()[i].bits();
            }
            for (double t = 1; t < 4; t += 0.5) {
                transfers.settle(t);
                double left = 0;
                for (int i = 0; i < c.flows().length; i++) {
                    left += transfers.remaining(i, t);
                }
                assertThat(transfers.carriedBits(0)).isCloseTo(bits - left, within(1e-9 * bits));
            }
            for (int i = 0; i < c.flows().length; i++) {
                assertThat(transfers.end(INFINITE)).isEqualTo(undisturbed.end(INFINITE));
                assertThat(transfers.endedAtS()).isCloseTo(undisturbed.endedAtS(), within(1e-9));
            }
            assertThat(transfers.carriedBits(0)).isCloseTo(bits, within(1e-12 * bits));
        }
    }

    /// The same star by itself, and drawn into a mesh by one flow that crosses both it and another link.
    @Test
    void aStarAndAMeshAgree() {
        for (long seed = 0; seed < 3000; seed++) {
            Case star = Cases.star(new SplittableRandom(seed));
            int n = star.flows().length;
            double[] capacity = Arrays.copyOf(star.capacity(), star.capacity().length + 1);
            int other = capacity.length - 1;
            capacity[other] = 1e-6;
            Case.Flow[] flows = Arrays.copyOf(star.flows(), n + 2);
            flows[n] = new Case.Flow(new int[] {other}, INFINITE, 1, 1e-3, 0, INFINITE);
            flows[n + 1] = new Case.Flow(new int[] {other, 0}, INFINITE, 1, 1e-3, 0, INFINITE);
            double[] alone = star.play(true).endS();
            double[] meshed = new Case(capacity, flows).play(true).endS();
            for (int i = 0; i < n; i++) {
                assertThat(meshed[i])
                        .as("flow %d of case %d", i, seed)
                        .isCloseTo(alone[i], within(1e-5 * (1 + alone[i])));
            }
        }
    }

    @Test
    void theOrderOfFlowsChangesNothing() {
        for (long seed = 0; seed < 2000; seed++) {
            Case c = Cases.random(seed);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, c.flows().length).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            Case.Flow[] shuffled = order.stream().map(i -> c.flows()[i]).toArray(Case.Flow[]::new);
            double[] expected = c.play(true).endS();
            double[] actual = new Case(c.capacity(), shuffled).play(false).endS();
            for (int i = 0; i < shuffled.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[order.get(i)], within(1e-11 * (1 + actual[i])));
            }
        }
    }

    @Test
    void identicalFlowsEndTogetherInTheOrderOfTheirStarts() {
        Topology topology = new Topology();
        int core = topology.link(1000);
        int n = 5000;
        for (int i = 0; i < n; i++) {
            topology.route(3, core, topology.link(2));
        }
        Transfers transfers = new Transfers(topology, n);
        for (int i = 0; i < n; i++) {
            transfers.start(n - 1 - i, n - 1 - i, 7, 1.5);
        }
        for (int i = 0; i < n; i++) {
            assertThat(transfers.end(INFINITE)).isEqualTo(n - 1 - i);
            assertThat(transfers.endedAtS()).isEqualTo(1.5 + 7.0 * n / 1000);
        }
        assertThat(transfers.end(INFINITE)).isEqualTo(-1);
        assertThat(transfers.carriedBits(core)).isEqualTo(7.0 * n);
        assertThat(transfers.busyS(core)).isCloseTo(7.0 * n / 1000, within(1e-12));
    }

    /// A core that carries whatever its cells do, a link without limit, and one of two that are alike cannot hold up.
    @Test
    void linksThatCannotBeFullAreKnown() {
        Topology topology = new Topology();
        int core = topology.link(6);
        int narrow = topology.link(5.9);
        int[] cell = {topology.link(2), topology.link(3), topology.link(1)};
        int open = topology.link(INFINITE);
        int twin = topology.link(2);
        for (int i = 0; i < 30; i++) {
            topology.route(INFINITE, topology.link(0.5), cell[i % 3], core, open);
            topology.route(INFINITE, topology.link(0.5), cell[i % 3], narrow);
        }
        topology.route(INFINITE, twin, cell[0], core);
        Crossings crossings = new Crossings(topology);
        assertThat(IntStream.range(0, 7).filter(crossings::neverFull)).containsExactly(core, open);
        assertThat(crossings.count(twin)).isEqualTo(1);
    }

    /// One flow weighs as much as the two it stands for.
    @Test
    void aWeightStandsForThatManyFlows() {
        Topology topology = new Topology();
        int link = topology.link(9);
        int one = topology.route(INFINITE, link);
        int two = topology.route(INFINITE, 2.0, link);
        Transfers transfers = new Transfers(topology, 2);
        transfers.start(0, one, 30, 0);
        transfers.start(1, two, 30, 0);
        assertThat(transfers.rate(0)).isEqualTo(3);
        assertThat(transfers.rate(1)).isEqualTo(6);
        assertThat(transfers.end(5)).isEqualTo(1);
        assertThat(transfers.rate(0)).isEqualTo(9);
        assertThat(transfers.nextEndS()).isCloseTo(5 + 15.0 / 9, within(1e-12));
    }

    @Test
    void nothingToCarryOrNothingInTheWayEndsAtOnce() {
        Topology topology = new Topology();
        int link = topology.link(1);
        int shared = topology.route(INFINITE, link);
        int open = topology.route(INFINITE, topology.link(INFINITE));
        Transfers transfers = new Transfers(topology, 4);
        transfers.start(0, shared, 5, 2);
        transfers.start(1, shared, 0, 2);
        transfers.start(2, open, 1e12, 2);
        transfers.start(3, open, 1e12, 2);
        assertThat(transfers.nextEndS()).isEqualTo(2);
        assertThat(new int[] {transfers.end(2), transfers.end(2), transfers.end(2), transfers.end(2)})
                .containsExactly(1, 2, 3, -1);
        assertThat(transfers.remaining(0, 4)).isEqualTo(3);
        assertThat(transfers.abort(0, 6)).isEqualTo(4);
        assertThat(transfers.active()).isZero();
    }

    /// A flow that has ended, though nobody asked yet, is not partly carried; and it is not told twice.
    @Test
    void abortingWhatHasEndedCarriesAll() {
        Topology topology = new Topology();
        int route = topology.route(INFINITE, topology.link(1));
        Transfers transfers = new Transfers(topology, 2);
        transfers.start(0, route, 5, 0);
        transfers.start(1, route, 100, 7);
        assertThat(transfers.abort(0, 8)).isEqualTo(5);
        assertThat(transfers.end(50)).isEqualTo(-1);
        transfers.start(0, route, 1, 50);
        assertThat(transfers.end(INFINITE)).isZero();
    }

    @Test
    void wrongUseIsRefused() {
        Topology topology = new Topology();
        int link = topology.link(1);
        int route = topology.route(1, link);
        Transfers transfers = new Transfers(topology, 1);
        assertThatThrownBy(() -> topology.link(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> topology.route(Double.NaN, link)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> topology.route(1, 0.0, link)).hasMessageContaining("weight");
        assertThatThrownBy(() -> topology.route(1, link, link)).hasMessageContaining("twice");
        assertThatThrownBy(() -> topology.route(1, 5)).hasMessageContaining("no link 5");
        assertThatThrownBy(() -> transfers.start(0, 7, 1, 0)).hasMessageContaining("no route 7");
        assertThatThrownBy(() -> transfers.start(0, route, -1, 0)).hasMessageContaining("-1");
        assertThatThrownBy(() -> transfers.abort(0, 0)).hasMessageContaining("not on its way");
        transfers.start(0, route, 1, 3);
        assertThatThrownBy(() -> transfers.start(0, route, 1, 3)).hasMessageContaining("on its way");
        assertThatThrownBy(() -> transfers.remaining(0, 2)).hasMessageContaining("3.0 s already");
    }
}
