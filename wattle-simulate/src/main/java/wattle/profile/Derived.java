package wattle.profile;

import java.util.Arrays;
import java.util.List;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

/// Values worked out from catalogue values: the result is no better known than the worst of them.
final class Derived {

    private Derived() {}

    static Cited<Range> product(Cited<Range> a, Cited<Range> b, Quality atBest, String note) {
        return new Cited<>(
                a.value().times(b.value()), worst(a.quality(), worst(b.quality(), atBest)), a.source(), note);
    }

    static Cited<Range> times(Cited<Range> value, double factor) {
        return factor == 1
                ? value
                : new Cited<>(value.value().times(factor), value.quality(), value.source(), value.note());
    }

    static Cited<Range> estimate(Range value, String note) {
        return new Cited<>(value, Quality.ESTIMATE, new Source("derived", "Derived by Wattle; see the note", ""), note);
    }

    static Cited<Range> noted(Cited<Range> value, Quality atBest, String note) {
        return new Cited<>(value.value(), worst(value.quality(), atBest), value.source(), note);
    }

    static Quality worst(Quality a, Quality b) {
        return a.orWorse(b);
    }

    /// 5 %, median and 95 % of a list that is not empty.
    static Range spread(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Range(at(sorted, 0.05), at(sorted, 0.5), at(sorted, 0.95));
    }

    private static double at(double[] sorted, double p) {
        return sorted[(int) Math.round(p * (sorted.length - 1))];
    }

    /// The middle value of a list that is not empty, ends as range.
    static Range ends(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Range(sorted[0], at(sorted, 0.5), sorted[sorted.length - 1]);
    }
}
