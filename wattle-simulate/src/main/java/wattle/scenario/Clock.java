package wattle.scenario;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wattle.document.CsvTable;
import wattle.document.InputFault;
import wattle.signal.Signal;

/// Reads the times of a table: seconds since the simulation's start in a column `time_s`, or ISO 8601 with its
/// zone in a column `time`, `timestamp` or `datetime`. Such stamps count from when the scenario says that the
/// simulation starts, else from the first of them.
final class Clock {

    private static final String SECONDS = "time_s";
    private static final List<String> STAMPS =
            List.of("time", "timestamp", "datetime", "time_utc", "datetime_utc", "date");

    private final int column;
    private final boolean stamps;
    private final Optional<Begins> begins;
    private @Nullable OffsetDateTime zero;

    private Clock(int column, boolean stamps, Optional<Begins> begins) {
        this.column = column;
        this.stamps = stamps;
        this.begins = begins;
    }

    static Clock of(CsvTable table, Optional<Begins> begins) {
        for (int i = 0; i < table.columns().size(); i++) {
            String name = table.columns().get(i).toLowerCase(Locale.ROOT);
            boolean stamp = STAMPS.contains(name.replaceFirst(" ?\\(utc\\)$", ""));
            if (stamp || name.equals(SECONDS)) {
                return new Clock(i, stamp, begins);
            }
        }
        throw table.headerFault(
                "no column holds the time.",
                "Maybe call it 'time_s' (seconds since the start), or 'time' (2020-03-01T08:00Z).");
    }

    int column() {
        return column;
    }

    /// The time in the row that was read last, in seconds since the simulation's start.
    double secondsIn(CsvTable table) {
        double timeS = stamps ? stamp(table) : table.number(column);
        if (Math.abs(timeS) > Signal.MOST_S) {
            throw table.fault(
                    column,
                    "the time '%s' is further from the simulation's start than 30 000 years."
                            .formatted(table.text(column)),
                    "");
        }
        return timeS;
    }

    private double stamp(CsvTable table) {
        String text = table.text(column).replace(' ', 'T');
        OffsetDateTime moment;
        try {
            moment = OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            InputFault fault = table.fault(
                    column,
                    "'%s' is not a time with its zone.".formatted(table.text(column)),
                    "Maybe 2020-03-01T08:00Z; Z is UTC.");
            fault.initCause(e);
            throw fault;
        }
        if (zero == null) {
            int year = moment.withOffsetSameInstant(ZoneOffset.UTC).getYear();
            OffsetDateTime first = moment;
            zero = begins.map(b -> b.moment(year)).orElse(first);
        }
        Duration since = Duration.between(zero, moment);
        return since.getSeconds() + since.getNano() * 1e-9;
    }
}
