package wattle.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import wattle.document.InputFault;
import wattle.quantity.Nearest;

/// A file of rows with a header, read by the names of its columns, never by their places: tools add columns from one
/// version to the next.
final class Table {

    /// What tools write where they have no value.
    private static final Set<String> NOTHING =
            Set.of("", "nan", "none", "null", "n/a", "[n/a]", "[not supported]", "[unknown error]", "<not counted>");

    private final ForeignFile file;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private Table(ForeignFile file) {
        this.file = file;
    }

    /// Reads a file.
    ///
    /// @throws InputFault when a row has not as many cells as the header
    static Table of(ForeignFile file, char separator) {
        Table table = new Table(file);
        int width = -1;
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<Cell> cells = cells(file, i, line, separator);
            if (width < 0) {
                width = cells.size();
                for (int k = 0; k < width; k++) {
                    table.columns.putIfAbsent(cells.get(k).text(), k);
                }
            } else if (cells.size() != width) {
                throw file.fault(
                        i,
                        1,
                        "this row has %d cells, but the header has %d.".formatted(cells.size(), width),
                        "Maybe versions of the tool with different columns wrote into one file, or it was cut off; "
                                + "give each version a file of its own, with its header.");
            } else {
                table.rows.add(table.new Row(i, cells));
            }
        }
        if (table.rows.isEmpty()) {
            throw file.fault("this file has a header, but no rows.", "Maybe the tool was stopped before it wrote.");
        }
        return table;
    }

    List<Row> rows() {
        return rows;
    }

    Set<String> names() {
        return columns.keySet();
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /// The columns, in one line for the facts.
    String shape() {
        return String.join(", ", columns.keySet());
    }

    private record Cell(int column, String text) {}

    private static List<Cell> cells(ForeignFile file, int number, String line, char separator) {
        List<Cell> cells = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : separator;
            if (i == line.length() && quoted) {
                throw file.fault(number, start + 1, "a quotation mark is opened here and never closed.", "");
            }
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                text.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(new Cell(start + 1, text.toString().strip()));
                text.setLength(0);
                start = i + 1;
            } else {
                text.append(c);
            }
        }
        return cells;
    }

    /// One row.
    final class Row {

        private final int line;
        private final List<Cell> cells;

        private Row(int line, List<Cell> cells) {
            this.line = line;
            this.cells = cells;
        }

        /// The text of a column; empty when the file has no such column, or nothing stands there.
        Optional<String> find(String column) {
            Integer at = columns.get(column);
            return at == null
                    ? Optional.empty()
                    : Optional.of(cells.get(at).text()).filter(text -> !NOTHING.contains(small(text)));
        }

        /// The text of a column that must be there.
        String text(String column) {
            return find(column).orElseThrow(() -> fault(column, "the column '%s' is empty.".formatted(column)));
        }

        /// The number of a column; empty when nothing stands there.
        ///
        /// @throws InputFault for what is not a finite number
        OptionalDouble amount(String column) {
            Optional<String> text = find(column);
            if (text.isEmpty()) {
                return OptionalDouble.empty();
            }
            try {
                double value = Double.parseDouble(text.get().replaceAll("(?<=\\d)\\s*(m?W|%|MHz|MiB)$", ""));
                if (Double.isFinite(value)) {
                    return OptionalDouble.of(value);
                }
            } catch (NumberFormatException e) {
                // Told below, with the place.
            }
            throw fault(column, "'%s' in column '%s' is not a number.".formatted(text.get(), column));
        }

        /// The number of a column that must be there.
        double number(String column) {
            return amount(column).orElseThrow(() -> fault(column, "the column '%s' is empty.".formatted(column)));
        }

        /// The length of time in a column that must be there, in the file's unit.
        ///
        /// @throws InputFault when it is below 0
        double time(String column) {
            double length = number(column);
            if (length < 0) {
                throw fault(column, "%s in column '%s' is below 0, and no time is.".formatted(length, column));
            }
            return length;
        }

        /// The time in a column, in µs since 1970 UTC.
        long micros(String column) {
            String text = text(column);
            return Stamps.micros(text, file.zone())
                    .orElseThrow(() -> fault(column, "'%s' in column '%s' is not a time.".formatted(text, column)));
        }

        InputFault fault(String column, String what) {
            Integer at = columns.get(column);
            if (at == null) {
                return file.fault(
                        line,
                        1,
                        "there is no column '%s'.".formatted(column),
                        Nearest.to(column, columns.keySet())
                                .map(near -> "Maybe it is called '%s' here.".formatted(near))
                                .orElse("Maybe the file is of another format; say which with --as."));
            }
            return file.fault(line, cells.get(at).column(), what, "Maybe the file was cut off or edited.");
        }
    }

    private static String small(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }
}
