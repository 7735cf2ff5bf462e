package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wattle.report.Timeline.Lane;
import wattle.report.Timeline.Power;
import wattle.report.Timeline.Series;
import wattle.report.Timeline.Span;

/// The drawings of a timeline: shapes in SVG that stretch with the page, words in HTML that do not.
final class TimelineChart {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 400;
    private static final int MOST_ROUNDS = 200;
    private static final int STEPS = 4;

    private final Timeline timeline;

    TimelineChart(Timeline timeline) {
        this.timeline = timeline;
    }

    private double x(double timeS) {
        return Math.clamp(WIDTH * timeS / timeline.horizonS(), 0, WIDTH);
    }

    private static String at(double place) {
        String text = String.format(Locale.ROOT, "%.2f", place);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    /// One row for each lane.
    String lanes(int most) {
        StringBuilder out = new StringBuilder("<div class=\"lanes\" role=\"list\">\n");
        for (Lane lane :
                timeline.lanes().subList(0, Math.min(most, timeline.lanes().size()))) {
            out.append("<div class=\"lane\" role=\"listitem\"><span>%s</span>".formatted(Markup.escape(lane.name())))
                    .append("<svg viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                            .formatted(WIDTH));
            for (Span span : visible(lane.spans())) {
                out.append(
                        "<rect class=\"%s\" x=\"%s\" y=\"0\" width=\"%s\" height=\"10\"><title>%s: %s, %s to %s</title></rect>"
                                .formatted(
                                        span.state().word(),
                                        at(x(span.fromS())),
                                        at(Math.max(0.5, x(span.toS()) - x(span.fromS()))),
                                        Markup.escape(lane.name()),
                                        span.state().label(),
                                        time(span.fromS()),
                                        time(span.toS())));
            }
            out.append(rounds(10)).append("</svg></div>\n");
        }
        return out.append("</div>\n").append(axis()).toString();
    }

    /// Of the spans that begin in one thousandth of the axis, the longest: others could not be told apart.
    private List<Span> visible(List<Span> spans) {
        List<Span> seen = new ArrayList<>();
        long column = -1;
        for (Span span : spans) {
            long own = (long) x(span.fromS());
            if (own != column) {
                seen.add(span);
                column = own;
            } else if (span.toS() - span.fromS()
                    > seen.getLast().toS() - seen.getLast().fromS()) {
                seen.set(seen.size() - 1, span);
            }
        }
        return seen;
    }

    private String rounds(int height) {
        List<Double> ends = timeline.roundsS();
        int every = every();
        StringBuilder path = new StringBuilder();
        for (int i = every - 1; i < ends.size(); i += every) {
            path.append("M%s 0V%d".formatted(at(x(ends.get(i))), height));
        }
        return path.isEmpty() ? "" : "<path class=\"round\" d=\"%s\"/>".formatted(path);
    }

    /// Which rounds are marked: all, or one in so many.
    int every() {
        return Math.max(1, Math.ceilDiv(timeline.roundsS().size(), MOST_ROUNDS));
    }

    /// The stacked areas, with the power axis beside them.
    String power() {
        double most = nice(peakW());
        StringBuilder out = new StringBuilder("<div class=\"power\"><div class=\"watts\" aria-hidden=\"true\">");
        for (int step = STEPS; step >= 0; step--) {
            out.append("<span>%s</span>".formatted(watts(most * step / STEPS)));
        }
        out.append(
                "</div><svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Power over time, stacked; the table below has the totals\">"
                        .formatted(WIDTH, HEIGHT));
        for (int step = 0; step <= STEPS; step++) {
            int y = HEIGHT * step / STEPS;
            out.append("<path class=\"grid\" d=\"M0 %dH%d\"/>".formatted(y, WIDTH));
        }
        areas(out, most);
        out.append(rounds(HEIGHT));
        titles(out);
        return out.append("</svg></div>\n").append(axis()).toString();
    }

    private void areas(StringBuilder out, double most) {
        Power power = timeline.power();
        int bins = power.edgesS().size() - 1;
        double[] below = new double[Math.max(0, bins)];
        for (Series series : power.series()) {
            StringBuilder top = new StringBuilder();
            StringBuilder bottom = new StringBuilder();
            for (int bin = 0; bin < bins; bin++) {
                double fromX = x(power.edgesS().get(bin));
                double toX = x(power.edgesS().get(bin + 1));
                double above = below[bin] + meanW(series, bin);
                top.append("%s%s %sH%s".formatted(bin == 0 ? "M" : "L", at(fromX), y(above, most), at(toX)));
                bottom.insert(0, "L%s %sH%s".formatted(at(toX), y(below[bin], most), at(fromX)));
                below[bin] = above;
            }
            out.append(
                    "<path class=\"%s\" d=\"%s%sZ\"/>".formatted(series.state().word(), top, bottom));
        }
    }

    private static String y(double powerW, double most) {
        return at(HEIGHT - HEIGHT * powerW / most);
    }

    private double meanW(Series series, int bin) {
        List<Double> edges = timeline.power().edgesS();
        return series.binJ().get(bin) / (edges.get(bin + 1) - edges.get(bin));
    }

    /// What the pointer reads from each bin.
    private void titles(StringBuilder out) {
        List<Double> edges = timeline.power().edgesS();
        for (int bin = 0; bin + 1 < edges.size(); bin++) {
            StringBuilder text =
                    new StringBuilder("%s to %s".formatted(time(edges.get(bin)), time(edges.get(bin + 1))));
            for (Series series : timeline.power().series()) {
                if (series.binJ().get(bin) > 0) {
                    text.append("\n%s: %s".formatted(Markup.escape(series.name()), watts(meanW(series, bin))));
                }
            }
            out.append("<rect class=\"hover\" x=\"%s\" y=\"0\" width=\"%s\" height=\"%d\"><title>%s</title></rect>"
                    .formatted(at(x(edges.get(bin))), at(x(edges.get(bin + 1)) - x(edges.get(bin))), HEIGHT, text));
        }
    }

    private double peakW() {
        double peak = 0;
        for (int bin = 0; bin + 1 < timeline.power().edgesS().size(); bin++) {
            double sum = 0;
            for (Series series : timeline.power().series()) {
                sum += meanW(series, bin);
            }
            peak = Math.max(peak, sum);
        }
        return peak;
    }

    private String axis() {
        StringBuilder out = new StringBuilder("<div class=\"times\" aria-hidden=\"true\">");
        for (int step = 0; step <= STEPS; step++) {
            out.append("<span>%s</span>".formatted(time(timeline.horizonS() * step / STEPS)));
        }
        return out.append("</div>\n").toString();
    }

    /// The next 1, 2, 4 or 8 of a decade, so that quarters of it are round.
    private static double nice(double peak) {
        if (!(peak > 0)) {
            return 1;
        }
        double decade = Math.pow(10, Math.floor(Math.log10(peak)));
        for (double factor : new double[] {1, 2, 4, 8}) {
            if (peak <= factor * decade) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }

    static String watts(double powerW) {
        return scaled(powerW, new String[] {"µW", "mW", "W", "kW", "MW", "GW"}, 2);
    }

    static String joules(double energyJ) {
        return scaled(energyJ, new String[] {"µJ", "mJ", "J", "kJ", "MJ", "GJ", "TJ"}, 2);
    }

    private static String scaled(double value, String[] units, int base) {
        if (value == 0) {
            return "0" + Digits.SPACE + units[base];
        }
        int step = Math.clamp((long) Math.floor(Math.log10(Math.abs(value)) / 3) + base, 0, units.length - 1);
        return Digits.given(value / Math.pow(1000, step - base)) + Digits.SPACE + units[step];
    }

    static String time(double timeS) {
        if (timeS < 120) {
            return plain(timeS) + Digits.SPACE + "s";
        }
        if (timeS < 7200) {
            return plain(timeS / 60) + Digits.SPACE + "min";
        }
        return timeS < 172_800 ? plain(timeS / 3600) + Digits.SPACE + "h" : plain(timeS / 86_400) + Digits.SPACE + "d";
    }

    private static String plain(double value) {
        return value == 0 ? "0" : Digits.given(Double.parseDouble(String.format(Locale.ROOT, "%.4g", value)));
    }
}
