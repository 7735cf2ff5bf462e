package wattle.trace;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The energy that a channel has seen since its first sample, as a curve over time that never falls.
///
/// Both kinds of channels become one: a counter by [Unwrapping], a gauge by [Integration]. Between two points the
/// power is taken as constant. Equation ME-3.
public final class EnergyCurve {

    /// A window that is seen less than this is not estimated.
    private static final double LEAST_SEEN = 0.5;

    /// A window of so many update periods of a counter is long.
    private static final double MANY = 100;

    /// Updates this much faster than reads do not shift the curve.
    private static final double SMALL = 0.05;

    private final Channel channel;
    private final Edge edge;
    private final long[] nanos;
    private final double[] joules;
    /// Variance of the energy up to each point, by cause; J².
    private final double[] aliasing;
    private final double[] gaps;
    private final double[] steps;
    private final List<Finding> findings;
    private final double dueS;

    /// @param nanos times of the points, rising
    /// @param joules energy up to each point, never falling
    /// @param aliasing variance up to each point of what happened unseen between samples, J²
    /// @param gaps variance up to each point of what was estimated for lack of readings, J²
    EnergyCurve(
            Channel channel,
            Edge edge,
            long[] nanos,
            double[] joules,
            double[] aliasing,
            double[] gaps,
            List<Finding> findings) {
        this.channel = channel;
        this.edge = edge;
        this.nanos = nanos;
        this.joules = joules;
        this.aliasing = aliasing;
        this.gaps = gaps;
        this.findings = List.copyOf(findings);
        steps = powerSteps();
        dueS = 2 * channel.traits().periodS().orElse(0) + longestS();
    }

    /// How the ends of a window behave on this channel.
    ///
    /// @param periodS time between updates of the hardware, during which a counter stands still, in s; 0 for a
    ///     gauge, whose age is in `jitterS`
    /// @param jitterS standard deviation of the time at which a value was true, in s
    /// @param quantumJ step of the counter at each end, in J
    /// @param quantumW standard uncertainty of the mean power for its steps, in W
    record Edge(double periodS, double jitterS, double quantumJ, double quantumW) {}

    public Channel channel() {
        return channel;
    }

    /// What was wrong with the samples it was made of.
    public List<Finding> findings() {
        return findings;
    }

    /// Monotonic time of its first point, in ns.
    public long firstNanos() {
        return nanos[0];
    }

    /// Monotonic time of its last point, in ns.
    public long lastNanos() {
        return nanos[nanos.length - 1];
    }

    /// How many points it has; at least two.
    public int size() {
        return nanos.length;
    }

    /// Time of point `i`, in ns.
    public long nanos(int i) {
        return nanos[i];
    }

    /// Energy from the first point to point `i`, in J.
    public double joules(int i) {
        return joules[i];
    }

    /// Mean power between points `i` and `i + 1`, in W.
    public double powerW(int i) {
        return (joules[i + 1] - joules[i]) / seconds(i);
    }

    /// The energy between two times, with its uncertainty.
    ///
    /// @return empty when less than half of the window was seen
    public Optional<EnergyEstimate> between(long fromNanos, long toNanos) {
        return between(fromNanos, toNanos, 1);
    }

