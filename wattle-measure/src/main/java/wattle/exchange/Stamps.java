package wattle.exchange;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads times as tools write them: ISO 8601 with or without an offset, with `T` or a space, with slashes, American
/// order with dashes, or as seconds, milliseconds, microseconds or nanoseconds since 1970.
final class Stamps {

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})[-/](\\d\\d)[-/](\\d\\d)[T ](\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?\\s*(Z|UTC|[+-]\\d\\d:?\\d\\d)?");
    private static final Pattern AMERICAN =
            Pattern.compile("(\\d\\d)-(\\d\\d)-(\\d{4}) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)");
    private static final Pattern NUMBER = Pattern.compile("\\d{9,19}(\\.\\d+)?");
    /// As `ctime` writes it: `Wed Feb  8 20:21:40 2023`.
    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    private Stamps() {}

    /// Whether the text says where on Earth it is true.
    static boolean hasOffset(String text) {
        Matcher iso = ISO.matcher(text.strip());
        return NUMBER.matcher(text.strip()).matches() || (iso.matches() && iso.group(8) != null);
    }

    /// In µs since 1970 UTC; empty when it is no time.
    ///
    /// @param zone for times without an offset
    static OptionalLong micros(String written, ZoneId zone) {
        String text = written.strip();
        try {
            if (NUMBER.matcher(text).matches()) {
                return OptionalLong.of(epoch(text));
            }
            Matcher american = AMERICAN.matcher(text);
            if (american.matches()) {
                return micros(
                        "%s-%s-%s %s"
                                .formatted(american.group(3), american.group(1), american.group(2), american.group(4)),
                        zone);
            }
            Matcher iso = ISO.matcher(text);
            if (!iso.matches()) {
                return OptionalLong.of(micros(LocalDateTime.parse(text.replaceAll("\\s+", " "), CTIME), zone));
            }
            String fraction = iso.group(7) == null ? "0" : iso.group(7);
            LocalDateTime time = LocalDateTime.of(
                    number(iso, 1), number(iso, 2), number(iso, 3), number(iso, 4), number(iso, 5), number(iso, 6));
            long within = Math.round(Double.parseDouble("0." + fraction) * 1e6);
            return OptionalLong.of(micros(time, offset(iso.group(8), zone)) + within);
        } catch (DateTimeException e) {
            // A text that looks like a time and is none, such as the 31st of February.
            return OptionalLong.empty();
        }
    }

    private static ZoneId offset(@org.jspecify.annotations.Nullable String text, ZoneId zone) {
        if (text == null) {
            return zone;
        }
        return text.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static long micros(LocalDateTime time, ZoneId zone) {
        return ChronoUnit.MICROS.between(
                java.time.Instant.EPOCH, time.atZone(zone).toInstant());
    }

    /// The unit is told by the size: all of them are between the years 2001 and 2286.
    private static long epoch(String text) {
        int digits = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        double value = Double.parseDouble(text);
        if (digits <= 11) {
            return Math.round(value * 1e6);
        }
        if (digits <= 14) {
            return Math.round(value * 1e3);
        }
        long whole = Long.parseLong(text.substring(0, digits));
        return digits <= 17 ? whole : whole / 1000;
    }
}
