package wattle.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import wattle.comparison.Verdict.Kind;
import wattle.comparison.Verdict.Metric;
import wattle.quantity.Range;

/// Compares subjects pairwise on paired draws. Equation ST-2: `change = a / b − 1` in each draw, 90 % interval.
public final class Judge {

    private final List<Subject> subjects;
    private final Draws draws;

    /// @param subjects what is compared; those of the cadence that the answer is about come first
    /// @param draws made from the response whose outputs the subjects point into
    public Judge(List<Subject> subjects, Draws draws) {
        this.subjects = List.copyOf(subjects);
        this.draws = draws;
    }

    /// Subjects that may be ranked, then the others; within each the first cadence first, and least energy
    /// first.
    public List<Subject> ranked(Metric metric) {
        List<String> cadences =
                subjects.stream().map(Subject::cadence).distinct().toList();
        return subjects.stream()
                .sorted(Comparator.comparing((Subject s) -> !s.comparable())
                        .thenComparingInt(s -> cadences.indexOf(s.cadence()))
                        .thenComparingDouble(s -> s.of(metric, draws.typicalOutputs())))
                .toList();
    }

    /// The best subject that may be ranked.
    public Optional<Subject> winner(Metric metric) {
        return ranked(metric).stream().filter(Subject::comparable).findFirst();
    }

    /// Whom the winner is examined against: the best of another family with the same cadence, else the next
    /// best.
    public Optional<Subject> rival(Subject winner, Metric metric) {
        List<Subject> others = ranked(metric).stream()
                .filter(s -> s.comparable() && !s.equals(winner) && s.cadence().equals(winner.cadence()))
                .toList();
        return others.stream()
                .filter(s -> !s.family().equals(winner.family()))
                .findFirst()
                .or(() -> others.stream().findFirst());
    }

    /// The relative change of `a` against `b`.
    public Range change(Subject a, Subject b, Metric metric) {
        double[] changes = new double[draws.count()];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = ratio(a, b, metric, draws.outputs(i)) - 1;
        }
        return Draws.interval(changes, ratio(a, b, metric, draws.typicalOutputs()) - 1);
    }

    private static double ratio(Subject a, Subject b, Metric metric, double[] outputs) {
        double below = b.of(metric, outputs);
        double above = a.of(metric, outputs);
        return below == 0 ? (above == 0 ? 1 : Double.MAX_VALUE) : above / below;
    }

    /// What can be said of a pair; `because` is left to those who write sentences.
    public Verdict verdict(Subject a, Subject b, Metric metric) {
        if (!a.comparable() || !b.comparable()) {
            String id = a.comparable() ? b.id() : a.id();
            return incomparable(
                    a, b, metric, "'" + id + "' is not known to reach the target, and only equals are compared");
        }
        if (!a.cadence().equals(b.cadence())) {
            return incomparable(
                    a, b, metric, "a model that is refreshed and one that is not do not deliver the same service");
        }
        Range change = change(a, b, metric);
        Kind kind = change.contains(0) ? Kind.CANNOT_TELL : change.high() < 0 ? Kind.LOWER : Kind.HIGHER;
        return new Verdict(metric, a.id(), b.id(), kind, change, "");
    }

    private static Verdict incomparable(Subject a, Subject b, Metric metric, String because) {
        return new Verdict(metric, a.id(), b.id(), Kind.INCOMPARABLE, Range.exactly(0), because);
    }

    /// Every pair on both metrics, in rank order.
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            List<Subject> order = ranked(Metric.ENERGY);
            for (int i = 0; i < order.size(); i++) {
                for (int j = i + 1; j < order.size(); j++) {
                    verdicts.add(verdict(order.get(i), order.get(j), metric));
                }
            }
        }
        return verdicts;
    }
}
