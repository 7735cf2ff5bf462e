package wattle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.run.Activity;
import wattle.scenario.Policy.Idle;
import wattle.scenario.Scenario;
import wattle.simulation.learning.Audit;
import wattle.simulation.learning.Company;
import wattle.simulation.learning.Post;
import wattle.simulation.learning.Training;

/// The laws that must hold whatever a scenario says, after every event of a thousand scenarios that nobody would write.
class FullCheckTest {

    private static final int SCENARIOS = 1_000;
    private static final Set<Post> IDLE = EnumSet.of(
            Post.TRAIN_IDLE,
            Post.EVALUATE_IDLE,
            Post.WAIT,
            Post.INACTIVE,
            Post.CENTRAL_IDLE,
            Post.CENTRAL_EVALUATE_IDLE);

    @Test
    void lawsHoldAfterEveryEvent() {
        long events = 0;
        long notReached = 0;
        List<String> broken = new ArrayList<>();
        for (long seed = 1; seed <= SCENARIOS; seed++) {
            String text = RandomScenarios.of(seed);
            Checked checked = new Checked();
            try {
                Scenario scenario = Scenarios.read(text);
                Events engine = Events.of(scenario);
                double[] outputs = new double[engine.outputCount()];
                engine.simulate(engine.typical(), 0, outputs, checked);
                adds(engine, outputs);
                if (seed % 5 == 0) {
                    repeats(scenario, outputs);
                }
                for (Events.Played played : checked.all) {
                    notReached += played.reached() ? 0 : 1;
                    if (scenario.policy().idle() == Idle.NONE) {
                        IDLE.forEach(p -> assertThat(played.books().joules(p))
                                .as(p.label())
                                .isZero());
                    }
                }
            } catch (AssertionError | RuntimeException e) {
                broken.add("seed %d: %s%n%s".formatted(seed, e, broken.isEmpty() ? text : ""));
            }
            events += checked.events;
        }
        assertThat(broken).isEmpty();
        // A check that never ran would hold as well.
        assertThat(events).isGreaterThan(100_000);
        assertThat(notReached).isGreaterThan(100);
    }

    /// Law 1 for the ledger: its lines are its total, and overhead is what the facility makes of IT energy.
    private static void adds(Events engine, double[] outputs) {
        for (double output : outputs) {
            assertThat(output).isFinite();
        }
        for (ParadigmModel model : engine.paradigms()) {
            double sum = 0;
            double facility = 0;
            for (Line line : model.lines()) {
                double joules = outputs[engine.position(line.energy())];
                assertThat(joules).as(model.id() + " " + line.key()).isGreaterThanOrEqualTo(0);
                sum += line.counted() ? joules : 0;
                facility += line.counted()
                                && line.activity() == Activity.COOL_AND_CONVERT
                                && line.sector() == wattle.run.Sector.FACILITY
                        ? joules
                        : 0;
            }
            double total = outputs[engine.position(model.totals().energy())];
            assertThat(sum).as(model.id()).isCloseTo(total, within(1e-9 * total));
            assertThat(facility)
                    .as(model.id() + " overhead")
                    .isCloseTo(outputs[engine.position(model.totals().facility())], within(1e-9 * total + 1e-12));
        }
    }

    /// Law 9: the same bytes again, and on two threads at once.
    private static void repeats(Scenario scenario, double[] outputs) {
        List<CompletableFuture<double[]>> futures = new ArrayList<>();
        for (int thread = 0; thread < 2; thread++) {
            futures.add(CompletableFuture.supplyAsync(() -> {
                Events engine = Events.of(scenario);
                double[] again = new double[engine.outputCount()];
                engine.evaluate(engine.typical(), again);
                return again;
            }));
        }
        futures.forEach(f ->
                assertThat(Arrays.equals(f.join(), outputs)).as("same bytes").isTrue());
    }

    private static final class Checked implements Events.Watch {
        private final List<Events.Played> all = new ArrayList<>();
        private @Nullable Audit audit;
        private double spentJ;
        private double done;
        private double wanted;
        private long events;

        @Override
        public void begins(ParadigmModel model, Training training, Company company) {
            audit = Audit.of(training, company);
            spentJ = 0;
            done = -1;
            wanted = 0;
        }

        @Override
        public boolean round(ParadigmModel model, double progress, double target) {
            done = progress;
            wanted = target;
            return true;
        }

        @Override
        public wattle.simulation.learning.Books.Watcher books(ParadigmModel model) {
            return (_, joules, fromS, toS) -> {
                assertThat(joules).isGreaterThan(0);
                assertThat(toS).isGreaterThanOrEqualTo(fromS);
                spentJ += joules;
            };
        }

        @Override
        public void played(ParadigmModel model, Events.Played played) {
            try {
                laws(played);
            } catch (AssertionError e) {
                throw new AssertionError(model.id() + ": " + e.getMessage(), e);
            }
            all.add(played);
        }

        private void laws(Events.Played played) {
            double total = played.books().totalJ();
            assertThat(spentJ).as("written and watched").isCloseTo(total, within(1e-9 * total));
            // Law 2: a target that was not reached says so.
            boolean reached = played.trainings().getLast().end() == Training.End.REACHED;
            if (wanted > 0 && played.trainings().getLast().rounds() > 0) {
                assertThat(done >= wanted * (1 - 1e-9) - 1e-9)
                        .as("%s of %s: %s", done, wanted, played.trainings())
                        .isEqualTo(reached);
            } else if (reached && wanted > 0 && played.trainings().getLast().rounds() == 0) {
                throw new AssertionError("reached without a round");
            }
            played.census()
                    .groups()
                    .forEach(g -> assertThat(g.asked())
                            .as("asked in " + g.name())
                            .isGreaterThanOrEqualTo(g.late() + g.lost()));
            long asked = played.census().groups().stream()
                    .mapToLong(g -> g.asked() - g.late() - g.lost())
                    .sum();
            assertThat(played.census().updates())
                    .as("asked, and neither late nor lost")
                    .isEqualTo(asked);
            if (audit != null) {
                audit.atTheEnd();
                events += audit.events();
            }
        }
    }
}
