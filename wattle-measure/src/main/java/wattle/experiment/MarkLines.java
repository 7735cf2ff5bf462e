package wattle.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.trace.Mark;

/// Understands what a program says about itself, line by line:
///
/// - `:::MLLOG {…}` of MLPerf training, as it is: `run_start`, `epoch_start`, `eval_stop`, `eval_accuracy`, …
/// - `wattle: begin evaluate`, `wattle: end evaluate`, `wattle: epoch=3 val_dice=0.81`, `wattle: note warmed up`
/// - anything that one of the given [Metric]s matches.
final class MarkLines {

    private static final String MLLOG = ":::MLLOG";
    private static final String WATTLE = "wattle:";
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_][A-Za-z0-9_./-]*)=(\\S+)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Metric> metrics;

    MarkLines(List<Metric> metrics) {
        this.metrics = List.copyOf(metrics);
    }

    /// The marks of a line that was read at this time; most lines have none.
    List<Mark> of(long nanos, String line) {
        List<Mark> marks = new ArrayList<>(understood(nanos, line));
        for (Metric metric : metrics) {
            metric.in(line)
                    .map(value -> new Mark.Metric(nanos, metric.name(), value))
                    // What the line said already in its own words is not said twice.
                    .filter(mark -> !marks.contains(mark))
                    .ifPresent(marks::add);
        }
        return marks;
    }

    /// The marks of a line in one of the two forms that need no regular expression.
    private static List<Mark> understood(long nanos, String line) {
        int mllog = line.indexOf(MLLOG);
        if (mllog >= 0) {
            return mllog(nanos, line.substring(mllog + MLLOG.length()));
        }
        int own = line.indexOf(WATTLE);
        return own >= 0 && line.substring(0, own).isBlank()
                ? command(nanos, line.substring(own + WATTLE.length()).strip())
                : List.of();
    }

    /// The marks of a line that was said to Wattle alone, by its socket or its file: the word `wattle:` may be left
    /// out.
    static List<Mark> said(long nanos, String line) {
        List<Mark> marks = understood(nanos, line);
        String text = line.strip();
        return marks.isEmpty() && !text.startsWith(WATTLE) && !text.contains(MLLOG) ? command(nanos, text) : marks;
    }

    /// What stands after `wattle:`.
    static List<Mark> command(long nanos, String text) {
        if (text.startsWith("begin ")) {
            String name = text.substring("begin ".length()).strip();
            return isReserved(name) ? List.of() : List.of(new Mark.Begin(nanos, name));
        }
        if (text.startsWith("end ")) {
            String name = text.substring("end ".length()).strip();
            return isReserved(name) ? List.of() : List.of(new Mark.End(nanos, name));
        }
        if (text.startsWith("note ")) {
            return List.of(new Mark.Note(nanos, text.substring("note ".length()).strip()));
        }
        List<Mark> marks = new ArrayList<>();
        Matcher pair = PAIR.matcher(text);
        while (pair.find()) {
            number(pair.group(2)).ifPresent(value -> marks.add(new Mark.Metric(nanos, pair.group(1), value)));
        }
        return marks;
    }

    /// The windows of the measurement itself are not the job's to move.
    private static boolean isReserved(String name) {
        return name.startsWith("wattle.");
    }

    private static List<Mark> mllog(long nanos, String json) {
        JsonNode event;
        try {
            event = JSON.readTree(json.strip());
        } catch (JacksonException e) {
            // Cut off or garbled on its way; the log itself is the program's business.
            return List.of();
        }
        String key = event.path("key").asString("");
        JsonNode metadata = event.path("metadata");
        String epoch = metadata.path("epoch_num").isMissingNode()
                ? metadata.path("first_epoch_num").asString("")
                : metadata.path("epoch_num").asString("");
        return switch (key) {
            case "init_start" -> List.of(new Mark.Begin(nanos, "prepare"));
            case "init_stop" -> List.of(new Mark.End(nanos, "prepare"));
            case "run_start" -> List.of(new Mark.Begin(nanos, "train"));
            case "run_stop" ->
                List.of(
                        new Mark.End(nanos, "train"),
                        new Mark.Note(
                                nanos, "run_stop " + metadata.path("status").asString("")));
            case "epoch_start" -> List.of(new Mark.Begin(nanos, ("epoch " + epoch).strip()));
            case "epoch_stop" -> List.of(new Mark.End(nanos, ("epoch " + epoch).strip()));
            case "eval_start" -> List.of(new Mark.Begin(nanos, "evaluate"));
            case "eval_stop" -> List.of(new Mark.End(nanos, "evaluate"));
            default ->
                value(event)
                        .<List<Mark>>map(value -> List.of(new Mark.Metric(nanos, key, value)))
                        .orElse(List.of());
        };
    }

    /// A point in time with a number is a metric; settings such as `seed` stand in the log as well, and do no harm.
    private static Optional<Double> value(JsonNode event) {
        boolean point = event.path("event_type").asString("").equals("POINT_IN_TIME");
        JsonNode value = event.path("value");
        return point && value.isNumber() && !event.path("key").asString("").isEmpty()
                ? Optional.of(value.asDouble())
                : Optional.empty();
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text.replaceAll("[,;]$", ""));
            return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
