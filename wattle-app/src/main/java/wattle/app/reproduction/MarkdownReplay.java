package wattle.app.reproduction;

import java.util.List;
import java.util.stream.Collectors;

/// Cells as Markdown tables, one per file.
public final class MarkdownReplay {

    private MarkdownReplay() {}

    /// The whole text.
    public static String of(Replay replay) {
        StringBuilder text = new StringBuilder("# Published comparisons, replayed\n\n")
                .append(replay.rules())
                .append('\n');
        Sheet.byFile(replay).forEach((file, cells) -> {
            text.append("\n## ").append(escaped(file)).append("\n\n");
            text.append(row(Sheet.HEADER)).append("| --- | --- | ---: | ---: | ---: | ---: | --- | --- |\n");
            cells.forEach(c -> text.append(row(Sheet.row(c))));
            text.append('\n').append(Tally.of(cells)).append(".\n");
        });
        text.append("\nTotal: ").append(Tally.of(replay.cells())).append(". ");
        text.append(Sheet.CAUTION).append('\n');
        replay.notes().forEach(n -> text.append("\n- ").append(escaped(n)));
        return replay.notes().isEmpty() ? text.toString() : text.append('\n').toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownReplay::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("<", "&lt;")
                .replace("\n", " ");
    }
}
