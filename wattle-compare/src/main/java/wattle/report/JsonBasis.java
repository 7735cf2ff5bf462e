package wattle.report;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wattle.comparison.Answer;
import wattle.comparison.Basis;
import wattle.comparison.Leverage;

/// The second half of the JSON answer: what decides it, and what it stands on.
final class JsonBasis {

    private JsonBasis() {}

    static void addTo(ObjectNode root, Answer answer) {
        leverage(root, answer.leverage());
        ObjectNode sentences = root.putObject("sentences");
        sentences.put("headline", answer.sentences().headline());
        ArrayNode details = sentences.putArray("details");
        answer.sentences().details().forEach(details::add);
        sentences.put("citation", answer.sentences().citation());
        ArrayNode words = root.putArray("words");
        answer.words()
                .forEach(w -> words.addObject()
                        .put("property", w.property())
                        .put("column", w.column())
                        .put("word", w.word())
                        .put("number", w.number())
                        .put("judgement", w.judgement().word())
                        .put("comment", w.comment()));
        basis(root, answer.basis());
    }

    private static void leverage(ObjectNode root, Leverage leverage) {
        ArrayNode breakEvens = root.putArray("breakEvens");
        for (Leverage.BreakEven even : leverage.breakEvens()) {
            ObjectNode node = breakEvens.addObject();
            node.put("parameter", even.parameter()).put("value", even.value()).put("unit", even.unit());
            node.putArray("between").add(even.below()).add(even.above());
            node.put("label", even.label()).put("metric", even.metric().word());
        }
        ArrayNode levers = root.putArray("sensitivities");
        leverage.levers().forEach(l -> levers.add(lever(l)));
        root.putObject("lead").put("winner", leverage.winner()).put("rival", leverage.rival());
        ArrayNode sweeps = root.putArray("sweeps");
        leverage.sweeps().forEach(s -> sweeps.add(sweep(s)));
        ArrayNode conditions = root.putArray("conditions");
        leverage.conditions()
                .forEach(c -> conditions
                        .addObject()
                        .put("equation", c.equation())
                        .put("paradigm", c.paradigm())
                        .put("formula", c.formula())
                        .put("left", c.left())
                        .put("right", c.right())
                        .put("holds", c.holds())
                        .put("meaning", c.meaning()));
    }

    private static ObjectNode lever(Leverage.Lever lever) {
        ObjectNode node = JsonReport.object();
        node.put("input", lever.input()).put("label", lever.label()).put("unit", lever.unit());
        node.set("value", JsonReport.range(lever.value()));
        node.putObject("change")
                .put("atLow", lever.effect().atLow())
                .put("typical", lever.effect().typical())
                .put("atHigh", lever.effect().atHigh());
        lever.flipsAt().ifPresentOrElse(at -> node.put("flipsAt", at), () -> node.putNull("flipsAt"));
        return node.put("flipsInside", lever.flipsInside())
                .put("quality", lever.quality().word());
    }

    private static ObjectNode sweep(Leverage.Sweep sweep) {
        ObjectNode node = JsonReport.object();
        node.put("parameter", sweep.parameter()).put("label", sweep.label());
        node.put("metric", sweep.metric().word()).put("unit", sweep.axis().unit());
        node.put("logarithmic", sweep.axis().logarithmic());
        node.set("range", JsonReport.range(sweep.axis().range()));
        ArrayNode values = node.putArray("values");
        sweep.values().forEach(values::add);
        ObjectNode lines = node.putObject("lines");
        sweep.lines().forEach((id, line) -> line.forEach(lines.withArrayProperty(id)::add));
        return node;
    }

    private static void basis(ObjectNode root, Basis basis) {
        ArrayNode inputs = root.putArray("inputs");
        for (Basis.Input input : basis.inputs()) {
            ObjectNode node = inputs.addObject();
            node.put("key", input.key()).put("label", input.label()).put("unit", input.unit());
            node.set("value", JsonReport.range(input.value().value()));
            node.put("quality", input.value().quality().word());
            node.putObject("source")
                    .put("key", input.value().source().key())
                    .put("citation", input.value().source().citation())
                    .put("url", input.value().source().url());
            node.put("note", input.value().note()).put("place", input.place());
        }
        ArrayNode boundary = root.putArray("boundary");
        basis.boundary()
                .forEach(b -> boundary.addObject()
                        .put("stage", b.stage())
                        .put("status", b.status())
                        .put("reason", b.reason()));
        ArrayNode policies = root.putArray("policies");
        basis.policies().forEach(policies::add);
        ArrayNode derivations = root.putArray("derivations");
        for (Basis.Derivation derivation : basis.derivations()) {
            ObjectNode node = derivations.addObject();
            node.put("figure", derivation.figure()).put("label", derivation.label());
            node.put("value", derivation.value()).put("equation", derivation.equation());
            node.put("formula", derivation.formula());
            ArrayNode terms = node.putArray("terms");
            derivation
                    .terms()
                    .forEach(t -> terms.addObject()
                            .put("key", t.key())
                            .put("symbol", t.symbol())
                            .put("value", t.value()));
        }
    }
}
