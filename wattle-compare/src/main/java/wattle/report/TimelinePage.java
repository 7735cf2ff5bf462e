package wattle.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import wattle.report.Timeline.Series;
import wattle.report.Timeline.State;

/// A timeline as one HTML file without scripts or requests: states over power over time, and the totals as a table.
public final class TimelinePage {

    /// Lanes that are drawn; more could not be told apart.
    public static final int MOST_LANES = 60;

    private static final String STYLE = "timeline.css";

    private TimelinePage() {}

    /// The whole page.
    ///
    /// @param timelines one for each paradigm, in the order they are shown
    /// @param scenario as a person says it
    /// @param version of Wattle
    public static String of(List<Timeline> timelines, String scenario, String version) {
        String style = style();
        StringBuilder page = new StringBuilder(
                        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src %s; img-src data:; base-uri 'none'; form-action 'none'\">\n"
                                .formatted(hash(style)))
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"generator\" content=\"Wattle %s\">\n".formatted(Markup.escape(version)))
                .append("<title>%s, timeline · Wattle</title>\n".formatted(Markup.escape(scenario)))
                .append("<link rel=\"icon\" href=\"data:,\">\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n<div class=\"wrap\">\n")
                .append(
                        "<header class=\"top\"><b>Wattle</b><span>%s</span><span>simulated event by event</span></header>\n<main>\n"
                                .formatted(Markup.escape(scenario)))
                .append("<h1>What happens when, and what it draws</h1>\n");
        timelines.forEach(t -> page.append(section(t)));
        return page.append("</main>\n<footer>Wattle %s</footer>\n</div>\n</body>\n</html>\n"
                        .formatted(Markup.escape(version)))
                .toString();
    }

    private static String section(Timeline timeline) {
        TimelineChart chart = new TimelineChart(timeline);
        double total = timeline.power().totalJ();
        StringBuilder out = new StringBuilder("<section>\n<h2>%s: %s in %s</h2>\n<p class=\"lede\">%s</p>\n"
                .formatted(
                        Markup.escape(timeline.title()),
                        TimelineChart.joules(total),
                        TimelineChart.time(timeline.horizonS()),
                        said(timeline, chart)));
        out.append(legend(timeline));
        if (!timeline.lanes().isEmpty()) {
            out.append(chart.lanes(MOST_LANES));
        }
        return out.append("<h3>Power</h3>\n")
                .append(chart.power())
                .append(totals(timeline, total))
                .append("</section>\n")
                .toString();
    }

    private static String said(Timeline timeline, TimelineChart chart) {
        int shown = Math.min(MOST_LANES, timeline.lanes().size());
        String lanes = shown == 0
                ? ""
                : timeline.laneCount() > shown
                        ? "%d of %s lanes are drawn. ".formatted(shown, Digits.given((double) timeline.laneCount()))
                        : "";
        int rounds = timeline.roundsS().size();
        String marks = rounds == 0
                ? ""
                : chart.every() == 1
                        ? "Thin lines mark the ends of %d round%s. ".formatted(rounds, rounds == 1 ? "" : "s")
                        : "Thin lines mark the end of every %dth of %d rounds. ".formatted(chart.every(), rounds);
        return lanes + marks + "Power is the mean of each step; the area is the energy.";
    }

    private static String legend(Timeline timeline) {
        Set<State> used = EnumSet.noneOf(State.class);
        timeline.power().series().forEach(s -> used.add(s.state()));
        timeline.lanes().forEach(l -> l.spans().forEach(s -> used.add(s.state())));
        StringBuilder out = new StringBuilder("<p class=\"legend\">");
        used.forEach(s -> out.append("<span><i class=\"%s\"></i>%s</span>".formatted(s.word(), s.label())));
        return out.append("</p>\n").toString();
    }

    /// The numbers of the ledger.
    private static String totals(Timeline timeline, double total) {
        StringBuilder out = new StringBuilder(
                "<table><caption>Energy, as in the ledger without what facilities add</caption><thead><tr><th scope=\"col\">Doing what</th><th scope=\"col\">Energy, J</th><th scope=\"col\">Share, %</th></tr></thead><tbody>\n");
        for (Series series : timeline.power().series()) {
            out.append("<tr><th scope=\"row\"><i class=\"%s\"></i>%s</th><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            series.state().word(),
                            Markup.escape(series.name()),
                            Digits.given(series.totalJ()),
                            total == 0 ? Digits.MISSING : Digits.part(100 * series.totalJ() / total)));
        }
        return out.append("<tr class=\"sum\"><th scope=\"row\">All</th><td>%s</td><td>%s</td></tr>\n</tbody></table>\n"
                        .formatted(Digits.given(total), total == 0 ? Digits.MISSING : "100"))
                .toString();
    }

    private static String style() {
        try (InputStream in = TimelinePage.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException("the style of the page is missing: " + STYLE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read: " + STYLE, e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
