package wattle.app.measuring;

import java.util.ArrayList;
import java.util.List;

/// Lines of text in columns, as a terminal shows them: the first column to the left, numbers to the right.
final class Columns {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final String kinds;

    /// @param kinds one letter a column: `l` to the left, `r` to the right
    Columns(String kinds, String... head) {
        this.kinds = kinds;
        add(head);
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /// Whether there is anything but the head.
    boolean isEmpty() {
        return rows.size() < 2;
    }

    String text(String indent) {
        int[] widths = new int[kinds.length()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                String fill = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
                line.append(i == 0 ? "" : GAP).append(kinds.charAt(i) == 'r' ? fill + cell : cell + fill);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
