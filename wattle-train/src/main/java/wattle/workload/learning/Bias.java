package wattle.workload.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How unequal the clients fare.
///
/// @param worst the quality of the client that fares worst; NaN when nothing is known
/// @param mean over the clients
/// @param spread standard deviation over the clients
record Bias(double worst, double mean, double spread) {

    /// Nothing is known.
    static final Bias NONE = new Bias(Double.NaN, Double.NaN, Double.NaN);

    /// Of the qualities of all clients.
    static Bias of(List<Double> each) {
        double mean = each.stream().mapToDouble(q -> q).average().orElse(Double.NaN);
        double worst = each.stream().mapToDouble(q -> q).min().orElse(Double.NaN);
        double squares = each.stream().mapToDouble(q -> (q - mean) * (q - mean)).sum();
        return new Bias(worst, mean, Math.sqrt(squares / Math.max(1, each.size())));
    }

    /// Of one model that all clients use: what each may expect of it, by its own mix of classes. Nothing is
    /// known where
    /// there are no classes.
    static Bias byMix(Quality quality, int[] classes, Clients clients) {
        double[] byClass = quality.byClass();
        if (byClass.length == 0) {
            return NONE;
        }
        List<Double> each = new ArrayList<>();
        for (int client = 0; client < clients.count(); client++) {
            double sum = 0;
            for (int item : clients.items(client)) {
                sum += byClass[classes[item]];
            }
            if (clients.items(client).length > 0) {
                each.add(sum / clients.items(client).length);
            }
        }
        return of(each);
    }

    boolean isKnown() {
        return !Double.isNaN(worst);
    }

    String text() {
        return isKnown() ? String.format(Locale.ROOT, "worst %.4f, mean %.4f, spread %.4f", worst, mean, spread) : "";
    }
}