    /// @param lagged share of what a counter shows late that is added
    private Optional<EnergyEstimate> between(long fromNanos, long toNanos, double lagged) {
        if (toNanos <= fromNanos) {
            return Optional.of(EnergyEstimate.NOTHING);
        }
        double seen = Math.min(toNanos, lastNanos()) - (double) Math.max(fromNanos, firstNanos());
        if (seen < LEAST_SEEN * (toNanos - fromNanos)) {
            return Optional.empty();
        }
        double energy = Math.max(0, at(toNanos) - at(fromNanos) + lagged * (lag(toNanos) - lag(fromNanos)));
        double lengthS = (toNanos - fromNanos) * 1e-9;
        double shift = (powerAt(toNanos) - powerAt(fromNanos)) * edge.jitterS();
        Map<EnergyEstimate.Cause, Double> sigmas = new EnumMap<>(EnergyEstimate.Cause.class);
        sigmas.put(
                EnergyEstimate.Cause.EDGES, Math.sqrt(edgeVariance(fromNanos) + edgeVariance(toNanos) + shift * shift));
        sigmas.put(EnergyEstimate.Cause.QUANTUM, Math.hypot(edge.quantumJ() / Math.sqrt(6), edge.quantumW() * lengthS));
        sigmas.put(EnergyEstimate.Cause.ALIASING, Math.sqrt(rise(aliasing, fromNanos, toNanos)));
        sigmas.put(
                EnergyEstimate.Cause.GAPS,
                Math.sqrt(rise(gaps, fromNanos, toNanos) + outside(fromNanos) + outside(toNanos)));
        // A declared accuracy is the half-width of an even distribution (JCGM 100:2008, 4.3.7).
        sigmas.put(EnergyEstimate.Cause.ACCURACY, channel.traits().accuracy().orElse(0) * energy / Math.sqrt(3));
        return Optional.of(new EnergyEstimate(energy, sigmas));
    }

    /// The energy of a window whose ends were read on purpose, just before and just after: what a counter said at
    /// both is its difference, and nothing is interpolated. What was drawn between those reads and the window's own
    /// ends is taken off, at the power beside the window; how much more it may have been is in the doubt.
    ///
    /// @param nearNanos how far such a read may be away
    /// @return as [#between(long, long)]
    public Optional<EnergyEstimate> around(long fromNanos, long toNanos, long nearNanos) {
        if (!(channel.signal() instanceof Signal.EnergyCounter)) {
            return between(fromNanos, toNanos);
        }
        int first = pointAtOrAfter(fromNanos + 1) - 1;
        int last = pointAtOrAfter(toNanos);
        boolean readBefore = first >= 0 && fromNanos - nanos[first] <= nearNanos;
        boolean readAfter = last < nanos.length && nanos[last] - toNanos <= nearNanos;
        // In a window of many periods what is late is left in the doubt, and the difference stands as it was read.
        boolean isLong = toNanos - fromNanos > MANY * edge.periodS() * 1e9;
        Optional<EnergyEstimate> wide =
                between(readBefore ? nanos[first] : fromNanos, readAfter ? nanos[last] : toNanos, isLong ? 0 : 1);
        double beforeW = readBefore ? besideW(first, nanos[first] - nearNanos) : Double.NaN;
        double afterW = readAfter ? besideW(last, nanos[last] + nearNanos) : Double.NaN;
        // Once a job has ended, the machine is as it was before it.
        afterW = Double.isNaN(afterW) ? beforeW : afterW;
        double beforeS = readBefore ? (fromNanos - nanos[first]) * 1e-9 : 0;
        double afterS = readAfter ? (nanos[last] - toNanos) * 1e-9 : 0;
        Beside before = new Beside(beforeW, powerAt(fromNanos), beforeS);
        Beside after = new Beside(afterW, powerAt(toNanos - 1), afterS);
        return wide.map(energy -> energy.less(before.joules() + after.joules())
                .with(EnergyEstimate.Cause.EDGES, Math.hypot(before.sigma(), after.sigma())));
    }

    /// Mean power from a point to a time before or after it, or to the next point if that is farther, in W; NaN where
    /// there is none.
    private double besideW(int point, long until) {
        int other = until < nanos[point]
                ? Math.min(pointAtOrAfter(until), point - 1)
                : Math.max(Math.min(pointAtOrAfter(until), size() - 1), point + 1);
        if (other < 0 || other >= size()) {
            return Double.NaN;
        }
        return (joules[other] - joules[point]) / ((nanos[other] - nanos[point]) * 1e-9);
    }

    private int pointAtOrAfter(long time) {
        int found = Arrays.binarySearch(nanos, time);
        return found >= 0 ? found : -found - 1;
    }

