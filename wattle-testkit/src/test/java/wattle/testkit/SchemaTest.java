package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.app.Schemas;
import wattle.catalog.Catalog;
import wattle.document.InputFault;
import wattle.scenario.ScenarioReader;

/// The published schema and the reader speak of the same keys, and every example fits both.
class SchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Schemas.text("scenario"), InputFormat.JSON);

    private static final JsonNode DEFINITIONS =
            JsonMapper.shared().readTree(Schemas.text("scenario")).get("$defs");

    static Stream<Path> examples() {
        return Project.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleFitsTheSchema(Path example) throws IOException {
        assertThat(SCHEMA.validate(Files.readString(example), InputFormat.YAML)).isEmpty();
    }

    /// Every group a scenario can have, each with one key that nobody knows: the reader then names those it
    /// does.
    private static final String EVERYTHING = """
            name: Everything
            task:
              model: {based-on: resnet18-cifar}
              data: {items-per-device: 500, item-size: 3 kB}
              target: accuracy 0.8
              cadence: {every: 30 days, new-items-per-device: 8}
              inference: {requests-per-day: 10}
            places:
              devices: {machine: jetson-orin-nano-8gb, count: 10}
              edge: {machine: edge-se350-t4}
              on-premises: {machine: server-1xa100}
              cloud: {machine: server-1xa100}
            links:
              devices-cloud: {rate: 1 Mbit/s}
              edge-server: {rate: 1 Mbit/s}
            training:
              aggregation: {share: 5 %}
              reaches: {local: no}
            assumptions: {idle: none}
            simulation:
              seeds: 5
              fleet:
                speed: lognormal 0.6
                groups:
                  - {name: one, share: 100 %}
              participation:
                dropout: 5 %
                presence: {on: exponential 6 h, off: exponential 18 h}
              exchange: {bits: 8}
              asynchronous: {buffer: 2}
              neighbours: {graph: ring}
              network:
                server: {rate: 1 Gbit/s}
                cells: {count: 2, rate: 1 Gbit/s}
                metro: {rate: 1 Gbit/s}
                core: {rate: 1 Gbit/s}
                access: {idle-power: 1 W, busy-power: 2 W}
              radio: {transmit: 1 W, receive: 1 W}
              battery: {capacity: 10 Wh, charge: 5 W}
              aggregator: {work: 1 GFLOP, rate: 1 TFLOP/s}
              data-parallel: {batch: 10, rate: 1 Gbit/s}
              power-mode: {speed: 0.5, power: 0.3}
              signals: {carbon: flat}
              convergence: {participation: 1}
            """;

    /// Groups inside `simulation`, each with a key of its own above.
    private static final List<String> SIMULATION = List.of(
            "",
            ".fleet",
            ".participation",
            ".participation.presence",
            ".exchange",
            ".asynchronous",
            ".neighbours",
            ".network",
            ".network.server",
            ".network.cells",
            ".network.metro",
            ".network.core",
            ".network.access",
            ".radio",
            ".battery",
            ".aggregator",
            ".data-parallel",
            ".power-mode",
            ".signals",
            ".convergence");

    @Test
    void theReaderAndTheSchemaKnowTheSameKeys() {
        JsonNode schema = JsonMapper.shared().readTree(Schemas.text("scenario"));
        List<String> checked = new ArrayList<>();
        compare(schema, "", checked);
        compare(schema, "task", checked);
        compare(schema, "task.model", checked);
        compare(schema, "task.data", checked);
        compare(schema, "task.cadence", checked);
        compare(schema, "task.inference", checked);
        compare(schema, "places", checked);
        compare(schema, "places.devices", checked);
        compare(schema, "places.cloud", checked);
        compare(schema, "links", checked);
        compare(schema, "links.devices-cloud", checked);
        compare(schema, "links.edge-server", checked);
        compare(schema, "training", checked);
        compare(schema, "training.aggregation", checked);
        compare(schema, "training.reaches", checked);
        compare(schema, "assumptions", checked);
        SIMULATION.forEach(path -> compare(schema, "simulation" + path, checked));
        assertThat(checked).hasSize(36);
    }

    private static void compare(JsonNode schema, String path, List<String> checked) {
        assertThat(readerKeys(path)).as(path).containsExactlyInAnyOrderElementsOf(schemaKeys(schema, path));
        checked.add(path);
    }

    private static Set<String> schemaKeys(JsonNode schema, String path) {
        JsonNode node = schema;
        for (String part : path.isEmpty() ? new String[0] : path.split("\\.")) {
            node = object(node).get("properties").get(part);
        }
        Set<String> keys = new LinkedHashSet<>(object(node).get("properties").propertyNames());
        return keys;
    }

    /// The whole of it, once more by the schema alone.
    @Test
    void everythingFitsTheSchema() {
        assertThat(SCHEMA.validate(EVERYTHING, InputFormat.YAML)).isEmpty();
    }

    /// What a reference stands for, and the alternative of a `oneOf` that is a group of keys.
    private static JsonNode object(JsonNode node) {
        if (node.has("$ref")) {
            String name = node.get("$ref").asString().replace("#/$defs/", "");
            return object(DEFINITIONS.get(name));
        }
        if (node.has("properties")) {
            return node;
        }
        for (JsonNode choice : node.get("oneOf")) {
            if (choice.has("properties")) {
                return choice;
            }
        }
        throw new IllegalStateException("no group of keys in " + node);
    }

    /// Puts an unknown key into the group and reads the known ones from the complaint.
    private static Set<String> readerKeys(String path) {
        String text = withUnknown(path);
        try {
            new ScenarioReader(Catalog.builtIn()).read(text, "unknown.yaml");
        } catch (InputFault fault) {
            assertThat(fault.path()).as(fault.getMessage()).isEqualTo(path.isEmpty() ? "qqqqqqqq" : path + ".qqqqqqqq");
            String list = fault.maybe().replaceFirst("^Maybe one of ", "").replaceFirst("\\.$", "");
            return new LinkedHashSet<>(List.of(list.split(", ")));
        }
        throw new AssertionError("the unknown key was accepted in " + path);
    }

    private static String withUnknown(String path) {
        if (path.isEmpty()) {
            return EVERYTHING + "qqqqqqqq: 1\n";
        }
        String[] parts = path.split("\\.");
        String last = parts[parts.length - 1];
        String indent = "  ".repeat(parts.length - 1);
        return EVERYTHING
                .replace(indent + last + ": {", indent + last + ": {qqqqqqqq: 1, ")
                .replace("\n" + indent + last + ":\n", "\n" + indent + last + ":\n" + indent + "  qqqqqqqq: 1\n");
    }

    /// Groups that are described once and used in several places.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rounds  | yes | 80..120",
                "rounds  | yes | {from-runs: runs}",
                "rounds  | yes | {fitted: {clients-per-round: 10, local-epochs: 5, local-batch: 10, iid: no}}",
                "rounds  | yes | {federated: {from-runs: runs}, decentralised: 300}",
                "rounds  | no  | {fitted: {local-batch: 10}}",
                "rounds  | no  | {from-run: runs}",
                "signals | yes | {carbon: shape-DEU-2020, starts: 'March 1, 08:00', price: 0.25 EUR/kWh}",
                "signals | yes | {carbon: {file: c.csv, column: a_g_per_kwh, repeats: 1 day}, surplus: {file: s.csv}}",
                "signals | yes | {starts: {month: 3, hour: 8}}",
                "signals | no  | {carbon: {fil: c.csv}}",
                "signals | no  | {sun: 1}"
            })
    void theSchemaKnowsTheSharedGroups(String group, String fits, String yaml) {
        JsonNode whole = JsonMapper.shared().readTree(Schemas.text("scenario"));
        String part = "{\"$ref\": \"#/$defs/%s\", \"$defs\": %s}".formatted(group, whole.get("$defs"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(part, InputFormat.JSON);
        assertThat(schema.validate(yaml, InputFormat.YAML).isEmpty()).isEqualTo(fits.equals("yes"));
    }
}
