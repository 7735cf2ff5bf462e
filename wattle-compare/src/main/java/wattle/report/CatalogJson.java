package wattle.report;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wattle.catalog.CatalogEntry;
import wattle.catalog.EntryLine;
import wattle.quantity.Source;

/// Catalogue entries for programs. Numbers stand in the unit of their field's name, exactly.
final class CatalogJson {

    private CatalogJson() {}

    static String list(List<CatalogEntry> entries) {
        ObjectNode root = JsonReport.object();
        ArrayNode list = root.putArray("entries");
        entries.forEach(entry -> list.add(head(entry)));
        return JsonReport.text(root);
    }

    static String show(CatalogReport.Found found) {
        ObjectNode root = JsonReport.object();
        ArrayNode list = root.putArray("entries");
        for (CatalogEntry entry : found.entries()) {
            ObjectNode node = head(entry);
            node.put("origin", entry.origin()).put("notes", entry.notes());
            ArrayNode values = node.putArray("values");
            entry.lines().forEach(line -> values.add(value(entry, line)));
            list.add(node);
        }
        ArrayNode licences = root.putArray("licences");
        found.terms()
                .forEach((key, terms) -> licences.add(JsonReport.object()
                        .put("source", key)
                        .put("licence", terms.licence())
                        .put("use", terms.use())
                        .put("shareAlike", terms.isShareAlike())));
        ArrayNode notices = root.putArray("notices");
        CatalogReport.notices(found).forEach(notices::add);
        return JsonReport.text(root);
    }

    private static ObjectNode head(CatalogEntry entry) {
        ObjectNode node = JsonReport.object();
        node.put("id", entry.id()).put("kind", entry.kind().word()).put("name", entry.name());
        return node.put("quality", entry.quality().word());
    }

    private static ObjectNode value(CatalogEntry entry, EntryLine line) {
        ObjectNode node = JsonReport.object();
        node.put("field", line.field()).put("label", line.label()).put("text", line.value());
        entry.range(line.field()).ifPresent(range -> node.set("range", JsonReport.range(range.value())));
        node.put("quality", line.quality().word());
        node.set("source", source(line.source()));
        return node.put("note", line.note());
    }

    private static ObjectNode source(Source source) {
        return JsonReport.object()
                .put("key", source.key())
                .put("citation", source.citation())
                .put("url", source.url());
    }
}
