package wattle.app.simulating;

import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import wattle.comparison.Outcome;
import wattle.quantity.Range;
import wattle.run.Entry;
import wattle.simulation.learning.Census;

/// A simulation for programs: SI units, every digit, keys in a fixed order. What is missing is `null`, never 0.
public final class SimulationJson {

    /// Names the shape, and its version.
    public static final String SCHEMA = "https://wattle.dev/schema/simulate-1.json";

    private SimulationJson() {}

    /// The whole simulation as JSON text.
    ///
    /// @param version of Wattle
    public static String of(Simulated simulated, String version) {
        var question = simulated.answer().question();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema", SCHEMA).put("wattle", version);
        root.putObject("scenario")
                .put("name", question.scenario())
                .put("digest", question.digest())
                .put("file", question.file());
        root.put("functionalUnit", question.functionalUnit())
                .put("headline", simulated.answer().sentences().headline());
        root.putObject("engine")
                .put("name", "events")
                .put("seed", question.engine().seed())
                .put("replications", simulated.replications())
                .put("wanted", simulated.wanted())
                .put("complete", simulated.complete());
        var paradigms = root.putArray("paradigms");
        simulated.paradigms().forEach(p -> paradigm(paradigms.addObject(), p, simulated.replications()));
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void paradigm(ObjectNode node, Simulated.Paradigm paradigm, int replications) {
        Outcome outcome = paradigm.outcome();
        node.put("id", outcome.paradigm().id()).put("kind", outcome.paradigm().kind());
        node.put("cadence", outcome.paradigm().cadence());
        node.put("reached", paradigm.reached()).put("replications", replications);
        range(node, "rounds", outcome.service().rounds());
        outcome.service()
                .timeToTarget()
                .ifPresentOrElse(t -> range(node, "timeToTargetS", t.range()), () -> node.putNull("timeToTargetS"));
        range(node, "energyJ", outcome.energy().total().range());
        node.put("closedFormJ", paradigm.closedFormJ());
        range(node, "carbonOperationalKg", outcome.carbon().operational().range());
        outcome.carbon()
                .embodied()
                .ifPresentOrElse(
                        c -> range(node, "carbonEmbodiedKg", c.range()), () -> node.putNull("carbonEmbodiedKg"));
        range(node, "upBits", outcome.service().moved().up().range());
        range(node, "downBits", outcome.service().moved().down().range());
        range(node, "sideBits", outcome.service().moved().side().range());
        range(node, "wastedJ", paradigm.wasted());
        range(node, "neverTookPart", paradigm.never());
        power(node, paradigm.power());
        node.put("meanStaleness", paradigm.census().meanStaleness());
        var groups = node.putArray("groups");
        for (Census.GroupCount group : paradigm.census().groups()) {
            groups.addObject()
                    .put("name", group.name())
                    .put("share", group.share())
                    .put("shareOfUpdates", group.shareOfUpdates())
                    .put("asked", group.asked())
                    .put("late", group.late())
                    .put("lost", group.lost());
        }
        var ledger = node.putArray("ledger");
        for (Entry entry : outcome.ledger().entries()) {
            ObjectNode line = ledger.addObject();
            line.put("stage", entry.stage().word())
                    .put("place", entry.place().name())
                    .put("activity", entry.activity().word())
                    .put("sector", entry.sector().word())
                    .put("origin", entry.origin().word())
                    .put("note", entry.note());
            range(line, "energyJ", entry.energy().range());
        }
    }

    private static void power(ObjectNode node, Simulated.Power power) {
        if (power.currency().isEmpty()) {
            node.putNull("currency");
        } else {
            node.put("currency", power.currency());
        }
        optional(node, "electricityCost", power.cost());
        optional(node, "surplusCoversJ", power.coveredJ());
        optional(node, "surplusCoversShare", power.share());
    }

    private static void optional(ObjectNode node, String key, Optional<Range> range) {
        range.ifPresentOrElse(r -> range(node, key, r), () -> node.putNull(key));
    }

    private static void range(ObjectNode node, String key, Range range) {
        node.putObject(key)
                .put("low", range.low())
                .put("typical", range.typical())
                .put("high", range.high());
    }
}
