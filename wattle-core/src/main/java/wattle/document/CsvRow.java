package wattle.document;

import java.util.List;
import java.util.stream.Collectors;

/// One line of a CSV file as RFC 4180 has it.
public final class CsvRow {

    /// RFC 4180 ends lines with both.
    private static final String END = "\r\n";

    private CsvRow() {}

    /// The fields, quoted where they must be, with the line's end.
    public static String of(List<String> fields) {
        return fields.stream().map(CsvRow::quoted).collect(Collectors.joining(",", "", END));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