    Edge edge() {
        return edge;
    }

    /// Variance of the energy up to a time of what happened unseen between samples, J².
    double aliasingAt(long time) {
        return interpolated(aliasing, time);
    }

    /// Variance of the energy up to a time of what was estimated for lack of readings, J².
    double gapsAt(long time) {
        return interpolated(gaps, time);
    }

    /// Energy up to a time, in J; beyond the ends at the power of the nearest piece.
    double at(long time) {
        int i = piece(time);
        return joules[i] + powerW(i) * (time - nanos[i]) * 1e-9;
    }

    /// A counter shows what was drawn up to its last update, half a period ago on average. That matters where the
    /// period is not small against the time between points.
    private double lag(long time) {
        int i = piece(time);
        return edge.periodS() > SMALL * seconds(i) ? powerW(i) * edge.periodS() / 2 : 0;
    }

    private double powerAt(long time) {
        return powerW(piece(time));
    }

    /// What is not known of the energy up to a time that is the end of a window.
    private double edgeVariance(long time) {
        int i = piece(time);
        double length = seconds(i);
        double share = Math.clamp((time - nanos[i]) * 1e-9 / length, 0, 1);
        double within = steps[i] * length * Math.sqrt(share * (1 - share));
        double power = Math.max(powerW(i), powerW(Math.min(i + 1, nanos.length - 2)));
        power = Math.max(power, powerW(Math.max(i - 1, 0)));
        // An update anywhere within the period leaves 1/12 of its square; the rest is for power that is not the mean.
        double update = power * edge.periodS();
        return within * within + update * update / 8;
    }

    /// What is not known of the time of a window before the first or after the last point.
    private double outside(long time) {
        long beyond = Math.max(firstNanos() - time, time - lastNanos());
        if (beyond <= 0) {
            return 0;
        }
        int i = piece(time);
        // As long as the next update is not due, the last power is likely to go on; then nothing is known.
        double unknown = beyond * 1e-9 > dueS ? 0.5 * powerW(i) : 0;
        double doubt = Math.max(steps[i], unknown) * beyond * 1e-9;
        return doubt * doubt;
    }

    private double rise(double[] variance, long from, long to) {
        return Math.max(0, interpolated(variance, to) - interpolated(variance, from));
    }

    private double interpolated(double[] of, long time) {
        int i = piece(time);
        double share = Math.clamp((time - nanos[i]) / (double) (nanos[i + 1] - nanos[i]), 0, 1);
        return of[i] + (of[i + 1] - of[i]) * share;
    }

    /// How much the power steps about each piece, in W: the standard deviation that a bridge over it is given.
    private double[] powerSteps() {
        int n = nanos.length - 1;
        double[] step = new double[n];
        double square = 0;
        for (int i = 1; i < n; i++) {
            double change = powerW(i) - powerW(i - 1);
            square += change * change;
        }
        double typical = n > 1 ? Math.sqrt(square / (n - 1)) : 0;
        for (int i = 0; i < n; i++) {
            double before = i > 0 ? Math.abs(powerW(i) - powerW(i - 1)) : 0;
            double after = i + 1 < n ? Math.abs(powerW(i + 1) - powerW(i)) : 0;
            step[i] = Math.hypot(Math.max(before, after), typical);
        }
        return step;
    }

    private double longestS() {
        double longest = 0;
        for (int i = 0; i + 1 < nanos.length; i++) {
            longest = Math.max(longest, seconds(i));
        }
        return longest;
    }

    private double seconds(int i) {
        return (nanos[i + 1] - nanos[i]) * 1e-9;
    }

    /// The piece that holds a time; the first or the last for times outside.
    private int piece(long time) {
        int found = Arrays.binarySearch(nanos, time);
        int i = found >= 0 ? found : -found - 2;
        return Math.clamp(i, 0, nanos.length - 2);
    }
}
