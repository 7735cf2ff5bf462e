package wattle.app.reproduction;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wattle.app.reproduction.Cell.Rounds;
import wattle.app.reproduction.Cell.Value;

/// Cells for spreadsheets: RFC 4180, every digit, nothing localised. What is missing is an empty field.
public final class CsvReplay {

    private static final String END = "\r\n";
    private static final List<String> HEADER = List.of(
            "file",
            "id",
            "quantity",
            "unit",
            "published",
            "computed",
            "difference",
            "tolerance",
            "tolerance_origin",
            "within",
            "exception",
            "rounds",
            "rounds_rule",
            "mode");

    private CsvReplay() {}

    /// Header first.
    public static String of(Replay replay) {
        StringBuilder text = new StringBuilder(row(HEADER));
        for (Cell cell : replay.cells()) {
            text.append(row(fields(cell, replay.mode())));
        }
        return text.toString();
    }

    private static List<String> fields(Cell cell, String mode) {
        return List.of(
                cell.file(),
                cell.id(),
                cell.quantity().key(),
                cell.quantity().unit(),
                cell.published().text(),
                value(cell.computed()),
                number(cell.difference()),
                number(cell.judgement().tolerance().map(Tolerance::value)),
                cell.judgement().tolerance().map(Tolerance::origin).orElse(""),
                cell.judgement().within().map(String::valueOf).orElse(""),
                cell.judgement().exception().orElse(""),
                number(cell.rounds().map(Rounds::number)),
                cell.rounds().map(Rounds::rule).orElse(""),
                mode);
    }

    private static String value(Value value) {
        return value.number().isPresent() ? number(value.number()) : value.text();
    }

    private static String number(Optional<Double> number) {
        return number.map(String::valueOf).orElse("");
    }

    private static String row(List<String> fields) {
        return fields.stream().map(CsvReplay::quoted).collect(Collectors.joining(",", "", END));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
