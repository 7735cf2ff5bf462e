package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wattle.cli.Commands;

/// Bad input ends in exit 2 and one located message with a "Maybe": never a stack trace, never a silent
/// default.
class BadInputTest {

    private static final String GOOD = """
            name: A good scenario
            task:
              model: resnet18-cifar
              data: {items-per-device: 500, item-size: 3 kB}
              target: accuracy 0.8
              inference: {requests-per-day: 10}
            places:
              devices:
                machine: jetson-orin-nano-8gb
                count: 10
                grid: FRA
              cloud:
                machine: server-1xa100
                pue: 1.1
            links:
              devices-cloud: {up: 15 kbit/J, down: 25 kbit/J, rate: 10 Mbit/s}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void place() {
        file = folder.resolve("bad.yaml");
    }

    @Test
    void theGoodOneIsGood() throws IOException {
        Files.writeString(file, GOOD);
        assertThat(run(file).code()).isZero();
    }

    /// One fault each in the group `simulation`, which begins at line 17 and stands in lines of one key each.
    static Stream<Arguments> faultsOfTheSimulation() {
        return Stream.of(
                sim("a misspelt key", "fleets: {speed: lognormal 0.6}", "bad.yaml:18:3", "fleets", "Maybe 'fleet'"),
                sim("a thousand million cells", "network: {cells: {count: 1e9, rate: 1 Gbit/s}}", "count", "more than"),
                sim("cells with two rates", "network: {cells: {count: 9, rate: 1 Gbit/s, up-rate: 2 Gbit/s}}", "Maybe"),
                sim(
                        "a link that saves energy",
                        "network: {server: {rate: 1 bit/s, idle-power: 9 W, busy-power: 1 W}}",
                        "swapped"),
                sim("half a power", "network: {metro: {rate: 1 Gbit/s, idle-power: 9 W}}", "busy-power", "missing"),
                sim("a rate in bytes of nothing", "network: {core: 10 W}", "network.core", "is a power"),
                sim("no seeds", "seeds: 0", "bad.yaml:18:10", "seeds", "below 1"),
                sim("too many seeds", "seeds: 1e9", "bad.yaml:18:10", "seeds", "more than"),
                sim("edge rounds without end", "edge-rounds: 1000000", "edge-rounds", "more than 1000"),
                sim(
                        "more at a time than there are",
                        "asynchronous: {concurrency: 11, buffer: 2}",
                        "only 10",
                        "Maybe 10"),
                sim("a buffer of nothing", "asynchronous: {buffer: 0}", "buffer", "below 1"),
                sim("no buffer at all", "asynchronous: {concurrency: 2}", "buffer", "missing"),
                sim("a negative weight", "asynchronous: {buffer: 2, staleness: -1}", "staleness"),
                sim("a spread of not a number", "fleet: {speed: lognormal NaN}", "fleet.speed"),
                sim("a spread without numbers", "fleet: {speed: lognormal}", "fleet.speed", "Maybe 'lognormal 0.6'"),
                sim("a spread nobody knows", "fleet: {link: gauss 1}", "fleet.link", "lognormal"),
                sim("a factor with a unit", "fleet: {speed: uniform 1 W..2 W}", "fleet.speed", "power"),
                sim("groups that are not all", "fleet: {groups: [{name: a, share: 50 %}]}", "groups", "add up to 50"),
                sim("a group twice", "fleet: {groups: [{name: a, share: 50 %}, {name: a, share: 50 %}]}", "twice"),
                sim("a table from nowhere", "fleet: {file: nowhere.csv}", "fleet.file", "nowhere.csv"),
                sim("a presence that is never", "participation: {presence: {on: exponential 4 h}}", "off", "missing"),
                sim("a presence without a unit", "participation: {presence: {on: fixed 4, off: fixed 1 h}}", "no unit"),
                sim("a table and a spread", "participation: {presence: {file: a.csv, on: fixed 1 h}}", "again"),
                sim("all drop out twice", "participation: {dropout: 200 %}", "dropout"),
                sim("a negative deadline", "participation: {deadline: -4 min}", "deadline"),
                sim("a choice nobody knows", "participation: {selection: randm}", "selection", "Maybe 'random'"),
                sim("more bits than there are", "exchange: {bits: 64}", "bits", "32 bits"),
                sim("nothing is kept", "exchange: {kept: 0}", "kept"),
                sim("a graph nobody knows", "neighbours: {graph: star}", "graph", "ring"),
                sim("a battery of power", "battery: {capacity: 5 W, charge: 5 W}", "capacity", "is a power"),
                sim("a radio half", "radio: {transmit: 1 W}", "receive", "missing"),
                sim("averaging at no rate", "aggregator: {work: 1 GFLOP, rate: 0 FLOP/s}", "rate"),
                sim("a step of nothing", "data-parallel: {batch: 0, rate: 1 Gbit/s}", "batch"),
                sim("a mode without speed", "power-mode: {power: 0.5}", "speed", "missing"),
                sim("a shape nobody knows", "signals: {carbon: shape-XXX}", "carbon", "Maybe"),
                sim("a price of nothing", "signals: {price: 5 W}", "price", "Maybe 0.25 EUR/kWh"),
                sim("never a round", "convergence: {most-rounds: 0}", "most-rounds"),
                sim("text for a group", "battery: full", "battery", "group"));
    }

    private static Arguments sim(String what, String line, String... said) {
        return Arguments.of(what, line, List.of(said));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfTheSimulation")
    void aFaultOfTheSimulationIsLocatedToo(String what, String line, List<String> said) throws IOException {
        Files.writeString(file, GOOD + "simulation:\n  " + line + "\n");
        Commands.Result result = run(file);
        assertThat(result.code()).as(what + ": " + result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("bad.yaml:18:")
                .contains("simulation")
                .contains(said)
                .doesNotContain("\tat ", "Exception");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "a missing key",
                        s -> s.replace("  target: accuracy 0.8\n", ""),
                        "bad.yaml:3:3",
                        "task.target",
                        "missing"),
                fault(
                        "a missing group",
                        s -> s.substring(0, s.indexOf("places:")),
                        "bad.yaml:1:1",
                        "places",
                        "missing"),
                fault(
                        "a misspelt key",
                        s -> s.replace("machine: jetson", "machin: jetson"),
                        "bad.yaml:9:5",
                        "machin",
                        "Maybe 'machine'"),
                fault(
                        "a power where data is meant",
                        s -> s.replace("3 kB", "5 W"),
                        "bad.yaml:4:44",
                        "task.data.item-size",
                        "is a power"),
                fault("a unit nobody knows", s -> s.replace("3 kB", "3 kBit"), "bad.yaml:4:44", "item-size", "Maybe"),
                fault(
                        "bytes per joule",
                        s -> s.replace("15 kbit/J", "15 kB"),
                        "bad.yaml:16:23",
                        "up",
                        "an amount of data"),
                fault("no unit", s -> s.replace("10 Mbit/s", "10"), "bad.yaml:16:", "rate", "has no unit"),
                fault(
                        "a negative count",
                        s -> s.replace("count: 10", "count: -10"),
                        "bad.yaml:10:12",
                        "places.devices.count",
                        "below 1"),
                fault(
                        "a count of zero",
                        s -> s.replace("count: 10", "count: 0"),
                        "bad.yaml:10:12",
                        "places.devices.count",
                        "below 1"),
                fault(
                        "a fraction of a device",
                        s -> s.replace("count: 10", "count: 2.5"),
                        "bad.yaml:10:12",
                        "count",
                        "whole number"),
                fault(
                        "idle above peak",
                        s -> s.replace("    count: 10", "    power: 5 W\n    idle-power: 50 W\n    count: 10"),
                        "bad.yaml:11:17",
                        "idle-power",
                        "swapped"),
                fault(
                        "an unknown machine",
                        s -> s.replace("jetson-orin-nano-8gb", "jetson-orin-nano-8bg"),
                        "bad.yaml:9:14",
                        "machine",
                        "Maybe 'jetson-orin-nano-8gb'"),
                fault(
                        "an unknown model",
                        s -> s.replace("resnet18-cifar", "resnet18-cifra"),
                        "bad.yaml:3:10",
                        "model",
                        "Maybe 'resnet18-cifar'"),
                fault("an unknown grid", s -> s.replace("grid: FRA", "grid: FRX"), "bad.yaml:11:11", "grid", "Maybe"),
                fault("a PUE below 1", s -> s.replace("pue: 1.1", "pue: 0.9"), "bad.yaml:14:10", "pue", "at least 1"),
                fault(
                        "a duplicate key",
                        s -> s.replace("    count: 10", "    count: 10\n    count: 11"),
                        "bad.yaml:11:5",
                        "count",
                        "line 10"),
                fault(
                        "a range upside down",
                        s -> s.replace("pue: 1.1", "pue: 1.4..1.1"),
                        "bad.yaml:14:10",
                        "pue",
                        "low end"),
                fault(
                        "more active than devices",
                        s -> s + "training: {active: 11}\n",
                        "bad.yaml:17:20",
                        "active",
                        "only 10"),
                fault(
                        "a paradigm without its place",
                        s -> s + "paradigms: [edge]\n",
                        "bad.yaml:17:13",
                        "paradigms",
                        "needs a place 'edge'"),
                fault(
                        "an unknown paradigm",
                        s -> s + "paradigms: [federate]\n",
                        "bad.yaml:17:13",
                        "paradigms",
                        "Maybe 'federated'"),
                fault(
                        "a link to nowhere",
                        s -> s + "  devices-edge: {rate: 1 Mbit/s}\n",
                        "bad.yaml:17:",
                        "devices-edge",
                        "no place 'edge'"),
                fault(
                        "text for a group",
                        s -> s.replaceAll("(?s)task:.*places:", "task: nothing\nplaces:"),
                        "bad.yaml:2:7",
                        "task",
                        "group"),
                fault("a YAML bomb", s -> bomb(), "bad.yaml:", "", "Maybe"),
                fault("a cyclic reference", s -> "a: &a\n  b: *a\n", "bad.yaml:2", "", ""),
                fault(
                        "more power than the sun",
                        s -> s.replace("    count: 10", "    power: 1e308 W\n    count: 10"),
                        "bad.yaml:10:12",
                        "power",
                        "beyond"),
                fault("an empty target", s -> s.replace("accuracy 0.8", "''"), "bad.yaml:5:11", "target", "empty"),
                fault(
                        "a utilisation of nothing",
                        s -> s.replace("pue: 1.1", "utilisation: 0"),
                        "bad.yaml:14:18",
                        "utilisation",
                        "Maybe 30 %"),
                fault("a tab", s -> s.replace("  model:", "\tmodel:"), "bad.yaml:3:", "", "tab"),
                fault("nothing", s -> "", "bad.yaml", "", ""),
                fault("a list", s -> "- a\n- b\n", "bad.yaml:1:1", "", ""));
    }

    private static Arguments fault(String what, UnaryOperator<String> change, String place, String key, String hint) {
        return Arguments.of(what, change, place, key, hint);
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            text.append(
                    "a%d: &a%d [%s]%n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(10, alias))));
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void endsWithOneLocatedMessage(String what, UnaryOperator<String> change, String place, String key, String hint)
            throws IOException {
        String bad = change.apply(GOOD);
        assertThat(bad).as("the mutation changes something").isNotEqualTo(GOOD);
        Files.writeString(file, bad);
        Commands.Result result = run(file);
        assertThat(result.code()).as(what + ": " + result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(place).contains(key).contains(hint).doesNotContain("\tat ", "Exception");
    }

    @Test
    void aFileThatIsNotThereNamesItsNeighbour() throws IOException {
        Files.writeString(folder.resolve("scenario.yaml"), GOOD);
        Commands.Result result = run(folder.resolve("scenari.yaml"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("scenari.yaml", "Maybe", "scenario.yaml");
    }

    @Test
    void aFolderIsNoFile() {
        Commands.Result result = run(folder);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("folder");
    }

    @Test
    void aBinaryFileIsRefused() throws IOException {
        byte[] bytes = new byte[4096];
        new java.util.Random(7).nextBytes(bytes);
        Files.write(file, bytes);
        Commands.Result result = run(file);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("bad.yaml").doesNotContain("Exception");
    }

    @Test
    void aHundredMegabytesAreRefusedWithoutBeingRead() throws IOException {
        Files.writeString(file, GOOD, StandardCharsets.UTF_8);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100_000_000);
        }
        Commands.Result result = run(file);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("bad.yaml", "MB");
    }

    @Test
    void aPageNeverOverwritesTheScenario() throws IOException {
        Files.writeString(file, GOOD);
        Commands.Result result = Commands.run("compare", file.toString(), "--html", file.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("overwrite", "Maybe");
        assertThat(file).hasContent(GOOD);
    }

    @Test
    void whereAnAnswerGoesIsCheckedBeforeItIsComputed() throws IOException {
        Files.writeString(file, GOOD);
        for (String[] target : new String[][] {
            {"--html", folder.toString()}, {"--html", file + "/page.html"}, {"--out", file.toString()}
        }) {
            Commands.Result result = Commands.run("compare", file.toString(), target[0], target[1]);
            assertThat(result.code()).as(target[1]).isEqualTo(2);
            assertThat(result.out()).as(target[1]).isEmpty();
            assertThat(result.err()).as(target[1]).contains("Maybe");
        }
    }

    @Test
    void anUnknownOptionOrCommandIsBadUsage() {
        assertThat(Commands.run("compare", "--frmat", "json", "x.yaml").code()).isEqualTo(2);
        assertThat(Commands.run("comprae").code()).isEqualTo(2);
        assertThat(Commands.run("comprae").err()).contains("compare");
        assertThat(Commands.run("compare", "x.yaml", "--format", "xml").code()).isEqualTo(2);
    }

    private static Commands.Result run(Path file) {
        return Commands.run("compare", file.toString());
    }
}
