package wattle.meter.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.meter.Unanswered;
import wattle.trace.GapReason;

/// Reads the Prometheus text format, version 0.0.4, and what OpenMetrics adds to it: exemplars and `#
/// EOF`, which are ignored. <https://prometheus.io/docs/instrumenting/exposition_formats/>
final class TextFormat {

    private final String line;
    private int at;

    private TextFormat(String line) {
        this.line = line;
    }

    /// One number of one metric.
    ///
    /// @param value may be NaN or infinite: exporters say so of what they do not know
    /// @param micros its own time in µs since 1970-01-01 UTC, if it has one
    record Sample(String name, Map<String, String> labels, double value, Optional<Long> micros) {}

    /// All samples, in their order.
    ///
    /// @throws Unanswered with the number of the first line that is in no such form
    static List<Sample> parse(String text) throws Unanswered {
        List<Sample> samples = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                try {
                    samples.add(new TextFormat(stripped).sample());
                } catch (IllegalArgumentException e) {
                    throw new Unanswered(
                            GapReason.MALFORMED, "line %d is no metric: %s".formatted(number, e.getMessage()));
                }
            }
        }
        return samples;
    }

    private Sample sample() {
        String name = name();
        Map<String, String> labels = new LinkedHashMap<>();
        blanks();
        if (next('{')) {
            blanks();
            while (!next('}')) {
                String label = name();
                blanks();
                want('=');
                blanks();
                labels.put(label, quoted());
                blanks();
                if (!next(',') && (at >= line.length() || line.charAt(at) != '}')) {
                    throw new IllegalArgumentException("a label without an end");
                }
                blanks();
            }
            blanks();
        }
        double value = value(word());
        blanks();
        // An exemplar follows ` # `; a time is in ms.
        Optional<Long> micros = at < line.length() && line.charAt(at) != '#'
                ? Optional.of(Math.round(Double.parseDouble(word()) * 1000))
                : Optional.empty();
        return new Sample(name, Map.copyOf(labels), value, micros);
    }

    private static double value(String word) {
        return switch (word) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN", "Nan", "nan" -> Double.NaN;
            default -> Double.parseDouble(word);
        };
    }

    private String name() {
        int begin = at;
        while (at < line.length()
                && (Character.isLetterOrDigit(line.charAt(at)) || "_:".indexOf(line.charAt(at)) >= 0)) {
            at++;
        }
        if (at == begin) {
            throw new IllegalArgumentException("a name is missing");
        }
        return line.substring(begin, at);
    }

    private String word() {
        int begin = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return line.substring(begin, at);
    }

    /// In quotes, where `\\`, `\"` and `\n` stand for what cannot stand there itself.
    private String quoted() {
        want('"');
        StringBuilder text = new StringBuilder();
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at++);
            if (c == '\\' && at < line.length()) {
                char escaped = line.charAt(at++);
                text.append(escaped == 'n' ? "\n" : escaped == '\\' || escaped == '"' ? "" + escaped : "\\" + escaped);
            } else {
                text.append(c);
            }
        }
        want('"');
        return text.toString();
    }

    private void blanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean next(char wanted) {
        boolean there = at < line.length() && line.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void want(char wanted) {
        if (!next(wanted)) {
            throw new IllegalArgumentException("'%s' is missing".formatted(wanted));
        }
    }
}
