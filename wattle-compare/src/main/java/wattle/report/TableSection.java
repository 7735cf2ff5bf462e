package wattle.report;

import java.util.List;
import java.util.stream.Stream;
import wattle.comparison.Answer;
import wattle.comparison.Outcome;
import wattle.quantity.Range;

/// The table of paradigms: one row each, one number per cell, each number a button.
final class TableSection {

    private static final List<String> CLASSES =
            List.of("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12");

    private final Answer answer;
    private final List<DotAxis> axes;

    TableSection(Answer answer) {
        this.answer = answer;
        this.axes = List.of(DotAxis.of(answer, false), DotAxis.of(answer, true));
    }

    String html() {
        StringBuilder body = new StringBuilder("<div class=\"bar\">")
                .append(Markup.radios(
                        "axis",
                        "Energy axis",
                        List.of(new Markup.Option("lin", "linear"), new Markup.Option("log", "log"))))
                .append(
                        "</div><table id=\"cmp\" role=\"table\"><caption id=\"cap\">%s, %s intervals in brackets. <span class=\"js\">Choose a row to see it in the pictures below; choose a number to see where it comes from.</span><span class=\"axm\">%s</span></caption>"
                                .formatted(
                                        Markup.escape(Telling.capital(
                                                answer.question().functionalUnit())),
                                        new Telling(answer).level(),
                                        heads()));
        body.append("<colgroup>");
        CLASSES.forEach(c -> body.append("<col class=\"%s\">".formatted(c)));
        body.append("</colgroup><thead role=\"rowgroup\"><tr role=\"row\">")
                .append(head())
                .append("</tr></thead><tbody role=\"rowgroup\">");
        answer.outcomes().forEach(o -> body.append(row(o)));
        body.append("</tbody></table>").append(notes());
        body.append(Markup.folded("data-figures", "Every figure with its interval", Sheet.figures(answer)));
        body.append(Markup.folded("data-pairs", "Every pair compared", Sheet.pairs(answer)));
        return Markup.section("table", new Findings(answer).ways(), "", body.toString());
    }

    private String heads() {
        return axes.get(0).head() + axes.get(1).head();
    }

    private String head() {
        return th("", "Paradigm")
                + "<th role=\"columnheader\" scope=\"col\">%s</th>".formatted(heads())
                + "<th role=\"columnheader\" scope=\"col\" class=\"r sortable\" aria-sort=\"none\"><button type=\"button\">Energy<br>%s</button></th>"
                        .formatted(unit(Metric.ENERGY))
                + th("r", "Operational<br>carbon, " + unit(Metric.CARBON_OPERATIONAL))
                + th("r", "Embodied<br>carbon, " + unit(Metric.CARBON_EMBODIED))
                + th("r", "Time to<br>target")
                + th("r", "Latency<br>" + unit(Metric.LATENCY))
                + th("r", "Data<br>" + unit(Metric.MOVED))
                + th("lv", "Leaves the<br>device")
                + th("r", "Useful<br>" + unit(Metric.POWER_EFFICIENCY))
                + th("r", "% of<br>peak")
                + th("tt", "Reaches<br>target");
    }

    private String unit(Metric metric) {
        return metric.scale(answer).unit();
    }

    private static String th(String kind, String html) {
        return "<th role=\"columnheader\" scope=\"col\" class=\"%s\">%s</th>".formatted(kind, html);
    }

    private String row(Outcome outcome) {
        Range energy = Metric.ENERGY.scale(answer).of(outcome.energy().total().range());
        String reach = Telling.reach(outcome);
        boolean ranked = outcome.reach().comparable();
        return "<tr role=\"row\" data-id=\"%s\" data-sort=\"%s\" class=\"%s\">"
                        .formatted(Markup.escape(outcome.paradigm().id()), energy.typical(), ranked ? "" : "no")
                + "<th role=\"rowheader\" scope=\"row\"><button type=\"button\" aria-pressed=\"false\">%s</button><span>%s</span></th>"
                        .formatted(
                                Markup.escape(outcome.paradigm().label()),
                                Markup.escape(outcome.paradigm().description()))
                + "<td role=\"cell\" class=\"p\">%s%s</td>"
                        .formatted(axes.get(0).row(energy), axes.get(1).row(energy))
                + "<td role=\"cell\" class=\"e r\">%s</td>".formatted(number(Metric.ENERGY, outcome, true))
                + cell(
                        "Operational carbon, " + unit(Metric.CARBON_OPERATIONAL),
                        "r wide",
                        number(Metric.CARBON_OPERATIONAL, outcome, true))
                + cell(
                        "Embodied carbon, " + unit(Metric.CARBON_EMBODIED),
                        "r wide",
                        number(Metric.CARBON_EMBODIED, outcome, false))
                + cell("Time to target", "r", number(Metric.TIME, outcome, false))
                + cell("Latency, " + unit(Metric.LATENCY), "r", number(Metric.LATENCY, outcome, false))
                + cell("Data, " + unit(Metric.MOVED), "r", number(Metric.MOVED, outcome, false))
                + cell(
                        "Leaves the device",
                        "lv",
                        Markup.escape(outcome.service().leaves()))
                + cell("Useful " + unit(Metric.POWER_EFFICIENCY), "r", number(Metric.POWER_EFFICIENCY, outcome, false))
                + cell("% of peak", "r", number(Metric.COMPUTATION_EFFICIENCY, outcome, false))
                + cell("Reaches target", ranked ? "t" : "t nope", reach)
                + "</tr>\n";
    }

    private static String cell(String label, String kind, String html) {
        return "<td role=\"cell\" class=\"m %s\" data-l=\"%s\">%s</td>".formatted(kind, Markup.escape(label), html);
    }

    private String number(Metric metric, Outcome outcome, boolean withEnds) {
        if (metric.of(outcome).isEmpty()) {
            return "<span class=\"iv\">" + Digits.MISSING + "</span>";
        }
        boolean own = metric == Metric.TIME;
        Scale scale = own ? metric.scale(outcome) : metric.scale(answer);
        Range range = scale.of(metric.of(outcome).get());
        String typical = Markup.number(metric.figure(outcome), Digits.typical(range));
        String unit = own ? " <span class=\"iv\">" + scale.unit() + "</span>" : "";
        String ends = withEnds && !range.isExact() ? " <span class=\"iv\">(" + Digits.ends(range) + ")</span>" : "";
        return typical + unit + ends;
    }

    private static String reach(Outcome outcome) {
        String label = outcome.paradigm().label();
        String known = outcome.reach().answer().isPresent()
                ? label + " does not reach the target"
                : "Whether " + label + " reaches the target is not known";
        return known + " (" + outcome.reach().reason() + ").";
    }

    /// Why a row is not ranked, why a cell is a dash.
    private String notes() {
        Stream<String> reach =
                answer.outcomes().stream().filter(o -> !o.reach().comparable()).map(TableSection::reach);
        Stream<String> missing = answer.outcomes().stream()
                .filter(o -> !o.work().missing().isEmpty())
                .map(o -> o.paradigm().label() + ": no efficiencies, as "
                        + o.work().missing() + ".");
        List<String> notes = Stream.concat(reach, missing).toList();
        String start = notes.isEmpty()
                ? ""
                : "Hollow dot, dashed interval: not known to reach the target, shown but not ranked. ";
        return "<p class=\"small\">%s%s Useful FLOP/J is power efficiency over the whole boundary; %% of peak is computation efficiency, achieved over peak FLOP/s in training.</p>"
                .formatted(start, Markup.escape(String.join(" ", notes)));
    }
}
