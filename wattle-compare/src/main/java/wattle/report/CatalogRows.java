package wattle.report;

import java.util.ArrayList;
import java.util.List;
import wattle.catalog.CatalogEntry;
import wattle.catalog.EntryLine;
import wattle.document.CsvRow;

/// Catalogue entries as rows of cells.
final class CatalogRows {

    /// Names of the columns of a search.
    static final List<String> LIST = List.of("id", "kind", "name", "quality");

    /// Names of the columns of one entry's values.
    static final List<String> VALUES = List.of(
            "kind", "id", "name", "field", "label", "value", "quality", "source_key", "citation", "url", "note");

    private CatalogRows() {}

    static List<List<String>> list(List<CatalogEntry> entries) {
        return entries.stream()
                .map(e -> List.of(e.id(), e.kind().word(), e.name(), e.quality().word()))
                .toList();
    }

    static List<List<String>> values(List<CatalogEntry> entries) {
        List<List<String>> rows = new ArrayList<>();
        for (CatalogEntry entry : entries) {
            for (EntryLine line : entry.lines()) {
                rows.add(List.of(
                        entry.kind().word(),
                        entry.id(),
                        entry.name(),
                        line.field(),
                        line.label(),
                        line.value(),
                        line.quality().word(),
                        line.source().key(),
                        line.source().citation(),
                        line.source().url(),
                        line.note()));
            }
        }
        return rows;
    }

    static String csv(List<String> head, List<List<String>> rows) {
        StringBuilder out = new StringBuilder(CsvRow.of(head));
        rows.forEach(row -> out.append(CsvRow.of(row)));
        return out.toString();
    }
}
