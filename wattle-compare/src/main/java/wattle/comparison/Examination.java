package wattle.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;
import wattle.comparison.Leverage.Axis;
import wattle.comparison.Leverage.BreakEven;
import wattle.comparison.Leverage.Effect;
import wattle.comparison.Leverage.Lever;
import wattle.comparison.Leverage.Sweep;
import wattle.comparison.Verdict.Metric;

/// Moves one input at a time while the others stay typical: what decides, and where the winner changes.
/// Equation ST-3.
public final class Examination {

    /// How far beyond its own range an input is moved in search of a break-even.
    private static final double REACH = 100;

    private static final int STEPS = 48;

    private final Response response;
    private final List<Subject> ranked;
    private final double[] typical;

    /// @param response the model
    /// @param ranked the subjects that may be ranked, within one cadence
    public Examination(Response response, List<Subject> ranked) {
        this.response = response;
        this.ranked = List.copyOf(ranked);
        this.typical = Draws.typicalInputs(response.factors());
    }

    /// Assumptions by the size of their effect on `winner / rival − 1`, largest first; those without effect
    /// left out.
    public List<Lever> levers(Subject winner, Subject rival, Metric metric) {
        List<Lever> levers = new ArrayList<>();
        for (int j = 0; j < response.factors().size(); j++) {
            Factor factor = response.factors().get(j);
            if (!factor.isUncertain()) {
                continue;
            }
            int index = j;
            DoubleUnaryOperator change = x -> ratio(winner, rival, metric, index, x) - 1;
            Effect effect = new Effect(
                    change.applyAsDouble(factor.value().low()),
                    change.applyAsDouble(factor.value().typical()),
                    change.applyAsDouble(factor.value().high()));
            if (effect.swing() > 1e-9) {
                levers.add(new Lever(
                        factor.key(),
                        factor.label(),
                        factor.scale().unit(),
                        factor.shown(),
                        effect,
                        flip(factor, change),
                        factor.quality()));
            }
        }
        levers.sort(Comparator.comparingDouble((Lever l) -> l.effect().swing()).reversed());
        return levers;
    }

    private OptionalDouble flip(Factor factor, DoubleUnaryOperator change) {
        List<Double> grid = grid(factor);
        OptionalDouble nearest = OptionalDouble.empty();
        for (int i = 1; i < grid.size(); i++) {
            double a = grid.get(i - 1);
            double b = grid.get(i);
            if (change.applyAsDouble(a) < 0 != change.applyAsDouble(b) < 0) {
                double root = bisect(a, b, x -> change.applyAsDouble(x) < 0);
                double from = factor.value().typical();
                if (nearest.isEmpty() || Math.abs(root - from) < Math.abs(nearest.getAsDouble() - from)) {
                    nearest = OptionalDouble.of(root);
                }
            }
        }
        return nearest.isPresent() ? OptionalDouble.of(factor.shown(nearest.getAsDouble())) : nearest;
    }

    /// Varies one factor over a wide span; empty when no line moves.
    public Optional<Sweep> sweep(Factor factor, Metric metric) {
        int index = response.factors().indexOf(factor);
        List<Double> grid = grid(factor);
        SequencedMap<String, List<Double>> lines = new LinkedHashMap<>();
        ranked.forEach(s -> lines.put(s.id(), new ArrayList<>()));
        boolean moves = false;
        for (double x : grid) {
            double[] outputs = at(index, x);
            for (Subject subject : ranked) {
                List<Double> line = lines.get(subject.id());
                if (line != null) {
                    line.add(subject.of(metric, outputs));
                    moves |= Math.abs(line.getLast() - line.getFirst()) > 1e-12 * Math.abs(line.getFirst());
                }
            }
        }
        if (!moves) {
            return Optional.empty();
        }
        Axis axis = new Axis(factor.scale().unit(), factor.shown(), isLogarithmic(factor));
        return Optional.of(new Sweep(
                factor.key(),
                factor.label(),
                metric,
                axis,
                grid.stream().map(factor::shown).toList(),
                lines,
                breakEvens(factor, metric, index, grid)));
    }

    private List<BreakEven> breakEvens(Factor factor, Metric metric, int index, List<Double> grid) {
        List<BreakEven> found = new ArrayList<>();
        for (int i = 1; i < grid.size(); i++) {
            double a = grid.get(i - 1);
            double end = grid.get(i);
            String below = winner(metric, index, a);
            // More than one change may hide between two grid points: walk until the far winner is reached.
            for (int guard = 0; guard < ranked.size() && !below.equals(winner(metric, index, end)); guard++) {
                String here = below;
                double root = bisect(a, end, x -> winner(metric, index, x).equals(here));
                double just = root + (end - root) * 1e-6;
                String above = winner(metric, index, just);
                if (above.equals(below)) {
                    break;
                }
                found.add(new BreakEven(
                        factor.key(),
                        factor.label(),
                        metric,
                        factor.shown(root),
                        factor.scale().unit(),
                        below,
                        above));
                below = above;
                a = just;
            }
        }
        return found;
    }

    private String winner(Metric metric, int index, double x) {
        double[] outputs = at(index, x);
        return ranked.stream()
                .min(Comparator.comparingDouble(s -> s.of(metric, outputs)))
                .map(Subject::id)
                .orElse("");
    }

    private double ratio(Subject a, Subject b, Metric metric, int index, double x) {
        double[] outputs = at(index, x);
        return a.of(metric, outputs) / b.of(metric, outputs);
    }

    private double[] at(int index, double x) {
        double[] inputs = typical.clone();
        inputs[index] = x;
        double[] outputs = new double[response.outputCount()];
        response.evaluate(inputs, outputs);
        return outputs;
    }

    private static boolean isLogarithmic(Factor factor) {
        return factor.value().low() > 0
                && factor.scale().most() > 20 * factor.scale().least();
    }

    /// Values from far below to far above the factor's range, typical value and ends among them.
    private static List<Double> grid(Factor factor) {
        double low = Math.max(factor.scale().least(), factor.value().low() / REACH);
        double high = Math.min(factor.scale().most(), factor.value().high() * REACH);
        List<Double> grid = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            double share = (double) i / STEPS;
            grid.add(isLogarithmic(factor) ? low * Math.pow(high / low, share) : low + (high - low) * share);
        }
        grid.add(factor.value().low());
        grid.add(factor.value().typical());
        grid.add(factor.value().high());
        return grid.stream()
                .filter(x -> x >= low && x <= high)
                .distinct()
                .sorted()
                .toList();
    }

    private static double bisect(double from, double to, java.util.function.DoublePredicate sameAsFrom) {
        boolean start = sameAsFrom.test(from);
        double a = from;
        double b = to;
        for (int i = 0; i < 100 && b - a > 1e-12 * Math.abs(b); i++) {
            double middle = (a + b) / 2;
            if (sameAsFrom.test(middle) == start) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return (a + b) / 2;
    }
}
