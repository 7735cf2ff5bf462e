package wattle.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.Curves;
import wattle.trace.EnergyCurve;
import wattle.trace.Samples;

/// Compares every energy channel of a recording with one of them.
///
/// @param reference what the others are compared with
/// @param pairs one for each other channel that shares enough time with it, in the order given
/// @param behaviours of every energy channel that has a curve
/// @param left channels that could not be compared, with the reason
public record Comparison(Channel reference, List<Pair> pairs, List<Behaved> behaviours, List<String> left) {

    /// The most steps that a pair is cut into: more than any picture shows.
    private static final int MOST_STEPS = 20_000;

    private static final int FEWEST_STEPS = 8;

    /// The share of the lowest powers that is taken for idle where no baseline was measured.
    private static final double LOW = 0.05;

    private static final Comparator<Channel> BEST_FIRST = Comparator.comparingInt(
                    (Channel c) -> c.basis() == Basis.OUR_MODEL ? 1 : 0)
            .thenComparingInt(c -> c.part().names().size())
            .thenComparing(Channel::basis)
            .thenComparing(Channel::id);

    /// Copies the lists.
    public Comparison {
        pairs = List.copyOf(pairs);
        behaviours = List.copyOf(behaviours);
        left = List.copyOf(left);
    }

    /// A channel with how it behaves.
    public record Behaved(Channel channel, Behaviour behaviour) {}

    /// When the machine did nothing but wait, monotonic, in ns.
    public record Baseline(long fromNanos, long toNanos) {}

    private record Watched(Channel channel, EnergyCurve curve, Behaviour behaviour) {}

    /// The channel that others are best compared with: an instrument before a model, the outermost part first.
    public static Optional<Channel> best(List<Samples> all) {
        return watched(all).stream().map(Watched::channel).min(BEST_FIRST);
    }

    /// Every two channels that share enough time, the better reference of both first; the best reference's pairs come
    /// first of all.
    public static List<Pair> every(List<Samples> all, Optional<Baseline> baseline) {
        List<Watched> watched = watched(all).stream()
                .sorted(Comparator.comparing(Watched::channel, BEST_FIRST))
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < watched.size(); i++) {
            for (int k = i + 1; k < watched.size(); k++) {
                pair(watched.get(i), watched.get(k), baseline).ifPresent(pairs::add);
            }
        }
        return pairs;
    }

    /// Compares.
    ///
    /// @param baseline for the dynamic part; where it is missing, low powers of the same time are taken
    /// @throws IllegalArgumentException when the reference is not among the channels, or has no curve
    public static Comparison of(List<Samples> all, Channel reference, Optional<Baseline> baseline) {
        List<Watched> watched = watched(all);
        Watched against = watched.stream()
                .filter(one -> one.channel().id().equals(reference.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(reference.id() + " has no energy to compare with"));
        List<Pair> pairs = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Watched one : watched) {
            if (!one.channel().id().equals(reference.id())) {
                pair(against, one, baseline)
                        .ifPresentOrElse(
                                pairs::add,
                                () -> left.add("%s and %s share too little time"
                                        .formatted(one.channel().id(), reference.id())));
            }
        }
        return new Comparison(
                reference,
                pairs,
                watched.stream()
                        .map(one -> new Behaved(one.channel(), one.behaviour()))
                        .toList(),
                left);
    }

    private static List<Watched> watched(List<Samples> all) {
        List<Watched> watched = new ArrayList<>();
        for (Samples samples : all) {
            Curves.of(samples)
                    .ifPresent(curve -> watched.add(new Watched(samples.channel(), curve, Behaviour.of(samples))));
        }
        return watched;
    }

    private static Optional<Pair> pair(Watched reference, Watched other, Optional<Baseline> baseline) {
        long from = Math.max(reference.curve().firstNanos(), other.curve().firstNanos());
        long to = Math.min(reference.curve().lastNanos(), other.curve().lastNanos());
        double stepS =
                Math.max(reference.behaviour().updateS(), other.behaviour().updateS());
        long step = Math.max(Math.max(1_000, Math.round(stepS * 1e9)), (to - from) / MOST_STEPS);
        if (to - from < FEWEST_STEPS * step) {
            return Optional.empty();
        }
        Alignment alignment = Alignment.of(reference.curve(), other.curve(), step);
        long lag = Math.round(alignment.lagS() * 1e9);
        long begin = Math.max(reference.curve().firstNanos(), other.curve().firstNanos() - lag);
        long end = Math.min(reference.curve().lastNanos(), other.curve().lastNanos() - lag);
        Grid grid = Grid.between(begin, end, step);
        Paired powers = new Paired(grid.powers(other.curve(), lag), grid.powers(reference.curve(), 0));
        if (powers.size() < FEWEST_STEPS) {
            return Optional.empty();
        }
        double lengthS = powers.size() * (step * 1e-9);
        Pair.Energies energies =
                new Pair.Energies(Paired.mean(powers.y()) * lengthS, Paired.mean(powers.x()) * lengthS);
        return Optional.of(new Pair(
                reference.channel(),
                other.channel(),
                new Pair.Span(begin, end, step * 1e-9),
                alignment,
                Regression.of(powers),
                BlandAltman.of(powers),
                energies,
                dynamic(reference, other, baseline, powers, lag),
                new Pair.Series(powers, step * 1e-9)));
    }

    private static Pair.Dynamic dynamic(
            Watched reference, Watched other, Optional<Baseline> baseline, Paired powers, long lag) {
        boolean measured = baseline.filter(
                        window -> isSeen(reference.curve(), window, 0) && isSeen(other.curve(), window, lag))
                .isPresent();
        double idleReference = baseline.filter(_ -> measured)
                .map(window -> mean(reference.curve(), window, 0))
                .orElseGet(() -> Paired.quantile(powers.y(), LOW));
        double idleOther = baseline.filter(_ -> measured)
                .map(window -> mean(other.curve(), window, lag))
                .orElseGet(() -> Paired.quantile(powers.x(), LOW));
        double above = Paired.mean(powers.y()) - idleReference;
        double ratio = above > 0 ? (Paired.mean(powers.x()) - idleOther) / above : Double.NaN;
        return new Pair.Dynamic(
                idleReference,
                idleOther,
                ratio,
                measured ? "the baseline that was measured" : "the lowest 5 % of the powers of the same time");
    }

    private static boolean isSeen(EnergyCurve curve, Baseline window, long lag) {
        return curve.firstNanos() <= window.fromNanos() + lag && curve.lastNanos() >= window.toNanos() + lag;
    }

    private static double mean(EnergyCurve curve, Baseline window, long lag) {
        return new Grid(window.fromNanos(), window.toNanos() - window.fromNanos(), 1).powers(curve, lag)[0];
    }
}
