package wattle.app.reproduction;

import java.util.ArrayList;
import java.util.List;

/// Cells as aligned text for a terminal, with a summary per file and of all.
public final class TableReplay {

    private static final int WORDS = 2;

    private TableReplay() {}

    /// The whole text.
    public static String of(Replay replay) {
        StringBuilder text = new StringBuilder(replay.rules()).append('\n');
        Sheet.byFile(replay).forEach((file, cells) -> {
            text.append('\n').append(file).append('\n');
            List<List<String>> rows = new ArrayList<>(List.of(Sheet.HEADER));
            cells.forEach(c -> rows.add(Sheet.row(c)));
            int[] widths = widths(rows);
            rows.forEach(r -> text.append(line(r, widths)).append('\n'));
            text.append("  ").append(Tally.of(cells)).append('\n');
        });
        text.append("\nTotal: ").append(Tally.of(replay.cells())).append(".\n");
        text.append(Sheet.CAUTION).append('\n');
        replay.notes().forEach(n -> text.append(n).append('\n'));
        return text.toString();
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[Sheet.HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return widths;
    }

    /// Words to the left, numbers to the right; the last column ends where it ends.
    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            String pad = " ".repeat(widths[i] - length(cell));
            boolean words = i < WORDS || i == widths.length - 1;
            line.append("  ").append(words ? cell + pad : pad + cell);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
