package wattle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wattle.formula.Formula.Figure;
import wattle.formula.Formula.Input;
import wattle.quantity.Range;
import wattle.run.Activity;
import wattle.run.Sector;
import wattle.run.Stage;

/// The laws of the house (DESIGN, section 3), each with a test that fails when it is broken.
class LawsTest {

    static Stream<String> scenarios() {
        List<String> all = new ArrayList<>(Scenarios.examples());
        all.add(Scenarios.FULL);
        return all.stream();
    }

    /// Law 1: stages, places, activities and sectors each add up to the total, for any inputs inside their
    /// ranges.
    @ParameterizedTest
    @MethodSource("scenarios")
    void energyIsConserved(String text) {
        ClosedForm form = Scenarios.form(text);
        double[] slots = form.tape().workspace();
        double[] outputs = new double[form.tape().outputCount()];
        for (int seed = 0; seed < 50; seed++) {
            form.tape().evaluate(drawn(form, seed), slots, outputs);
            for (ParadigmModel model : form.paradigms()) {
                double total = outputs[form.position(model.totals().energy())];
                double lines = model.lines().stream()
                        .mapToDouble(l -> outputs[form.position(l.energy())])
                        .sum();
                double sectors = Stream.of(
                                model.totals().it(),
                                model.totals().facility(),
                                model.totals().network(),
                                model.totals().device())
                        .mapToDouble(f -> outputs[form.position(f)])
                        .sum();
                assertThat(lines).isCloseTo(total, within(1e-9 * total));
                assertThat(sectors).isCloseTo(total, within(1e-9 * total));
            }
        }
    }

    /// Law 1: no line stands in the account twice, and no stage is forgotten.
    @ParameterizedTest
    @MethodSource("scenarios")
    void everyStageStandsInTheAccountAndNoLineTwice(String text) {
        for (ParadigmModel model : Scenarios.form(text).paradigms()) {
            Set<Figure> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            model.lines()
                    .forEach(l -> assertThat(seen.add(l.energy())).as(l.key()).isTrue());
            assertThat(model.lines().stream().map(Line::stage)).contains(Stage.values());
        }
    }

    /// Law 2: what is not known is absent, and never zero.
    @Test
    void missingIsNotZero() {
        ClosedForm form = Scenarios.form(Scenarios.FULL
                .replace("rate: 50 GFLOP/s, peak: 500 GFLOP/s", "batch-time: 100 ms, batches: 20, answer-time: 20 ms")
                .replaceAll(", local: 30", ""));
        ParadigmModel local = Scenarios.model(form, "local");
        assertThat(local.service().efficiency().flops()).isEmpty();
        assertThat(local.service().efficiency().power()).isEmpty();
        assertThat(local.service().efficiency().missing()).isNotBlank();
        assertThat(local.service().reach().answer()).isEmpty();
        ClosedForm unsaid = Scenarios.form(Scenarios.FULL.replace(", embodied: 4700 kg, lifetime: 4 years", ""));
        assertThat(Scenarios.model(unsaid, "cloud").totals().embodied()).isEmpty();
        assertThat(Scenarios.model(unsaid, "local").totals().embodied()).isPresent();
        ParadigmModel silent =
                Scenarios.model(Scenarios.form(Scenarios.FULL.replaceAll("  inference:.*\n", "")), "cloud");
        assertThat(silent.service().latency()).isEmpty();
    }

    /// Law 3: every input says who says so, every line has an equation, and every zero a reason.
    @ParameterizedTest
    @MethodSource("scenarios")
    void everyNumberSaysWhereItComesFrom(String text) {
        ClosedForm form = Scenarios.form(text);
        Set<String> keys = new HashSet<>();
        for (Input input : form.inputs()) {
            assertThat(input.key()).isNotBlank();
            assertThat(keys.add(input.key()))
                    .as("key " + input.key() + " is used once")
                    .isTrue();
            assertThat(input.label()).isNotBlank();
            assertThat(input.symbol()).isNotBlank();
            assertThat(input.value().source().citation()).as(input.key()).isNotBlank();
            assertThat(input.place()).as(input.key()).isNotBlank();
            boolean byDefault = input.place().equals("default");
            assertThat(byDefault && input.value().note().isBlank())
                    .as(input.key() + " is a silent default")
                    .isFalse();
        }
        for (ParadigmModel model : form.paradigms()) {
            for (Line line : model.lines()) {
                boolean zero = Scenarios.value(form, line.energy()) == 0;
                assertThat(line.counted() || !line.reason().isBlank())
                        .as(line.key())
                        .isTrue();
                assertThat(!line.counted() && !zero).as(line.key()).isFalse();
            }
        }
    }

