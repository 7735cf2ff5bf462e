package wattle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static wattle.simulation.MetamorphicTest.RICH;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.catalog.Catalog;
import wattle.scenario.ScenarioReader;

/// Metamorphic laws of who takes part and over what: the order of devices says nothing, and each way of choosing them
/// brings what it is for.
class FleetLawsTest {

    /// Nothing is drawn: all take part, none fails, and no cell or battery tells devices apart by their number.
    private static final String PLAIN =
            RICH.replaceAll("  (radio|battery|network|participation): .*\n", "").replace("active: 10", "active: 30");
    private static final String SHARED =
            PLAIN.replace("simulation:\n", "simulation:\n  network: {server: 60 Mbit/s}\n");
    private static final String POWERED = RICH.replace(
            "server: 60 Mbit/s",
            "server: {rate: 12 Mbit/s, duplex: full, idle-power: 5 W, busy-power: 9 W},"
                    + " access: {idle-power: 1 W, busy-power: 2 W}");
    private static final String UNLIKE = RICH.replaceAll(
                    "  fleet: .*\n",
                    "  fleet: {speed: lognormal 0.5, link: lognormal 0.4, groups: [{name: a, share: 50 %, grid: 300 g/kWh, power: 2},"
                            + " {name: b, share: 50 %, grid: 900 g/kWh}]}\n")
            .replaceAll("  battery: .*\n", "")
            .replace("over-commitment: 20 %, deadline: 200 s, dropout: 5 %", "selection: random");

    @TempDir
    private Path folder = Path.of("");

    /// 30 rows in an order drawn from `seed`, each row with the number of its place where `renumbered`, else its own.
    private double of(String text, String paradigm, String figure, long seed, boolean renumbered) throws IOException {
        var random = new SplittableRandom(5);
        List<String> factors = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            factors.add(String.format(
                    Locale.ROOT,
                    "%.3f,%.3f,%.3f",
                    random.nextDouble(0.3, 3),
                    random.nextDouble(0.3, 3),
                    random.nextDouble(0.5, 2)));
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        List<String> rows = new ArrayList<>(List.of("device,speed,link,items"));
        for (int k = 0; k < 30; k++) {
            rows.add((renumbered ? k : order.get(k)) + "," + factors.get(order.get(k)));
        }
        Files.write(folder.resolve("fleet.csv"), rows);
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(
                file,
                text.replaceAll("  fleet: .*\n", "  fleet: {file: fleet.csv}\n") + "paradigms: [" + paradigm + "]\n");
        return MetamorphicTest.of(new ScenarioReader(Catalog.builtIn()).read(file), figure);
    }

    /// Among neighbours as well, whoever fails gives nothing, and whoever has a battery loses in charging it.
    @ParameterizedTest
    @CsvSource({"round", "neighbours"})
    void neighboursFailAndChargeLikeOthers(String barrier) {
        String text = RICH.replace("barrier: round", "barrier: " + barrier);
        MetamorphicTest.moves(text, "dropout: 5 %", "dropout: 40 %", "decentralised", "rounds", '+');
        MetamorphicTest.moves(text, "efficiency: 90 %", "efficiency: 70 %", "decentralised", "device", '+');
    }

    /// Where everybody always fails, it is given up.
    @Test
    void neighboursWhoAllFailGiveUp() {
        String text = RICH.replace("dropout: 5 %", "dropout: 100 %").replace("most-rounds: 100, ", "");
        Events engine = Events.of(Scenarios.read(text + "paradigms: [decentralised]\n"));
        List<Boolean> reached = new ArrayList<>();
        engine.simulate(engine.typical(), 0, new double[engine.outputCount()], new Events.Watch() {
            @Override
            public void played(ParadigmModel model, Events.Played played) {
                reached.add(played.reached());
            }
        });
        assertThat(reached).containsExactly(false);
    }

