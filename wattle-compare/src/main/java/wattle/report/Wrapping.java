package wattle.report;

import java.util.ArrayList;
import java.util.List;

/// Text in lines of a given width, as a terminal counts it.
final class Wrapping {

    private Wrapping() {}

    /// Columns that a text takes: code points, not `char`s.
    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /// `text` in lines of at most `width` columns; a longer word has a line of its own.
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("[ \\n]+", -1)) {
            if (!line.isEmpty() && width(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// `text` filled with spaces to `width` columns.
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }
}
