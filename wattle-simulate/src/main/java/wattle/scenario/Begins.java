package wattle.scenario;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Nearest;

/// Where the simulation's time 0 is, UTC.
///
/// @param year when one was given; a shape is the same in every year
/// @param secondOfYear after the first of January, 00:00, in a year of 365 days
public record Begins(Optional<Integer> year, double secondOfYear) {

    /// The first of January, 00:00 UTC.
    public static final Begins NEW_YEAR = new Begins(Optional.empty(), 0);

    /// Any year of 365 days.
    private static final int COMMON_YEAR = 2023;

    private static final Pattern DATE = Pattern.compile(
            "(?<month>\\p{L}+)\\s+(?<day>\\d{1,2})(?:\\s*,?\\s+(?<hour>\\d{1,2}):(?<minute>\\d{2}))?(?:\\s*(?:UTC|Z))?");
    private static final String EXAMPLE = "Maybe 'March 1, 08:00', {month: 3, day: 1, hour: 8} or '2020-03-01T08:00Z'.";

    /// `{month: 3, day: 1, hour: 8}`, `March 1, 08:00` or `2020-03-01T08:00Z`.
    static Begins read(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return fromKeys(mapping);
        }
        String text = Values.text(node).strip();
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            return of(
                    node,
                    month(node, date.group("month")),
                    number(date.group("day")),
                    number(date.group("hour")),
                    number(date.group("minute")));
        }
        OffsetDateTime moment;
        try {
            moment = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            InputFault fault = InputFault.at(node, "'%s' is not a time of the year.".formatted(text), EXAMPLE);
            fault.initCause(e);
            throw fault;
        }
        // A year of 365 days has no 29th of February: it counts as the 28th.
        boolean leapDay = moment.getMonth() == Month.FEBRUARY && moment.getDayOfMonth() == 29;
        Begins begins = of(
                node,
                moment.getMonthValue(),
                leapDay ? 28 : moment.getDayOfMonth(),
                moment.getHour(),
                moment.getMinute());
        return new Begins(Optional.of(moment.getYear()), begins.secondOfYear() + moment.getSecond());
    }

    /// The moment, in a year that somebody else gives when this has none.
    OffsetDateTime moment(int otherYear) {
        LocalDateTime common = LocalDateTime.of(COMMON_YEAR, 1, 1, 0, 0).plusSeconds((long) secondOfYear);
        return common.withYear(year.orElse(otherYear)).atOffset(ZoneOffset.UTC);
    }

    private static Begins fromKeys(Node.Mapping mapping) {
        try (Keys keys = Keys.of(mapping)) {
            return of(
                    mapping,
                    (int) Math.min(99, keys.count("month", 1)),
                    (int) Math.min(
                            99, keys.optional("day", k -> keys.count(k, 1)).orElse(1L)),
                    (int) Math.min(99, keys.optional("hour", keys::count).orElse(0L)),
                    (int) Math.min(99, keys.optional("minute", keys::count).orElse(0L)));
        }
    }

    private static Begins of(Node node, int month, int day, int hour, int minute) {
        try {
            LocalDateTime moment = LocalDateTime.of(COMMON_YEAR, month, day, hour, minute);
            return new Begins(Optional.empty(), (moment.getDayOfYear() - 1) * 86_400.0 + hour * 3600.0 + minute * 60.0);
        } catch (DateTimeException e) {
            InputFault fault = InputFault.at(
                    node,
                    "a year of 365 days has no month %d, day %d, %02d:%02d.".formatted(month, day, hour, minute),
                    EXAMPLE);
            fault.initCause(e);
            throw fault;
        }
    }

    private static int month(Node node, String word) {
        List<String> names = Stream.of(Month.values()).map(Begins::name).toList();
        for (int i = 0; i < names.size(); i++) {
            boolean same = names.get(i).equalsIgnoreCase(word)
                    || names.get(i).substring(0, 3).equalsIgnoreCase(word);
            if (same) {
                return i + 1;
            }
        }
        throw InputFault.at(
                node,
                "'%s' is not a month.".formatted(word),
                Nearest.to(word, names).map("Maybe '%s'."::formatted).orElse(EXAMPLE));
    }

    private static String name(Month month) {
        String upper = month.name();
        return upper.charAt(0) + upper.substring(1).toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("NullAway") // a group that did not take part is null
    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
