package wattle.meter.nvml;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import wattle.trace.GapReason;
import wattle.trace.Moment;

/// Reads what `nvidia-smi --query-gpu=… --format=csv` prints, with or without `nounits`. Columns are found
/// by their names, in any order; units stand in the header (`power.draw [W]`) or behind the values (`61.2
/// W`).
///
/// @param columns the names of the header, without units
/// @param units as they stand in the header; empty where none does
/// @param zone of the machine that printed it, because its times are local
public record SmiCsv(List<String> columns, List<String> units, ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss.SSS", Locale.ROOT);
    private static final double BYTES_PER_MEBIBYTE = 1 << 20;

    /// What Wattle reads.
    public enum Column {
        /// In W; what it is a mean of depends on the architecture.
        POWER("power.draw"),
        /// In W.
        POWER_INSTANT("power.draw.instant"),
        /// In W, of the last second.
        POWER_AVERAGE("power.draw.average"),
        /// In %.
        UTILISATION("utilization.gpu"),
        /// In B.
        MEMORY_USED("memory.used");

        private final String header;

        Column(String header) {
            this.header = header;
        }

        /// As it stands in the header and in the query.
        public String header() {
            return header;
        }
    }

    /// What stands in a cell.
    public sealed interface Cell {

        /// @param value in the unit of its [Column]
        record Amount(double value) implements Cell {}

        /// @param text as it stood there: `[N/A]`
        record Missing(GapReason reason, String text) implements Cell {}
    }

    /// One line.
    ///
    /// @param micros in µs since 1970; [Moment#NO_DEVICE_TIME] without a column `timestamp`
    /// @param uuid empty without such a column
    /// @param name empty without such a column
    public record Row(long micros, String uuid, String name, Map<Column, Cell> cells) {

        /// Copies the map.
        public Row {
            cells = Map.copyOf(cells);
        }
    }

    /// Copies the lists.
    public SmiCsv {
        columns = List.copyOf(columns);
        units = List.copyOf(units);
    }

    /// Reads a header; empty when the line is none.
    public static Optional<SmiCsv> ofHeader(String line, ZoneId zone) {
        List<String> cells = split(line);
        List<String> names =
                cells.stream().map(cell -> cell.replaceFirst("\\s*\\[.*", "")).toList();
        boolean known = Arrays.stream(Column.values()).anyMatch(column -> names.contains(column.header()));
        return known
                ? Optional.of(new SmiCsv(
                        names,
                        cells.stream()
                                .map(cell -> cell.contains("[")
                                        ? cell.substring(cell.indexOf('[') + 1).replace("]", "")
                                        : "")
                                .toList(),
                        zone))
                : Optional.empty();
    }

    /// Reads a line of values; empty when it has not the header's number of cells.
    public Optional<Row> row(String line) {
        List<String> cells = split(line);
        if (cells.size() != columns.size() || cells.equals(columns)) {
            return Optional.empty();
        }
        Map<Column, Cell> read = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            int at = columns.indexOf(column.header());
            if (at >= 0) {
                read.put(column, cell(cells.get(at), units.get(at)));
            }
        }
        return Optional.of(new Row(micros(text(cells, "timestamp")), uuid(cells), text(cells, "name"), read));
    }

    private String uuid(List<String> cells) {
        String uuid = text(cells, "uuid");
        return uuid.isEmpty() ? text(cells, "gpu_uuid") : uuid;
    }

    private static List<String> split(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private String text(List<String> cells, String column) {
        int at = columns.indexOf(column);
        return at < 0 ? "" : cells.get(at);
    }

    private long micros(String text) {
        try {
            return TimeUnit.MILLISECONDS.toMicros(
                    LocalDateTime.parse(text, TIME).atZone(zone).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            // A row without a time, or in the notation of another version, still holds its values.
            return Moment.NO_DEVICE_TIME;
        }
    }

    private static Cell cell(String text, String headerUnit) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("n/a") || lower.contains("not supported")) {
            return new Cell.Missing(GapReason.NOT_SUPPORTED, text);
        }
        if (lower.contains("lost") || lower.contains("reset")) {
            return new Cell.Missing(GapReason.GONE, text);
        }
        if (lower.startsWith("[")) {
            return new Cell.Missing(GapReason.READ_FAILED, text);
        }
        String[] words = text.split("\\s+", 2);
        try {
            double value = Double.parseDouble(words[0]) * scale(words.length > 1 ? words[1] : headerUnit);
            return Double.isFinite(value) && value >= 0
                    ? new Cell.Amount(value)
                    : new Cell.Missing(GapReason.IMPLAUSIBLE, text);
        } catch (NumberFormatException e) {
            return new Cell.Missing(GapReason.MALFORMED, text);
        }
    }

    private static double scale(String unit) {
        return switch (unit) {
            case "MiB" -> BYTES_PER_MEBIBYTE;
            case "mW" -> 1e-3;
            default -> 1;
        };
    }
}