    @ParameterizedTest
    @CsvSource({"federated, false", "federated, true", "federated-sleep, true", "cloud, true", "local, true"})
    void theNumberOfADeviceSaysNothing(String paradigm, boolean shared) throws IOException {
        for (String figure : new String[] {"energy", "carbon", "time", "up", "down"}) {
            double one = of(shared ? SHARED : PLAIN, paradigm, figure, 1, true);
            double other = of(shared ? SHARED : PLAIN, paradigm, figure, 2, true);
            assertThat(other).as(figure).isCloseTo(one, within(1e-9 * one));
        }
    }

    /// The same devices in another order of rows are the same bytes, whatever is drawn for them.
    @ParameterizedTest
    @CsvSource({"federated", "hierarchical", "decentralised"})
    void theOrderOfRowsSaysNothing(String paradigm) throws IOException {
        for (String figure : new String[] {"energy", "carbon", "time"}) {
            assertThat(of(RICH, paradigm, figure, 2, false)).isEqualTo(of(RICH, paradigm, figure, 1, false));
        }
    }

    @ParameterizedTest(name = "{0} to {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "idle-power: 5 W | idle-power: 8 W | network | +",
                "busy-power: 9 W | busy-power: 12 W | network | +",
                "idle-power: 1 W | idle-power: 1.5 W | network | +",
                "busy-power: 2 W | busy-power: 20 W | network | +"
            })
    void thePowerOfLinksMovesTheirEnergy(String from, String to, String figure, char direction) {
        MetamorphicTest.moves(POWERED, from, to, "federated", figure, direction);
    }

    /// In a round all receive at once and hardly anybody sends meanwhile; without rounds both go on at any time.
    @Test
    void bothWaysOverOneRateTakeLonger() {
        String busy = POWERED.replace(
                "simulation:\n", "simulation:\n  asynchronous: {concurrency: 12, buffer: 4, staleness: 0.5}\n");
        MetamorphicTest.moves(busy, "duplex: full", "duplex: half", "federated", "time", '+');
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({"fastest, time, -", "least-energy, device, -", "least-carbon, carbon, -"})
    void eachSelectionBringsWhatItIsFor(String selection, String figure, char direction) {
        MetamorphicTest.moves(UNLIKE, "selection: random", "selection: " + selection, "federated", figure, direction);
    }

    @Test
    void theFullestBatteriesAreOthersThanTheFastest() {
        String battery = UNLIKE.replace("simulation:\n", "simulation:\n  battery: {capacity: 20 kJ, charge: 5 W}\n");
        MetamorphicTest.moves(battery, "selection: random", "selection: fullest-battery", "federated", "time", '~');
    }

    /// The slowest device is in every round either way, so it sets the time; the others wait less for it.
    @Test
    void aBarrierOfNeighboursIsNoSlowerThanOneOfAll() {
        String local = SHARED.replace("barrier: round", "barrier: neighbours");
        double all = MetamorphicTest.of(SHARED, "decentralised", "time");
        assertThat(MetamorphicTest.of(local, "decentralised", "time")).isCloseTo(all, within(1e-9 * all));
        MetamorphicTest.moves(SHARED, "barrier: round", "barrier: neighbours", "decentralised", "device", '~');
    }

    @Test
    void whatIsSentAsItIsGatheredIsNotWaitedFor() {
        MetamorphicTest.moves(RICH, "edge-rounds: 2", "upload: streaming\n  edge-rounds: 2", "cloud", "time", '-');
    }

    /// The slow half has memory for 1 GB: it takes part as long as no more is needed.
    @Test
    void whoHasTooLittleMemoryNeverTakesPart() {
        String text = RICH.replaceAll(
                "  fleet: .*\n",
                "  fleet: {groups: [{name: small, share: 50 %, speed: 0.25, memory: 1 GB}, {name: large, share: 50 %}]}\n");
        double free = MetamorphicTest.of(text, "federated", "time");
        assertThat(MetamorphicTest.of(text.replace("dropout: 5 %", "dropout: 5 %, memory: 1 GB"), "federated", "time"))
                .isEqualTo(free);
        assertThat(MetamorphicTest.of(text.replace("dropout: 5 %", "dropout: 5 %, memory: 2 GB"), "federated", "time"))
                .isLessThan(0.9 * free);
    }
}
