package wattle.report;

import java.util.Optional;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import wattle.comparison.Answer;
import wattle.comparison.Outcome;
import wattle.comparison.Question;
import wattle.comparison.Verdict;
import wattle.quantity.Interval;
import wattle.quantity.Quantity;
import wattle.quantity.Range;
import wattle.run.Entry;

/// The answer for programs: SI units, every digit, keys in a fixed order. What is missing is `null`, never 0.
///
/// The shape is published as a JSON Schema in the resource `/wattle/schema/compare-1.json`.
public final class JsonReport {

    /// Names the shape, and its version.
    public static final String SCHEMA = "https://wattle.dev/schema/compare-1.json";

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonReport() {}

    /// The whole answer as JSON text, indented, ending in a line feed.
    ///
    /// @param version of Wattle
    public static String of(Answer answer, String version) {
        return text(tree(answer, version));
    }

    /// A tree as indented text, with line feeds on every system: the same answer is the same bytes.
    static String text(JsonNode tree) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return MAPPER.writer().with(printer).writeValueAsString(tree) + "\n";
    }

    static ObjectNode tree(Answer answer, String version) {
        Question question = answer.question();
        ObjectNode root = object();
        root.put("schema", SCHEMA).put("wattle", version);
        root.putObject("scenario")
                .put("name", question.scenario())
                .put("digest", question.digest())
                .put("file", question.file());
        root.put("functionalUnit", question.functionalUnit()).put("question", question.text());
        root.putObject("engine")
                .put("name", question.engine().name())
                .put("draws", question.engine().draws())
                .put("seed", question.engine().seed())
                .put("level", question.engine().level());
        ArrayNode paradigms = root.putArray("paradigms");
        answer.outcomes().forEach(o -> paradigms.add(paradigm(o)));
        ArrayNode verdicts = root.putArray("verdicts");
        answer.verdicts().forEach(v -> verdicts.add(verdict(v)));
        JsonBasis.addTo(root, answer);
        return root;
    }

    private static ObjectNode paradigm(Outcome outcome) {
        Outcome.Paradigm who = outcome.paradigm();
        Outcome.Service service = outcome.service();
        Outcome.WorkDone work = outcome.work();
        ObjectNode node = object();
        node.put("id", who.id()).put("kind", who.kind()).put("cadence", who.cadence());
        node.put("label", who.label()).put("description", who.description());
        outcome.reach()
                .answer()
                .ifPresentOrElse(yes -> node.put("reachesTarget", yes), () -> node.putNull("reachesTarget"));
        node.put("reachesTargetReason", outcome.reach().reason());
        node.set("rounds", range(service.rounds()));
        node.put("roundUnit", service.roundUnit());
        node.set("energyJ", range(outcome.energy().total().range()));
        ObjectNode intervals = object();
        plain(node, intervals, "itEnergyJ", outcome.energy().it());
        plain(node, intervals, "facilityEnergyJ", outcome.energy().facility());
        plain(node, intervals, "networkEnergyJ", outcome.energy().network());
        plain(node, intervals, "deviceEnergyJ", outcome.energy().device());
        ObjectNode carbon = node.putObject("carbonKg");
        carbon.set("operational", range(outcome.carbon().operational().range()));
        carbon.set(
                "embodied",
                outcome.carbon().embodied().map(e -> range(e.range())).orElse(null));
        optional(node, "timeToTargetS", service.timeToTarget().map(Interval::range));
        optional(node, "inferenceLatencyS", service.inferenceLatency().map(Interval::range));
        ObjectNode moved = node.putObject("dataMovedBits");
        ObjectNode movedIntervals = object();
        plain(moved, movedIntervals, "up", service.moved().up());
        plain(moved, movedIntervals, "down", service.moved().down());
        plain(moved, movedIntervals, "side", service.moved().side());
        intervals.set("dataMovedBits", movedIntervals);
        node.put("privacy", service.leaves());
        optional(node, "usefulFlop", work.usefulFlops());
        plain(node, intervals, "powerEfficiencyFlopPerJ", work.powerEfficiency());
        plain(node, intervals, "computationEfficiency", work.computationEfficiency());
        node.put("efficiencyMissing", work.missing());
        node.set("intervals", intervals);
        ArrayNode ledger = node.putArray("ledger");
        outcome.ledger().entries().forEach(e -> ledger.add(entry(e)));
        return node;
    }

    private static ObjectNode entry(Entry entry) {
        ObjectNode node = object();
        node.put("stage", entry.stage().word())
                .put("place", entry.place().name())
                .put("activity", entry.activity().word());
        node.set("energyJ", range(entry.energy().range()));
        return node.put("origin", entry.origin().word())
                .put("sector", entry.sector().word())
                .put("note", entry.note());
    }

    private static ObjectNode verdict(Verdict verdict) {
        ObjectNode node = object();
        node.put("a", verdict.a())
                .put("b", verdict.b())
                .put("metric", verdict.metric().word());
        node.put("verdict", verdict.kind().word());
        if (verdict.kind() == Verdict.Kind.INCOMPARABLE) {
            node.putNull("change");
        } else {
            node.set("change", range(verdict.change()));
        }
        return node.put("because", verdict.because());
    }

    /// The typical value as a plain number beside its interval: easy to read, and nothing lost.
    private static <Q extends Quantity<Q>> void plain(
            ObjectNode node, ObjectNode intervals, String key, Interval<Q> interval) {
        plain(node, intervals, key, Optional.of(interval.range()));
    }

    private static void plain(ObjectNode node, ObjectNode intervals, String key, Optional<Range> range) {
        range.ifPresentOrElse(r -> node.put(key, r.typical()), () -> node.putNull(key));
        optional(intervals, key, range);
    }

    private static void optional(ObjectNode node, String key, Optional<Range> range) {
        range.ifPresentOrElse(r -> node.set(key, range(r)), () -> node.putNull(key));
    }

    static ObjectNode range(Range range) {
        return object().put("low", range.low()).put("typical", range.typical()).put("high", range.high());
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
