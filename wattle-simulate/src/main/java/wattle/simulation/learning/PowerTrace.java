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

    private final int most;
    private final double[][] joules = new double[POSTS.length][0];
    private final double[] totals = new double[POSTS.length];
    private double widthS;
    private double untilS;

    /// For a picture: [#MOST_BINS] bins of [#FINEST_S] at first.
    public PowerTrace() {
        this(MOST_BINS, FINEST_S);
    }

    /// @param most bins, an even number
    /// @param finestS width of a bin at first, in s
    public PowerTrace(int most, double finestS) {
        this.most = most;
        this.widthS = finestS;
    }

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
        while (toS > most * widthS || fromS >= most * widthS) {
            coarsen();
        }
        if (joules[column].length == 0) {
            joules[column] = new double[most];
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
        bins[Math.min(last, most - 1)] += left;
    }

    private void coarsen() {
        widthS *= 2;
        for (double[] bins : joules) {
            if (bins.length == 0) {
                continue;
            }
            for (int bin = 0; bin < most / 2; bin++) {
                bins[bin] = bins[2 * bin] + bins[2 * bin + 1];
            }
            Arrays.fill(bins, most / 2, most, 0);
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

    /// Bins from time 0 to the last energy; at most the most it was made for.
    public int bins() {
        return (int) Math.min(most, Math.max(1, Math.ceil(untilS / widthS)));
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
