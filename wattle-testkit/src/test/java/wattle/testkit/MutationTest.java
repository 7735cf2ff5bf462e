package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.app.Compare;
import wattle.catalog.Catalog;
import wattle.document.InputFault;
import wattle.scenario.Scenario;
import wattle.scenario.ScenarioReader;
import wattle.simulation.ClosedForm;
import wattle.simulation.Events;
import wattle.simulation.ParadigmModel;

/// Two thousand broken scenarios: each ends in a result, or in a fault that says where and what.
class MutationTest {

    private static final int COUNT = 2000;
    private static final int SIMULATED = 800;
    private static final int MOST_DEVICES = 10_000;
    private static final int MOST_ROUNDS = 30;

    /// Every key that the group `simulation` has, one a line, over a small scenario.
    private static final String SIMULATION = """
            name: Everything that only events know
            task: {model: resnet18-cifar, data: {items-per-device: 50, item-size: 3 kB}, target: accuracy 0.8}
            places:
              devices: {machine: jetson-orin-nano-8gb, count: 12, grid: FRA}
              edge: {machine: edge-se350-t4, count: 2}
              cloud: {machine: server-1xa100, count: 2}
            links: {devices-cloud: {energy: 50 kbit/J, rate: 10 Mbit/s}}
            training: {epochs: 2, rounds: 3, active: 6}
            simulation:
              seeds: 3
              edge-rounds: 2
              upload: streaming
              fleet:
                speed: lognormal 0.6
                link: uniform 0.5..2
                items: uniform 0.5..2
                groups:
                  - {name: old, share: 30 %, speed: 0.5, link: 0.5, power: 0.8, items: 2, grid: POL, memory: 1 GB}
                  - {name: new, share: 70 %, speed: 2}
              participation:
                selection: fullest-battery
                over-commitment: 30 %
                deadline: 4 h
                least: 20 %
                dropout: 5 %
                memory: 500 MB
                presence: {on: exponential 6 h, off: 'lognormal 18 h, 0.5'}
              exchange:
                bits: 8
                kept: 10 %
                down-bits: 16
                per-peer: 256 B
              asynchronous:
                concurrency: 4
                buffer: 2
                staleness: 0.5
              neighbours:
                graph: random
                barrier: neighbours
              network:
                server: {rate: 1 Gbit/s, duplex: half, idle-power: 25 W, busy-power: 40 W}
                cells: {count: 2, up-rate: 50 Mbit/s, down-rate: 150 Mbit/s}
                metro: 40 Gbit/s
                core: {rate: 100 Gbit/s}
                access: {idle-power: 5 W, busy-power: 8 W}
              radio: {transmit: 1.2 W, receive: 0.9 W, tail: 0.6 W, tail-time: 11 s}
              battery: {capacity: 15 Wh, charge: 10 W, floor: 20 %, initial: uniform 0.3..1, efficiency: 85 %}
              aggregator: {work: 2 GFLOP, rate: 4.6 TFLOP/s}
              data-parallel: {batch: 16, rate: 10 Gbit/s, latency: 20 us, power: 1}
              power-mode: {name: half, speed: 0.6, power: 0.4}
              signals: {carbon: shape-DEU-2020, starts: 'March 1, 08:00', price: 0.25 EUR/kWh}
              convergence: {most-rounds: 20, participation: 1}
            """;

    /// The same for all that only events know: read, simulated for some rounds, nothing lost.
    @Test
    void everyMutatedSimulationEndsInAResultOrALocatedFault() {
        Catalog catalog = Catalog.builtIn();
        assertThat(simulated(catalog, SIMULATION))
                .as("the text itself is without fault")
                .isTrue();
        int results = 0;
        int faults = 0;
        for (int seed = 0; seed < SIMULATED; seed++) {
            String text = new Mutations(90_000L + seed).of(SIMULATION);
            try {
                results += simulated(catalog, text) ? 1 : 0;
            } catch (InputFault fault) {
                faults++;
                assertThat(fault.getMessage()).as("seed " + seed).startsWith("mutated.yaml");
                assertThat(fault.what()).as("seed " + seed).isNotBlank();
            } catch (RuntimeException e) {
                fail("seed %d ends in %s%n%s".formatted(seed, e, text), e);
            }
        }
        assertThat(results).as("the mutations are not all fatal").isGreaterThan(SIMULATED / 20);
        assertThat(faults).as("the mutations are not all harmless").isGreaterThan(SIMULATED / 4);
    }

    /// Whether it was small enough to be simulated.
    private static boolean simulated(Catalog catalog, String text) {
        Scenario scenario = new ScenarioReader(catalog).read(text, "mutated.yaml");
        if (scenario.places().devices().count().value().value().typical() > MOST_DEVICES) {
            return false;
        }
        Events events = Events.of(scenario);
        double[] outputs = new double[events.outputCount()];
        events.simulate(events.typical(), 0, outputs, new Events.Watch() {
            private int rounds;

            @Override
            public boolean round(ParadigmModel model, double done, double wanted) {
                return ++rounds % MOST_ROUNDS != 0;
            }
        });
        for (ParadigmModel model : events.paradigms()) {
            assertThat(outputs[events.position(model.totals().operational())])
                    .as(text)
                    .isNotNegative();
        }
        return true;
    }

    @Test
    void everyMutatedScenarioEndsInAResultOrALocatedFault() throws IOException {
        List<Path> examples = Project.examples();
        Catalog catalog = Catalog.builtIn();
        int results = 0;
        int faults = 0;
        for (int seed = 0; seed < COUNT; seed++) {
            Path example = examples.get(seed % examples.size());
            String text = new Mutations(seed).of(Files.readString(example));
            try {
                Scenario scenario = new ScenarioReader(catalog).read(text, "mutated.yaml");
                ClosedForm form = ClosedForm.of(scenario);
                double[] outputs = new double[form.tape().outputCount()];
                form.tape().evaluate(form.tape().typical(), form.tape().workspace(), outputs);
                if (results % 20 == 0) {
                    // The whole way to the sentences, for some of them: statistics on odd ranges must not
                    // fail either.
                    assertThat(new Compare(catalog, "test")
                                    .answer(scenario)
                                    .sentences()
                                    .headline())
                            .isNotBlank();
                }
                results++;
            } catch (InputFault fault) {
                faults++;
                assertThat(fault.getMessage()).as("seed " + seed).startsWith("mutated.yaml");
                assertThat(fault.what()).as("seed " + seed).isNotBlank();
            } catch (RuntimeException e) {
                fail("seed %d of %s ends in %s%n%s".formatted(seed, example.getFileName(), e, text), e);
            }
        }
        assertThat(results).as("the mutations are not all fatal").isGreaterThan(COUNT / 20);
        assertThat(faults).as("the mutations are not all harmless").isGreaterThan(COUNT / 4);
    }
}
