package wattle.app.reproduction;

import java.util.Optional;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import wattle.app.reproduction.Cell.Rounds;

/// Cells for programs: every digit, keys in a fixed order; what is missing is `null`, never 0.
public final class JsonReplay {

    /// Names the shape, and its version.
    public static final String SCHEMA = "https://wattle.dev/schema/reproduce-1.json";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonReplay() {}

    /// Indented, ending in a line feed.
    public static String of(Replay replay) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema", SCHEMA).put("mode", replay.mode());
        ArrayNode cases = root.putArray("cases");
        replay.cells().forEach(c -> cases.add(cell(c, replay.mode())));
        Tally tally = Tally.of(replay.cells());
        root.putObject("summary")
                .put("cells", tally.cells())
                .put("compared", tally.compared())
                .put("within", tally.within())
                .put("exceptions", tally.exceptions());
        ArrayNode notes = root.putArray("notes");
        replay.notes().forEach(notes::add);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return MAPPER.writer().with(printer).writeValueAsString(root) + "\n";
    }

    private static ObjectNode cell(Cell cell, String mode) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", cell.file()).put("id", cell.id());
        node.put("quantity", cell.quantity().key());
        text(node, "unit", cell.quantity().unit());
        value(node, "published", cell.published());
        value(node, "computed", cell.computed());
        number(node, "difference", cell.difference());
        number(node, "tolerance", cell.judgement().tolerance().map(Tolerance::value));
        text(
                node,
                "toleranceOrigin",
                cell.judgement().tolerance().map(Tolerance::origin).orElse(""));
        cell.judgement().within().ifPresentOrElse(w -> node.put("within", w), () -> node.putNull("within"));
        text(node, "exception", cell.judgement().exception().orElse(""));
        number(node, "rounds", cell.rounds().map(Rounds::number));
        text(node, "roundsRule", cell.rounds().map(Rounds::rule).orElse(""));
        node.put("mode", mode);
        return node;
    }

    private static void value(ObjectNode node, String key, Cell.Value value) {
        if (value.number().isPresent()) {
            number(node, key, value.number());
        } else {
            text(node, key, value.text());
        }
    }

    private static void number(ObjectNode node, String key, Optional<Double> number) {
        number.ifPresentOrElse(n -> node.put(key, n), () -> node.putNull(key));
    }

    private static void text(ObjectNode node, String key, String text) {
        if (text.isEmpty()) {
            node.putNull(key);
        } else {
            node.put(key, text);
        }
    }
}
