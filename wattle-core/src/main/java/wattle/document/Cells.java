package wattle.document;

import java.util.Arrays;

/// The cells of one line, by where they begin and end in it; quotes are only undone where there are any.
final class Cells {

    private static final int LONGEST_NUMBER = 40;

    private String line = "";
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int count;

    /// Splits a line.
    ///
    /// @return where a quote is opened that is never closed; -1 when there is none
    int split(String text) {
        line = text;
        count = 0;
        int start = 0;
        int quote = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quote = quote < 0 ? i : -1;
            } else if (c == ',' && quote < 0) {
                add(start, i);
                start = i + 1;
            }
        }
        add(start, text.length());
        return quote;
    }

    int count() {
        return count;
    }

    /// Where the text of a cell begins in the line.
    int start(int cell) {
        return starts[Math.clamp(cell, 0, count - 1)];
    }

    String text(int cell) {
        String raw = line.substring(starts[cell], ends[cell]);
        if (raw.length() >= 2 && raw.startsWith("\"") && raw.endsWith("\"")) {
            return raw.substring(1, raw.length() - 1).replace("\"\"", "\"").strip();
        }
        return raw;
    }

    /// The number in a cell; NaN when there is none.
    double number(int cell) {
        String text = text(cell);
        return isNumber(text) ? parsed(text) : Double.NaN;
    }

    /// Java's own parser also takes hexadecimal digits, suffixes and "Infinity".
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_NUMBER;
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void add(int from, int to) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(line.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        starts[count] = start;
        ends[count] = end;
        count++;
    }
}