    /// Law 3: what is worked out of values that nobody verified is not verified either.
    @Test
    void nothingUnverifiedHidesBehindWhatIsMadeOfIt() {
        ClosedForm form = Scenarios.form("""
                name: Unverified
                task: {model: mnist-cnn-mcmahan, data: {set: mnist}, target: accuracy 0.99}
                places:
                  devices: {machine: rpi-5-8gb, count: 20}
                  cloud: {machine: server-1xa100}
                training: {epochs: 10}
                """);
        assertThat(form.inputs().stream()
                        .filter(i -> List.of("training.rounds", "task.data.item-size", "places.cloud.rate")
                                .contains(i.key()))
                        .map(i -> i.value().quality()))
                .hasSize(3)
                .containsOnly(wattle.quantity.Quality.UNVERIFIED);
    }

    /// Law 5: one more point of PUE costs exactly one more IT energy of that facility, in facility lines only.
    @Test
    void pueAppliesOnceAndToItEnergyOnly() {
        ClosedForm one = Scenarios.form(Scenarios.FULL.replace("pue: 1.1", "pue: 1"));
        ClosedForm two = Scenarios.form(Scenarios.FULL.replace("pue: 1.1", "pue: 2"));
        for (String id : List.of("cloud", "federated", "local", "edge", "decentralised")) {
            double it = Scenarios.model(one, id).lines().stream()
                    .filter(l -> l.place().name().equals("cloud") && l.sector() == Sector.IT)
                    .mapToDouble(l -> Scenarios.value(one, l.energy()))
                    .sum();
            double more = Scenarios.value(two, Scenarios.model(two, id).totals().energy())
                    - Scenarios.value(one, Scenarios.model(one, id).totals().energy());
            assertThat(more).as(id).isCloseTo(it, within(1e-9 * Math.max(1, it)));
            assertThat(Scenarios.energy(two, id, "") - facility(two, id))
                    .isCloseTo(Scenarios.energy(one, id, "") - facility(one, id), within(1e-6));
        }
    }

    private static double facility(ClosedForm form, String id) {
        return Scenarios.value(form, Scenarios.model(form, id).totals().facility());
    }

    /// Law 5: the types leave no way to apply a PUE to what already carries one.
    @Test
    void noMethodTurnsOverheadBackIntoItEnergy() {
        for (Method method : Pue.class.getDeclaredMethods()) {
            assertThat(method.getParameterTypes()).doesNotContain(FacilityOverhead.class);
        }
        for (Class<?> type : List.of(FacilityOverhead.class, Pue.class, ItEnergy.class)) {
            for (Method method : type.getDeclaredMethods()) {
                assertThat(method.getReturnType()).isNotEqualTo(ItEnergy.class);
            }
        }
    }

    /// Law 6: the idle policy changes idle and waiting lines, and nothing else.
    @Test
    void idleIsSeparateAndANamedPolicy() {
        ClosedForm none = Scenarios.form(Scenarios.FULL + "assumptions: {idle: none}\n");
        ClosedForm share = Scenarios.form(Scenarios.FULL + "assumptions: {idle: share}\n");
        ClosedForm dedicated = Scenarios.form(Scenarios.FULL + "assumptions: {idle: dedicated}\n");
        for (ParadigmModel model : none.paradigms()) {
            String id = model.id();
            assertThat(activity(none, id, Activity.IDLE) + activity(none, id, Activity.WAIT))
                    .isZero();
            assertThat(activity(share, id, Activity.IDLE)).isPositive();
            assertThat(activity(dedicated, id, Activity.IDLE)).isGreaterThan(activity(share, id, Activity.IDLE));
            assertThat(activity(share, id, Activity.COMPUTE))
                    .isCloseTo(activity(none, id, Activity.COMPUTE), within(1e-6));
        }
    }

