package wattle.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import wattle.quantity.Nearest;

/// A table in a file, read line by line: a header, then rows with as many cells, separated by commas (RFC 4180,
/// without line ends inside quotes). Empty lines and lines that begin with `#` are passed over.
///
/// ```java
/// try (CsvTable table = CsvTable.open(file, "carbon.csv")) {
///     int time = table.column("time_s");
///     while (table.next()) {
///         sum += table.number(time);
///     }
/// }
/// ```
public final class CsvTable implements AutoCloseable {

    /// Rows beyond this are refused; a device a line for ten million devices.
    public static final int MOST_ROWS = 10_000_000;

    private static final long MOST_BYTES = 4_000_000_000L;
    private static final int MOST_COLUMNS = 1000;

    private final Path file;
    private final String name;
    private final Lines lines;
    private final List<String> columns;
    private final Cells cells = new Cells();
    private int headerLine;
    private int rows;

    private CsvTable(Path file, String name, Lines lines) throws IOException {
        this.file = file;
        this.name = name;
        this.lines = lines;
        this.columns = header();
    }

    /// Opens a file and reads its header.
    ///
    /// @param name as the user typed it, for faults
    /// @throws InputFault when it cannot be read, or has no header
    public static CsvTable open(Path file, String name) {
        try {
            long size = OrdinaryFile.size(file, name);
            if (size > MOST_BYTES) {
                throw OrdinaryFile.tooLarge(name, size, MOST_BYTES);
            }
            Lines lines = new Lines(Files.newInputStream(file), name);
            try {
                return new CsvTable(file, name, lines);
            } catch (InputFault | IOException e) {
                lines.close();
                throw e;
            }
        } catch (IOException e) {
            throw OrdinaryFile.unreadable(file, name, e);
        }
    }

    private List<String> header() throws IOException {
        if (!nextLine()) {
            throw InputFault.inFile(name, "this file is empty.", "Maybe its first line should name the columns.");
        }
        headerLine = lines.number();
        if (cells.count() > MOST_COLUMNS) {
            throw fault(0, "this line has %d columns.".formatted(cells.count()), "Maybe this is not a table.");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cells.count(); i++) {
            String column = cells.text(i);
            if (!column.isEmpty() && names.contains(column)) {
                throw fault(i, "the column '%s' stands here twice.".formatted(column), "Maybe remove one.");
            }
            names.add(column);
        }
        return names;
    }

    /// The names of the columns, in the order of the file.
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /// Where a column stands, counted from 0.
    public OptionalInt find(String column) {
        int at = columns.indexOf(column);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }

    /// Where a column stands that must be there.
    ///
    /// @throws InputFault at the header, with the column that may be meant
    public int column(String column) {
        return find(column).orElseThrow(() -> {
            Optional<String> near = Nearest.to(column, columns);
            String expected = "the header has no column '%s'.".formatted(column);
            return headerFault(
                    expected,
                    near.map(n -> "Maybe '%s' should be '%s'.".formatted(n, column))
                            .orElse("Maybe the first line is missing, or the columns have other names."));
        });
    }

    /// Goes to the next row.
    ///
    /// @return whether there is one
    /// @throws InputFault for a row that is wider or narrower than the header, and for too many rows
    public boolean next() {
        try {
            if (!nextLine()) {
                return false;
            }
        } catch (IOException e) {
            throw OrdinaryFile.unreadable(file, name, e);
        }
        if (cells.count() != columns.size()) {
            throw fault(
                    Math.min(cells.count(), columns.size()) - 1,
                    "this row has %d cells, but the header has %d.".formatted(cells.count(), columns.size()),
                    "Maybe a comma is missing, or a number has a decimal comma.");
        }
        if (++rows > MOST_ROWS) {
            throw fault(0, "there are more than the %,d rows that are read.".formatted(MOST_ROWS), "");
        }
        return true;
    }

    private boolean nextLine() throws IOException {
        while (lines.next()) {
            String line = lines.text();
            if (!line.isBlank() && line.charAt(0) != '#') {
                int unclosed = cells.split(line);
                if (unclosed >= 0) {
                    throw InputFault.at(
                            new Location(name, lines.number(), unclosed + 1),
                            "",
                            "a quotation mark is opened here and never closed.",
                            "");
                }
                return true;
            }
        }
        return false;
    }

    /// Rows read so far.
    public int rows() {
        return rows;
    }

    /// The line of the row that was read last, counted from 1.
    public int line() {
        return lines.number();
    }

    /// The text of a cell, without spaces around it; may be empty.
    public String text(int column) {
        return cells.text(column);
    }

    /// The number in a cell, with a decimal point; finite.
    ///
    /// @throws InputFault when something else stands there
    public double number(int column) {
        String text = cells.text(column);
        double value = cells.number(column);
        if (Double.isFinite(value)) {
            return value;
        }
        if (text.isEmpty()) {
            throw fault(column, "a number is missing here.", "Maybe remove the row.");
        }
        throw fault(column, "'%s' is not a number.".formatted(shown(text)), "Maybe 12.5.");
    }

    /// The whole number in a cell, from 0 to `most`.
    ///
    /// @throws InputFault when something else stands there
    public int whole(int column, int most) {
        double value = number(column);
        if (value != Math.rint(value)) {
            throw fault(column, "'%s' is not a whole number.".formatted(shown(text(column))), "Maybe 10.");
        }
        if (value < 0 || value > most) {
            throw fault(column, "'%s' is not between 0 and %d.".formatted(shown(text(column)), most), "");
        }
        return (int) value;
    }

    /// A fault of a cell of the row that was read last.
    public InputFault fault(int column, String what, String maybe) {
        return InputFault.at(location(column), "", what, maybe);
    }

    /// A fault of a cell of the row that was read last, which `complaint` explains.
    public InputFault fault(int column, IllegalArgumentException complaint) {
        return InputFault.at(new Node.Scalar(location(column), "", cells.text(column), true), complaint);
    }

    /// A fault of the header.
    public InputFault headerFault(String what, String maybe) {
        return InputFault.at(
                new Location(name, headerLine, 1),
                "",
                what + " Its columns are: " + shown(String.join(", ", columns)) + ".",
                maybe);
    }

    /// A fault of the file as a whole.
    public InputFault fileFault(String what, String maybe) {
        return InputFault.inFile(name, what, maybe);
    }

    private Location location(int column) {
        return new Location(name, lines.number(), cells.start(column) + 1);
    }

    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw OrdinaryFile.unreadable(file, name, e);
        }
    }
}
