package wattle.run;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import wattle.quantity.Cited;
import wattle.quantity.Range;

/// A run as JSON: SI units, every digit, keys in a fixed order. What is missing is `null`, never 0.
final class RunWriter {

    /// Begins every name of the format; a version and `.json` follow.
    static final String SCHEMAS = "https://wattle.dev/schema/run-";

    /// The format that is written, published in the resource `/wattle/schema/run-1.json`.
    static final String SCHEMA = SCHEMAS + "1.json";

    private RunWriter() {}

    static String text(Run run) {
        // Line feeds on every system: the same run is the same bytes.
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return JsonMapper.builder().build().writer().with(printer).writeValueAsString(tree(run)) + "\n";
    }

    private static ObjectNode tree(Run run) {
        ObjectNode root = object();
        root.put("schema", SCHEMA)
                .put("id", run.title().id())
                .put("name", run.title().name())
                .put("paradigm", run.title().paradigm())
                .put("origin", run.origin().word());
        run.reached()
                .answer()
                .ifPresentOrElse(yes -> root.put("reachesTarget", yes), () -> root.putNull("reachesTarget"));
        root.put("reachesTargetReason", run.reached().reason());
        root.set("energyJ", range(run.energy().range()));
        ObjectNode costs = root.putObject("costs");
        for (Cost cost : Cost.values()) {
            run.cost(cost).ifPresentOrElse(r -> costs.set(cost.key(), range(r)), () -> costs.putNull(cost.key()));
        }
        ArrayNode ledger = root.putArray("ledger");
        run.ledger().entries().forEach(entry -> ledger.add(entry(entry)));
        root.set("provenance", provenance(run.provenance()));
        return root;
    }

    private static ObjectNode entry(Entry entry) {
        ObjectNode node = object().put("stage", entry.stage().word());
        node.putObject("place")
                .put("name", entry.place().name())
                .put("sector", entry.place().sector().word());
        node.put("activity", entry.activity().word())
                .put("sector", entry.sector().word());
        node.set("energyJ", range(entry.energy().range()));
        return node.put("origin", entry.origin().word()).put("note", entry.note());
    }

    private static ObjectNode provenance(Provenance provenance) {
        ObjectNode node = object();
        node.put("wattle", provenance.wattle()).put("engine", provenance.engine());
        node.put("draws", provenance.draws()).put("seed", provenance.seed());
        node.put("scenario", provenance.scenario());
        ArrayNode inputs = node.putArray("inputs");
        for (Provenance.Given given : provenance.inputs()) {
            Cited<Range> cited = given.value();
            ObjectNode input = object().put("key", given.key()).put("unit", given.unit());
            input.set("value", range(cited.value()));
            input.put("quality", cited.quality().word());
            input.putObject("source")
                    .put("key", cited.source().key())
                    .put("citation", cited.source().citation())
                    .put("url", cited.source().url());
            inputs.add(input.put("note", cited.note()).put("place", given.place()));
        }
        return node;
    }

    private static ObjectNode range(Range range) {
        return object().put("low", range.low()).put("typical", range.typical()).put("high", range.high());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
