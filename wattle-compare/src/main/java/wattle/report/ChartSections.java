package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import wattle.comparison.Answer;
import wattle.comparison.Leverage;
import wattle.comparison.Outcome;
import wattle.comparison.Verdict;

/// The figures: what each shows in a sentence, a place for the script to draw in, and the same numbers as a
/// table.
final class ChartSections {

    private final Answer answer;
    private final Findings findings;
    private final Telling telling;
    private final boolean drawn;

    /// @param drawn whether a script will draw; otherwise only the tables stand
    ChartSections(Answer answer, boolean drawn) {
        this.answer = answer;
        this.findings = new Findings(answer);
        this.telling = new Telling(answer);
        this.drawn = drawn;
    }

    String html() {
        return energy() + flow() + pair();
    }

    private String energy() {
        StringBuilder body = new StringBuilder();
        if (drawn) {
            body.append("<div class=\"bar\">")
                    .append(Markup.radios(
                            "view",
                            "By",
                            List.of(
                                    new Markup.Option("stage", "stage"),
                                    new Markup.Option("place", "place"),
                                    new Markup.Option("activity", "activity"))))
                    .append(Markup.radios(
                            "unit",
                            "Show",
                            List.of(new Markup.Option("energy", "energy"), new Markup.Option("carbon", "carbon"))))
                    .append(
                            "</div><figure><ul class=\"legend\" id=\"legend\"></ul><div class=\"chart\" id=\"stack\" role=\"img\" aria-label=\"Energy of each paradigm, split into parts; the table below holds the same numbers\"></div><figcaption id=\"stack-caption\"></figcaption></figure>");
        }
        for (View view : View.values()) {
            body.append(Markup.folded("data-" + view.word(), "Energy by " + view.word() + ", as a table", parts(view)));
        }
        body.append(Markup.folded("data-carbon", "Carbon, as a table", carbon()));
        return Markup.section("energy", "Where the energy goes", findings.largest(View.STAGE), body.toString());
    }

    private Sheet parts(View view) {
        Scale scale = Metric.ENERGY.scale(answer);
        List<View.Group> groups = view.groups(answer);
        List<String> head = new ArrayList<>(List.of("By " + view.word() + "," + Digits.SPACE + scale.unit()));
        groups.forEach(g -> head.add(g.label()));
        head.add("Total");
        List<List<String>> rows = new ArrayList<>();
        for (Outcome outcome : answer.outcomes()) {
            List<String> row = new ArrayList<>(List.of(outcome.paradigm().label()));
            var sums = view.of(outcome);
            groups.forEach(g -> row.add(Digits.part(sums.getOrDefault(g, 0.0) / scale.size())));
            row.add(Metric.ENERGY.cell(answer, outcome));
            rows.add(row);
        }
        return new Sheet(head, rows, 1);
    }

    private Sheet carbon() {
        List<Metric> metrics = List.of(Metric.CARBON_OPERATIONAL, Metric.CARBON_EMBODIED);
        List<String> head = new ArrayList<>(List.of("Carbon"));
        metrics.forEach(m -> head.add(m.header(answer)));
        return new Sheet(
                head,
                answer.outcomes().stream()
                        .map(o -> List.of(
                                o.paradigm().label(),
                                metrics.get(0).cell(answer, o),
                                metrics.get(1).cell(answer, o)))
                        .toList(),
                1);
    }

    private String flow() {
        StringBuilder body = new StringBuilder();
        if (drawn) {
            List<Markup.Option> options = answer.outcomes().stream()
                    .map(o -> new Markup.Option(o.paradigm().id(), o.paradigm().label()))
                    .toList();
            body.append("<div class=\"bar\" id=\"pick\">").append(Markup.radios("par", "Paradigm", options));
            body.append(
                    "</div><div class=\"flowgrid\"><figure><div id=\"flow\"></div><figcaption>Area of a circle: its energy. Width of a line: data moved, a hairline when too little to draw. One scale for all paradigms. The network’s circle is energy spent on the way.</figcaption></figure><div id=\"flowkv\" aria-live=\"polite\"></div></div>");
        }
        Sheet moved = new Sheet(
                List.of("Data moved", "Up", "Down", "Between devices"),
                answer.outcomes().stream().map(ChartSections::moved).toList(),
                1);
        body.append(Markup.folded("data-flow", "Data moved, as a table", moved));
        return Markup.section("places", "Who talks to whom", findings.moved(), body.toString());
    }

