package wattle.app;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import wattle.comparison.Basis.Derivation;
import wattle.comparison.Basis.Term;
import wattle.comparison.Draws;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.formula.Formula.Input;
import wattle.formula.FormulaText;
import wattle.formula.Tape;
import wattle.formula.Unit;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.report.Amounts;
import wattle.scenario.Policy;
import wattle.simulation.ClosedForm;
import wattle.simulation.Engine;
import wattle.simulation.Line;
import wattle.simulation.ParadigmModel;

/// Every named figure of a scenario with its key, its interval, and how it was computed. What `explain` walks
/// is the
/// very formula that was evaluated.
final class Figures {

    private final SequencedMap<String, Figure> byKey = new LinkedHashMap<>();
    private final IdentityHashMap<Figure, String> keys = new IdentityHashMap<>();
    private final Map<String, Range> intervals = new LinkedHashMap<>();

    /// @param draws of the engine's own outputs, for figures that no tape can work out again
    Figures(Engine form, Draws draws) {
        for (ParadigmModel model : form.paradigms()) {
            // Lines first, so that a total refers to them by the names people know them by.
            for (Line line : model.lines()) {
                reserve(model.id() + "." + unique(model, line), line.energy());
            }
            service(model);
            List.copyOf(byKey.values()).forEach(this::addTerms);
        }
        if (form instanceof ClosedForm) {
            drawAgain(form.scenario().policy());
        } else {
            byKey.forEach((key, figure) -> {
                if (form.has(figure)) {
                    intervals.put(key, draws.interval(form.position(figure)));
                }
            });
        }
    }

    private void drawAgain(Policy policy) {
        Tape tape = Tape.of(List.copyOf(byKey.values()));
        Draws draws = Draws.of(EngineResponse.of(tape), policy.draws(), policy.seed());
        int position = 0;
        for (String key : byKey.keySet()) {
            intervals.put(key, draws.interval(position++));
        }
    }

    /// `train.cloud.compute`; lines of the same name are numbered from the second on.
    private static String unique(ParadigmModel model, Line line) {
        int earlier = 0;
        for (Line other : model.lines()) {
            if (other.equals(line)) {
                break;
            }
            if (other.key().equals(line.key())) {
                earlier++;
            }
        }
        return earlier == 0 ? line.key() : line.key() + "-" + (earlier + 1);
    }

    private void service(ParadigmModel model) {
        String id = model.id() + ".";
        add(id + "energy", model.totals().energy());
        add(id + "energy-it", model.totals().it());
        add(id + "energy-facility", model.totals().facility());
        add(id + "energy-network", model.totals().network());
        add(id + "energy-device", model.totals().device());
        add(id + "carbon-operational", model.totals().operational());
        model.totals().embodied().ifPresent(f -> add(id + "carbon-embodied", f));
        add(id + "rounds", model.service().rounds());
        add(id + "time-to-target", model.service().time());
        model.service().latency().ifPresent(f -> add(id + "inference-latency", f));
        add(id + "data-moved", moved(model));
        add(id + "data-up", model.service().moved().up());
        add(id + "data-down", model.service().moved().down());
        add(id + "data-side", model.service().moved().side());
        model.service().efficiency().flops().ifPresent(f -> add(id + "useful-flops", f));
        model.service().efficiency().power().ifPresent(f -> add(id + "power-efficiency", f));
        model.service().efficiency().computation().ifPresent(f -> add(id + "computation-efficiency", f));
    }

    private static Figure moved(ParadigmModel model) {
        var moved = model.service().moved();
        return Formula.sum(Unit.BIT, List.of(moved.up(), moved.down(), moved.side()))
                .named("b", "Data moved", wattle.formula.Equation.DM_1);
    }

    /// Registers a figure and, under it, those it is made of.
    private void add(String key, Figure figure) {
        if (!keys.containsKey(figure)) {
            reserve(key, figure);
        }
    }

    private void reserve(String key, Figure figure) {
        byKey.put(key, figure);
        keys.put(figure, key);
    }

    private void addTerms(Figure figure) {
        String key = keys.get(figure);
        if (key == null) {
            return;
        }
        for (Formula term : FormulaText.terms(figure.body())) {
            if (term instanceof Figure inner && !keys.containsKey(inner)) {
                reserve(freeKey(key.substring(0, key.indexOf('.')) + "." + slug(inner.label())), inner);
                addTerms(inner);
            }
        }
    }

    private String freeKey(String wanted) {
        String key = wanted;
        for (int i = 2; byKey.containsKey(key); i++) {
            key = wanted + "-" + i;
        }
        return key;
    }

    private static String slug(String label) {
        return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /// Every key, in the order of the paradigms.
    Iterable<String> keys() {
        return byKey.sequencedKeySet();
    }

    /// How every figure was computed.
    List<Derivation> derivations() {
        return byKey.keySet().stream().map(this::derivation).toList();
    }

    private Derivation derivation(String key) {
        Figure figure = byKey.get(key);
        if (figure == null) {
            throw new IllegalArgumentException("no figure is called " + key);
        }
        List<Term> terms = new ArrayList<>();
        for (Formula term : FormulaText.terms(figure.body())) {
            switch (term) {
                case Input input ->
                    terms.add(new Term(
                            input.key(),
                            input.symbol(),
                            Amounts.of(input.dimension(), input.value().value())));
                case Figure inner -> {
                    String innerKey = keys.get(inner);
                    terms.add(new Term(innerKey == null ? "" : innerKey, inner.symbol(), value(inner, innerKey)));
                }
                case Formula.Constant _, Formula.Simulated _, Formula.Sum _, Formula.Binary _, Formula.Ceiling _ -> {}
            }
        }
        return new Derivation(
                key,
                figure.label(),
                value(figure, key),
                figure.equation().label(),
                figure.symbol() + " = " + FormulaText.of(figure.body()),
                terms);
    }

    private String value(Figure figure, @org.jspecify.annotations.Nullable String key) {
        Range range = key == null ? null : intervals.get(key);
        if (range == null) {
            return "";
        }
        return text(figure.unit(), range);
    }

    private static String text(Unit unit, Range range) {
        for (Dimension dimension : Dimension.values()) {
            if (Unit.of(dimension).equals(unit)) {
                return Amounts.of(dimension, range);
            }
        }
        return unit.equals(Unit.FLOP.over(Unit.JOULE)) ? Amounts.workPerJoule(range) : range.typical() + "";
    }
}
