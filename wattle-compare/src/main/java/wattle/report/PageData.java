package wattle.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wattle.comparison.Answer;
import wattle.comparison.Leverage;
import wattle.comparison.Outcome;

/// What the page's script draws from: the JSON answer, and beside it the groups, units and sentences that
/// Java chose.
final class PageData {

    private static final Pattern MANY = Pattern.compile("(\\d[\\d\\h]*)×");
    private static final Pattern AGGREGATORS =
            Pattern.compile("(\\d+)\\s+(?:\\w+\\s+)?(?:aggregator|tower|edge|gateway|region)");

    private PageData() {}

    /// JSON that may stand inside a script element.
    static String of(Answer answer, String version) {
        ObjectNode root = JsonReport.tree(answer, version);
        Findings findings = new Findings(answer);
        ObjectNode page = root.putObject("page");
        unit(page, "energyUnit", Metric.ENERGY.scale(answer));
        unit(page, "carbonUnit", Metric.CARBON_OPERATIONAL.scale(answer));
        page.put("level", new Telling(answer).level());
        ObjectNode views = page.putObject("views");
        for (View view : View.values()) {
            ObjectNode node = views.putObject(view.word());
            node.put("lede", findings.largest(view));
            List<View.Group> groups = view.groups(answer);
            ArrayNode names = node.putArray("groups");
            groups.forEach(g -> names.addObject()
                    .put("id", g.word())
                    .put("label", g.label())
                    .put("colour", g.colour()));
            ObjectNode values = node.putObject("values");
            for (Outcome outcome : answer.outcomes()) {
                ArrayNode row = values.putArray(outcome.paradigm().id());
                var sums = view.of(outcome);
                groups.forEach(g -> row.add(sums.getOrDefault(g, 0.0)));
            }
        }
        figures(page.putObject("figures"), answer);
        page.put("carbonLede", findings.carbon());
        Telling telling = new Telling(answer);
        ArrayNode sweeps = page.putArray("sweepLedes");
        for (Leverage.Sweep sweep : answer.leverage().sweeps()) {
            sweeps.add(String.join(" ", telling.sweep(sweep)));
        }
        ObjectNode crowd = page.putObject("crowd");
        answer.outcomes().forEach(o -> crowd(crowd.putObject(o.paradigm().id()), answer, o));
        return JsonReport.MAPPER.writeValueAsString(root).replace("<", "\\u003c");
    }

    /// Label and value of every number in the tables, for those without a derivation of their own.
    private static void figures(ObjectNode figures, Answer answer) {
        for (Outcome outcome : answer.outcomes()) {
            for (Metric metric : Metric.values()) {
                metric.of(outcome)
                        .ifPresent(range -> figures.putObject(metric.figure(outcome))
                                .put(
                                        "label",
                                        metric.label() + ", "
                                                + outcome.paradigm().label())
                                .put("value", metric.scale(outcome).withUnit(range)));
            }
        }
    }

    private static void unit(ObjectNode page, String key, Scale scale) {
        page.putObject(key).put("name", scale.unit()).put("size", scale.size());
    }

    /// How many circles stand for the devices and for what is near them. Only the descriptions say so;
    /// without a
    /// number the picture draws one circle.
    private static void crowd(ObjectNode node, Answer answer, Outcome outcome) {
        int devices = answer.outcomes().stream()
                .filter(o -> o.paradigm().kind().startsWith("federated")
                        || o.paradigm().kind().equals("local"))
                .mapToInt(o -> number(MANY, o.paradigm().description()))
                .max()
                .orElse(1);
        node.put("devices", Math.max(1, devices));
        node.put("near", number(AGGREGATORS, outcome.paradigm().description()));
    }

    private static int number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? (int) Double.parseDouble(matcher.group(1).replaceAll("\\D", "")) : 1;
    }
}
