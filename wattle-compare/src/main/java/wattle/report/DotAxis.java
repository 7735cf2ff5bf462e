package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wattle.comparison.Answer;
import wattle.quantity.Range;

/// One axis for the dots of all rows: drawn by Java, so that the table is complete before any script runs.
///
/// @param logarithmic otherwise linear from 0
record DotAxis(boolean logarithmic, double from, double to, String unit) {

    static DotAxis of(Answer answer, boolean logarithmic) {
        Scale scale = Metric.ENERGY.scale(answer);
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (var outcome : answer.outcomes()) {
            Range range = scale.of(outcome.energy().total().range());
            high = Math.max(high, range.high());
            low = range.low() > 0 ? Math.min(low, range.low()) : low;
        }
        double bottom = Double.isInfinite(low) ? 0.1 : low * 0.85;
        double top = high > 0 ? high * 1.06 : 1;
        return new DotAxis(logarithmic, logarithmic ? bottom : 0, Math.max(top, bottom * 2), scale.unit());
    }

    /// The drawing of one row: gridlines, interval, dot.
    String row(Range range) {
        return "<svg class=\"dp %s\" aria-hidden=\"true\">%s<line class=\"ivl\" x1=\"%s\" x2=\"%s\" y1=\"11\" y2=\"11\"/><circle class=\"dot\" cx=\"%s\" cy=\"11\" r=\"4\"/></svg>"
                .formatted(name(), grid(), at(range.low()), at(range.high()), at(range.typical()));
    }

    /// The numbers above the rows.
    String head() {
        StringBuilder out = new StringBuilder(
                "<svg class=\"dp %s\" role=\"img\" aria-label=\"Energy in %s: interval and typical value\">"
                        .formatted(name(), unit));
        List<Double> ticks = ticks();
        for (double tick : ticks) {
            boolean last = tick == ticks.getLast();
            String text = tick == 0 ? "0" : Digits.given(tick);
            out.append("<text x=\"%s\" y=\"18\" text-anchor=\"%s\">%s</text>"
                    .formatted(at(tick), tick == 0 ? "start" : "middle", last ? text + Digits.SPACE + unit : text));
        }
        return out.append("</svg>").toString();
    }

    private String grid() {
        StringBuilder out = new StringBuilder();
        for (double tick : ticks()) {
            out.append("<line class=\"grid\" x1=\"%1$s\" x2=\"%1$s\" y1=\"-12\" y2=\"34\"/>".formatted(at(tick)));
        }
        return out.toString();
    }

    /// Few enough to read, at 1, 2 or 5 times a power of ten.
    private List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            double decades = Math.log10(to / from);
            double[] steps =
                    decades > 2.2 ? new double[] {1} : decades > 1.1 ? new double[] {1, 3} : new double[] {1, 2, 5};
            for (double decade = Math.pow(10, Math.floor(Math.log10(from))); decade < to; decade *= 10) {
                for (double step : steps) {
                    double tick = decade * step;
                    if (tick >= from && tick <= to * 0.9) {
                        ticks.add(tick);
                    }
                }
            }
        } else {
            double decade = Math.pow(10, Math.floor(Math.log10(to / 2)));
            double step = to / decade / 2 >= 5 ? 5 * decade : to / decade / 2 >= 2 ? 2 * decade : decade;
            for (double tick = 0; tick <= to * 0.95; tick += step) {
                ticks.add(tick);
            }
        }
        return ticks;
    }

    private String at(double value) {
        double share = logarithmic ? Math.log10(Math.max(value, from) / from) / Math.log10(to / from) : value / to;
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }

    private String name() {
        return logarithmic ? "log" : "lin";
    }
}
