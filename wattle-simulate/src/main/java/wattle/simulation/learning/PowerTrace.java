package wattle.simulation.learning;

import java.util.Arrays;
import java.util.List;

/// Power over time of one simulation, by post: as fine as [#MOST_BINS] bins of one width allow. The width starts at
/// [#FINEST_S] and doubles whenever an entry lies beyond the last bin, so that memory stays the same however long a
/// simulation lasts.
///
/// Nothing is lost: the total of each post is added up as [Books] adds it up, to the last bit, and the bins of a post
/// sum to it within rounding. Energy spent at one moment is spread over the bin it falls into.
///
/// Not thread-safe: one simulation, one trace.
@SuppressWarnings("EnumOrdinal") // columns by post, as in the books
public final class PowerTrace implements Books.Watcher {

    /// Bins of one trace.
    public static final int MOST_BINS = 600;

    /// Width of a bin at first, in s.
    public static final double FINEST_S = 1e-3;

    private static final Post[] POSTS = Post.values();

    private final double[][] joules = new double[POSTS.length][0];
    private final double[] totals = new double[POSTS.length];
    private double widthS = FINEST_S;
    private double untilS;

    /// An end before the begin is the begin, as the books have it.
    ///
    /// @throws IllegalArgumentException if a moment is negative or not finite
    @Override
    public void spent(Post post, double spentJ, double fromS, double endS) {
        double toS = Math.max(fromS, endS);
        if (!(fromS >= 0) || !(toS < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("energy was spent from %s to %s s".formatted(fromS, endS));
        }
        int column = post.ordinal();
        totals[column] += spentJ;
        untilS = Math.max(untilS, toS);
        while (toS > MOST_BINS * widthS || fromS >= MOST_BINS * widthS) {
            coarsen();
        }
        if (joules[column].length == 0) {
            joules[column] = new double[MOST_BINS];
        }
        spread(joules[column], spentJ, fromS, toS);
    }

    /// The last bin takes what the others left, so that no part is lost to rounding.
    private void spread(double[] bins, double spentJ, double fromS, double toS) {
        int first = (int) (fromS / widthS);
        int last = Math.max(first, (int) Math.ceil(toS / widthS) - 1);
        double left = spentJ;
        double power = spentJ / (toS - fromS);
        for (int bin = first; bin < last; bin++) {
            double part = power * ((bin + 1) * widthS - Math.max(fromS, bin * widthS));
            bins[bin] += part;
            left -= part;
        }
        bins[Math.min(last, MOST_BINS - 1)] += left;
    }

    private void coarsen() {
        widthS *= 2;
        for (double[] bins : joules) {
            if (bins.length == 0) {
                continue;
            }
            for (int bin = 0; bin < MOST_BINS / 2; bin++) {
                bins[bin] = bins[2 * bin] + bins[2 * bin + 1];
            }
            Arrays.fill(bins, MOST_BINS / 2, MOST_BINS, 0);
        }
    }

    /// Posts that energy was written to, in their order.
    public List<Post> posts() {
        return Arrays.stream(POSTS).filter(p -> joules[p.ordinal()].length > 0).toList();
    }

    /// Width of each bin, in s.
    public double binS() {
        return widthS;
    }

    /// Bins from time 0 to the last energy; at most [#MOST_BINS].
    public int bins() {
        return (int) Math.min(MOST_BINS, Math.max(1, Math.ceil(untilS / widthS)));
    }

    /// When the last energy was spent, in s.
    public double untilS() {
        return untilS;
    }

    /// Energy of a post in one bin, in J.
    public double joules(Post post, int bin) {
        double[] bins = joules[post.ordinal()];
        return bins.length == 0 ? 0 : bins[bin];
    }

    /// Mean power of a post in one bin, in W.
    public double watts(Post post, int bin) {
        return joules(post, bin) / widthS;
    }

    /// Energy of a post, in J: that of the books.
    public double joules(Post post) {
        return totals[post.ordinal()];
    }

    /// Energy of all posts, in J.
    public double totalJ() {
        return Arrays.stream(totals).sum();
    }
}
