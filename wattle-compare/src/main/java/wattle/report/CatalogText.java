package wattle.report;

import java.util.ArrayList;
import java.util.List;
import wattle.catalog.CatalogEntry;
import wattle.catalog.EntryLine;
import wattle.quantity.Quality;
import wattle.quantity.Source;

/// Catalogue entries in a terminal, never wider than [#WIDTH].
final class CatalogText {

    private static final int WIDTH = 120;
    private static final int LONGEST_LABEL = 32;
    private static final int LONGEST_VALUE = 52;

    private final StringBuilder out = new StringBuilder();

    private CatalogText() {}

    static String list(List<CatalogEntry> entries) {
        CatalogText text = new CatalogText();
        if (entries.isEmpty()) {
            return "";
        }
        List<List<String>> cells = new ArrayList<>(List.of(List.of("ID", "KIND", "QUALITY", "NAME")));
        entries.forEach(e -> cells.add(List.of(e.id(), e.kind().word(), badge(e.quality()), e.name())));
        text.rows(cells, new int[] {46, 14, 14}, "");
        text.line(entries.size() == 1 ? "1 entry" : entries.size() + " entries");
        return text.out.toString();
    }

    static String show(CatalogReport.Found found) {
        CatalogText text = new CatalogText();
        for (CatalogEntry entry : found.entries()) {
            if (!text.out.isEmpty()) {
                text.line("");
            }
            text.entry(entry);
        }
        List<String> notices = CatalogReport.notices(found);
        if (!notices.isEmpty()) {
            text.line("");
            text.line("LICENCE");
            notices.forEach(notice -> text.hanging("  ", notice));
        }
        return text.out.toString();
    }

    private void entry(CatalogEntry entry) {
        hanging("", "%s: %s".formatted(entry.id(), entry.name()));
        hanging("", "%s, %s, %s".formatted(entry.kind().word(), badge(entry.quality()), entry.origin()));
        line("");
        List<Source> sources = CatalogReport.sources(entry);
        List<List<String>> cells = new ArrayList<>(List.of(List.of("VALUE", "AMOUNT", "QUALITY", "SOURCE")));
        for (EntryLine line : entry.lines()) {
            String note = line.note().isEmpty() ? "" : ": " + line.note();
            cells.add(List.of(
                    line.label(),
                    line.value(),
                    badge(line.quality()),
                    "[" + (sources.indexOf(line.source()) + 1) + "]" + note));
        }
        rows(cells, new int[] {LONGEST_LABEL, LONGEST_VALUE, 14}, "  ");
        line("");
        line("SOURCES");
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            String url = source.url().isEmpty() ? "" : ", " + source.url();
            hanging("  [" + (i + 1) + "] ", source.key() + ": " + source.citation() + url);
        }
        if (!entry.notes().isEmpty()) {
            line("");
            line("NOTES");
            hanging("  ", entry.notes());
        }
    }

    /// Cells in columns as wide as their widest cell, up to a limit; what does not fit goes on below itself.
    private void rows(List<List<String>> rows, int[] widest, String indent) {
        int[] widths = new int[widest.length + 1];
        int left = WIDTH - indent.length();
        for (int i = 0; i < widest.length; i++) {
            int column = i;
            int wanted = rows.stream()
                    .mapToInt(row -> Wrapping.width(row.get(column)))
                    .max()
                    .orElse(0);
            widths[i] = Math.min(widest[i], wanted);
            left -= widths[i] + 2;
        }
        widths[widest.length] = left;
        for (List<String> row : rows) {
            List<List<String>> columns = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                columns.add(fitted(row.get(i), widths[i]));
            }
            int height = columns.stream().mapToInt(List::size).max().orElse(0);
            for (int k = 0; k < height; k++) {
                StringBuilder line = new StringBuilder(indent);
                for (int i = 0; i < widths.length; i++) {
                    List<String> column = columns.get(i);
                    line.append(Wrapping.padded(k < column.size() ? column.get(k) : "", widths[i] + 2));
                }
                line(line.toString().stripTrailing());
            }
        }
    }

    private void hanging(String head, String text) {
        List<String> lines = fitted(text, WIDTH - head.length());
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? head : " ".repeat(head.length())) + lines.get(i));
        }
    }

    /// Wrapped at spaces, and inside a word that is wider than its column.
    private static List<String> fitted(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : Wrapping.lines(text.strip(), width)) {
            String rest = line;
            while (Wrapping.width(rest) > width) {
                int cut = rest.offsetByCodePoints(0, width);
                lines.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            lines.add(rest);
        }
        return lines;
    }

    private static String badge(Quality quality) {
        return quality.badge() + " " + quality.word();
    }

    /// Entries may come from a user's file, whose control characters must not reach the terminal.
    private void line(String text) {
        text.codePoints().filter(c -> !Character.isISOControl(c)).forEach(out::appendCodePoint);
        out.append('\n');
    }
}
