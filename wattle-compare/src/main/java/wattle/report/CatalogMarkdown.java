package wattle.report;

import java.util.ArrayList;
import java.util.List;
import wattle.catalog.CatalogEntry;
import wattle.catalog.EntryLine;
import wattle.quantity.Source;

/// Catalogue entries for an issue or a paper's appendix.
final class CatalogMarkdown {

    private static final List<String> HEAD = List.of("Value", "Amount", "Quality", "Source", "Note");

    private CatalogMarkdown() {}

    static String show(CatalogReport.Found found) {
        StringBuilder out = new StringBuilder();
        for (CatalogEntry entry : found.entries()) {
            out.append(out.isEmpty() ? "" : "\n");
            entry(out, entry);
        }
        List<String> notices = CatalogReport.notices(found);
        if (!notices.isEmpty()) {
            out.append("\n**Licence**\n\n");
            notices.forEach(
                    n -> out.append("- ").append(MarkdownReport.escaped(n)).append('\n'));
        }
        return out.toString();
    }

    private static void entry(StringBuilder out, CatalogEntry entry) {
        List<Source> sources = CatalogReport.sources(entry);
        out.append("## ")
                .append(MarkdownReport.escaped(entry.name()))
                .append("\n\n%s `%s`, %s, %s\n\n"
                        .formatted(
                                entry.kind().word(),
                                entry.id(),
                                entry.quality().word(),
                                MarkdownReport.escaped(entry.origin())));
        List<List<String>> rows = new ArrayList<>();
        for (EntryLine line : entry.lines()) {
            rows.add(List.of(
                    line.label(),
                    line.value(),
                    line.quality().badge() + " " + line.quality().word(),
                    "[" + (sources.indexOf(line.source()) + 1) + "]",
                    line.note()));
        }
        out.append(MarkdownReport.table(new Sheet(HEAD, rows, HEAD.size()))).append('\n');
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            String url = source.url().isEmpty() ? "" : " <" + source.url() + ">";
            out.append("- [%d] %s%s\n".formatted(i + 1, MarkdownReport.escaped(source.citation()), url));
        }
        if (!entry.notes().isEmpty()) {
            out.append('\n').append(MarkdownReport.escaped(entry.notes())).append('\n');
        }
    }
}
