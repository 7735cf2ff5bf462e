package wattle.app.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import wattle.agreement.Comparison;
import wattle.agreement.Pair;

/// The page of `wattle meters compare`: for each pair both series, the line, the differences and what the line
/// leaves.
final class CompareMetersPage {

    private static final int TALL = 260;

    private CompareMetersPage() {}

    static String of(String run, Comparison comparison, PairMatrix matrix) {
        PlotPage page = new PlotPage("Meters of " + run);
        page.head(1, "How well the meters of " + run + " agree");
        page.text("Compared with %s, which sees %s."
                .formatted(comparison.reference().id(), comparison.reference().part()));
        summary(page, comparison);
        if (matrix.isOfMany()) {
            page.head(2, "Every pair").text(PairMatrix.LEGEND).table(matrix.rows());
        }
        behaviours(page, comparison);
        comparison.pairs().forEach(pair -> pair(page, pair));
        comparison.left().forEach(reason -> page.text("Not compared: " + reason + "."));
        return page.html();
    }

    private static void summary(PlotPage page, Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("meter", "sees", "above idle", "later by", "r before", "r", "mean difference"));
        for (Pair pair : comparison.pairs()) {
            rows.add(List.of(
                    pair.other().id().text(),
                    CompareMeters.percent(pair.energy().coverage()),
                    Double.isNaN(pair.dynamic().ratio())
                            ? "–"
                            : CompareMeters.percent(pair.dynamic().ratio()),
                    CompareMeters.lag(pair),
                    CompareMeters.format("%.3f", pair.alignment().before()),
                    CompareMeters.format("%.3f", pair.alignment().after()),
                    CompareMeters.format("%.1f W", pair.agreement().meanW())));
        }
        page.table(rows);
    }

    private static void behaviours(PlotPage page, Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("meter", "read each", "new value each", "step"));
        comparison
                .behaviours()
                .forEach(one -> rows.add(List.of(
                        one.channel().id().text(),
                        CompareMeters.seconds(one.behaviour().pollS()),
                        CompareMeters.seconds(one.behaviour().updateS()),
                        CompareMeters.step(one))));
        page.head(2, "How each meter behaves").table(rows);
    }

    private static void pair(PlotPage page, Pair pair) {
        String other = pair.other().id().text();
        String reference = pair.reference().id().text();
        page.head(2, other + " against " + reference);
        page.text(sentence(pair));
        page.head(3, "Power, clocks aligned").key("one", reference, "two", other);
        page.raw(new PlotChart(TALL, false, "time, s", "power, W")
                .line("one", series(pair, pair.series()::seconds, pair.series()::reference))
                .line("two", series(pair, pair.series()::seconds, pair.series()::other))
                .svg("Power of both meters over time"));
        page.head(3, "The line").key("fit", CompareMeters.line(pair));
        page.raw(new PlotChart(TALL, false, other + ", W", "reference, W")
                .dots("one", series(pair, pair.series()::other, pair.series()::reference))
                .line("fit", ends(pair))
                .svg("Reference over other, with the fitted line"));
        page.head(3, "Differences (Bland–Altman)")
                .text(String.format(
                        Locale.ROOT,
                        "Mean difference %.1f W; 95 %% of the steps differ by %.1f to %.1f W.",
                        pair.agreement().meanW(),
                        pair.agreement().lowerW(),
                        pair.agreement().upperW()));
        page.raw(new PlotChart(TALL, false, "mean of both, W", "reference − other, W")
                .dots(
                        "one",
                        series(
                                pair,
                                i -> (pair.series().reference(i) + pair.series().other(i)) / 2,
                                i -> pair.series().reference(i) - pair.series().other(i)))
                .level("fit", pair.agreement().meanW(), "mean")
                .level("limit", pair.agreement().lowerW(), "lower limit")
                .level("limit", pair.agreement().upperW(), "upper limit")
                .svg("Difference over mean of both meters"));
        page.head(3, "What the line leaves");
        page.raw(new PlotChart(TALL, false, "time, s", "residual, W")
                .line("one", series(pair, pair.series()::seconds, pair::residualW))
                .level("fit", 0, "")
                .svg("Residuals over time"));
    }

    private static String sentence(Pair pair) {
        String clocks = pair.alignment().told()
                ? String.format(
                        Locale.ROOT,
                        "Its clock is %.2f s %s; with that taken out, r rises from %.3f to %.3f.",
                        Math.abs(pair.alignment().lagS()),
                        pair.alignment().lagS() < 0 ? "early" : "late",
                        pair.alignment().before(),
                        pair.alignment().after())
                : "No shift of its clock stands out (r %.3f)."
                        .formatted(pair.alignment().before());
        String dynamic = Double.isNaN(pair.dynamic().ratio())
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Above idle (%.1f and %.1f W, %s) it saw %s.",
                        pair.dynamic().referenceIdleW(),
                        pair.dynamic().otherIdleW(),
                        pair.dynamic().how(),
                        CompareMeters.percent(pair.dynamic().ratio()));
        return "%s It saw %s of the reference's energy.%s"
                .formatted(clocks, CompareMeters.percent(pair.energy().coverage()), dynamic);
    }

    private static List<PlotChart.Point> ends(Pair pair) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < pair.series().size(); i++) {
            least = Math.min(least, pair.series().other(i));
            most = Math.max(most, pair.series().other(i));
        }
        return List.of(
                new PlotChart.Point(least, pair.line().at(least)),
                new PlotChart.Point(most, pair.line().at(most)));
    }

    private static List<PlotChart.Point> series(Pair pair, IntToDoubleFunction x, IntToDoubleFunction y) {
        List<PlotChart.Point> points = new ArrayList<>();
        for (int i = 0; i < pair.series().size(); i++) {
            points.add(new PlotChart.Point(x.applyAsDouble(i), y.applyAsDouble(i)));
        }
        return points;
    }
}