    private static double activity(ClosedForm form, String id, Activity activity) {
        return Scenarios.model(form, id).lines().stream()
                .filter(l -> l.activity() == activity)
                .mapToDouble(l -> Scenarios.value(form, l.energy()))
                .sum();
    }

    /// Law 7: who receives changes the downlink alone; who trains changes training, and who is idle with it.
    @Test
    void participantsAreExplicitPerTerm() {
        ClosedForm active = Scenarios.form(Scenarios.FULL);
        ClosedForm all = Scenarios.form(Scenarios.FULL + "assumptions: {receivers: all}\n");
        double up = Scenarios.energy(active, "federated", "transfer.network.transmit");
        double down = Scenarios.energy(active, "federated", "transfer.network.receive");
        assertThat(Scenarios.energy(all, "federated", "transfer.network.transmit"))
                .isEqualTo(up);
        assertThat(Scenarios.energy(all, "federated", "transfer.network.receive"))
                .isCloseTo(down * 30 / 20, within(1e-9 * down));
        ClosedForm trainers = Scenarios.form(Scenarios.FULL + "assumptions: {trainers: all}\n");
        double compute = Scenarios.energy(active, "federated", "train.devices.compute");
        assertThat(Scenarios.energy(trainers, "federated", "train.devices.compute"))
                .isCloseTo(compute * 30 / 20, within(1e-9 * compute));
        assertThat(Scenarios.energy(active, "federated-sleep", "train.devices.sleep"))
                .isPositive();
        assertThat(Scenarios.energy(active, "federated", "train.devices.sleep")).isZero();
    }

    /// Law 8: a megabyte is eight megabits, and costs eight times as much to move.
    @Test
    void bitsAreNotBytes() {
        double bytes = Scenarios.energy(Scenarios.form(Scenarios.FULL), "federated", "transfer");
        double bits = Scenarios.energy(
                Scenarios.form(Scenarios.FULL.replace("size: 4 MB", "size: 4 Mbit")), "federated", "transfer");
        assertThat(bytes).isCloseTo(8 * bits, within(1e-9 * bytes));
    }

    /// Law 9: reading and evaluating twice gives the same bits.
    @ParameterizedTest
    @MethodSource("scenarios")
    void sameInputsGiveTheSameBits(String text) {
        assertThat(Scenarios.typical(Scenarios.form(text))).containsExactly(Scenarios.typical(Scenarios.form(text)));
    }

    /// Law 11: making the machines moves embodied carbon alone; the grid moves operational carbon alone.
    @Test
    void operationalAndEmbodiedStayApart() {
        ClosedForm base = Scenarios.form(Scenarios.FULL);
        ClosedForm heavy = Scenarios.form(Scenarios.FULL.replace("embodied: 4700 kg", "embodied: 9400 kg"));
        ClosedForm dirty = Scenarios.form(Scenarios.FULL.replace("grid: 100 g/kWh", "grid: 200 g/kWh"));
        assertThat(embodied(heavy)).isCloseTo(2 * embodied(base), within(1e-9 * embodied(base)));
        assertThat(operational(heavy)).isEqualTo(operational(base));
        assertThat(operational(dirty)).isGreaterThan(operational(base));
        assertThat(embodied(dirty)).isEqualTo(embodied(base));
    }

    private static double embodied(ClosedForm form) {
        return Scenarios.value(
                form, Scenarios.model(form, "cloud").totals().embodied().orElseThrow());
    }

    private static double operational(ClosedForm form) {
        return Scenarios.value(form, Scenarios.model(form, "cloud").totals().operational());
    }

    private static double[] drawn(ClosedForm form, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return form.inputs().stream()
                .mapToDouble(i -> {
                    Range range = i.value().value();
                    return range.low() + random.nextDouble() * (range.high() - range.low());
                })
                .toArray();
    }
}