    private static List<String> moved(Outcome outcome) {
        var moved = outcome.service().moved();
        return List.of(
                outcome.paradigm().label(),
                Scale.fitting(Scale.DATA, moved.up().typical().bits())
                        .withUnit(moved.up().range()),
                Scale.fitting(Scale.DATA, moved.down().typical().bits())
                        .withUnit(moved.down().range()),
                Scale.fitting(Scale.DATA, moved.side().typical().bits())
                        .withUnit(moved.side().range()));
    }

    private String pair() {
        String tornado = answer.leverage().levers().isEmpty() ? "" : tornado();
        String evens = answer.leverage().sweeps().isEmpty() ? "" : evens();
        return tornado.isEmpty() && evens.isEmpty() ? "" : "<div class=\"two\">" + tornado + evens + "</div>";
    }

    private String tornado() {
        String chart = drawn
                ? "<figure><div class=\"chart\" id=\"tornado\" role=\"img\" aria-label=\"Effect of each assumption; the table below holds the same numbers\"></div><figcaption>Filled: the high end of the input. Hollow: its low end. Left is better for %s.</figcaption></figure>"
                        .formatted(Markup.escape(telling.label(answer.leverage().winner())))
                : "";
        Sheet sheet = new Sheet(
                List.of("Assumption", "Low end", "High end", "At low end", "At high end", "Winner changes at"),
                answer.leverage().levers().stream().map(ChartSections::lever).toList(),
                1);
        return Markup.section(
                "tornado-part",
                "What could change the answer",
                findings.tornado(),
                chart + Markup.folded("data-tornado", "Assumptions, as a table", sheet));
    }

    private static List<String> lever(Leverage.Lever lever) {
        String flips = lever.flipsAt().isPresent()
                ? Digits.part(lever.flipsAt().getAsDouble()) + Telling.unit(lever.unit())
                : Digits.MISSING;
        return List.of(
                lever.label(),
                Digits.given(lever.value().low()) + Telling.unit(lever.unit()),
                Digits.given(lever.value().high()) + Telling.unit(lever.unit()),
                Telling.effect(lever.effect().atLow()),
                Telling.effect(lever.effect().atHigh()),
                flips);
    }

    private String evens() {
        List<Leverage.Sweep> sweeps = answer.leverage().sweeps();
        String chart = "";
        if (drawn) {
            List<Markup.Option> options = new ArrayList<>();
            for (int i = 0; i < sweeps.size(); i++) {
                options.add(new Markup.Option(String.valueOf(i), sweeps.get(i).label()));
            }
            chart = "<div class=\"bar\">" + Markup.radios("sweep", "Vary", options)
                    + "</div><figure><div class=\"chart\" id=\"even\" role=\"img\" aria-labelledby=\"evens-lede\"></div></figure>";
        }
        String tables = sweeps.stream().map(this::lines).collect(Collectors.joining());
        return Markup.section("evens", "Where the winner changes", sentence(sweeps.getFirst()), chart + tables);
    }

    private String sentence(Leverage.Sweep sweep) {
        return sweep.label() + ": " + String.join(" ", telling.sweep(sweep));
    }

    /// Every fifth point: enough to read a curve from.
    private String lines(Leverage.Sweep sweep) {
        boolean energy = sweep.metric() == Verdict.Metric.ENERGY;
        Scale scale = (energy ? Metric.ENERGY : Metric.CARBON_OPERATIONAL).scale(answer);
        List<String> head = new ArrayList<>(
                List.of(sweep.label() + Telling.unit(sweep.axis().unit())));
        sweep.lines().keySet().forEach(id -> head.add(telling.label(id) + "," + Digits.SPACE + scale.unit()));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0;
                i < sweep.values().size();
                i += Math.max(1, sweep.values().size() / 8)) {
            List<String> row = new ArrayList<>(List.of(
                    Digits.at(sweep.values().get(i), place(sweep.values().get(i)))));
            for (List<Double> line : sweep.lines().values()) {
                row.add(Digits.part(line.get(i) / scale.size()));
            }
            rows.add(row);
        }
        return Markup.folded(
                "data-sweep-" + answer.leverage().sweeps().indexOf(sweep),
                sweep.label() + ", as a table",
                new Sheet(head, rows, 1));
    }

    /// Three digits of an input's value.
    private static int place(double value) {
        return value == 0 ? 0 : Math.min(0, (int) Math.floor(Math.log10(Math.abs(value))) - 2);
    }
}
