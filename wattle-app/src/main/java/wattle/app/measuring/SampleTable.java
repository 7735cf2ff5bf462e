package wattle.app.measuring;

import java.util.List;
import wattle.document.CsvRow;
import wattle.recording.Recording;

/// Every sample of a run as a table. Its columns are those of [Sample], with `value` for a counter's number as well.
public final class SampleTable {

    private SampleTable() {}

    /// The table with its head.
    public static String csv(List<Recording> nodes) {
        StringBuilder text =
                new StringBuilder(CsvRow.of(List.of("time_us", "node", "channel", "value", "unit", "gap")));
        Sample.each(nodes, sample -> text.append(row(sample)));
        return text.toString();
    }

    private static String row(Sample sample) {
        String value = sample.raw().isPresent()
                ? Long.toUnsignedString(sample.raw().getAsLong())
                : sample.value().isPresent() ? String.valueOf(sample.value().getAsDouble()) : "";
        return CsvRow.of(List.of(
                String.valueOf(sample.timeUs()),
                String.valueOf(sample.node()),
                sample.channel(),
                value,
                sample.unit(),
                sample.gap()));
    }
}
