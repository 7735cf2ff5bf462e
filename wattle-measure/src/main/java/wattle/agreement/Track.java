package wattle.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wattle.trace.Samples;
import wattle.trace.Signal;

/// Times and powers, one for each value that the meter made.
final class Track {

    private final long[] nanos;
    private final double[] watts;
    private final long stepNanos;

    private Track(long[] nanos, double[] watts, long stepNanos) {
        this.nanos = nanos;
        this.watts = watts;
        this.stepNanos = stepNanos;
    }

    /// Time between two of its values.
    long stepNanos() {
        return stepNanos;
    }

    /// @param riseS from 10 to 90 %
    /// @param middleS from the step to half of the height
    record Edge(double riseS, double middleS) {}

    /// Steps of a counter are taken together until they are this long: read each millisecond, the time between
    /// two of them is as uncertain as it is long.
    private static final double LEAST_COUNTER_S = 0.02;

    private static final int UPDATES = 10;

    static Track of(Samples samples) {
        double update = Behaviour.of(samples).updateS();
        return samples.channel().signal() instanceof Signal.EnergyCounter(double worth, long modulus)
                ? counter(samples, worth, modulus, Math.max(LEAST_COUNTER_S, UPDATES * update))
                : gauge(samples, update);
    }

    private static Track gauge(Samples samples, double update) {
        List<long[]> places = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            if (i == 0 || samples.value(i) != samples.value(i - 1)) {
                places.add(new long[] {samples.nanos(i), i});
            }
        }
        return track(
                places,
                places.stream().mapToDouble(p -> samples.value((int) p[1])).toArray(),
                Math.round(update * 1e9));
    }

    private static Track counter(Samples samples, double worth, long modulus, double stepS) {
        long step = Math.round(stepS * 1e9);
        List<long[]> places = new ArrayList<>();
        List<Double> watts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < samples.size(); i++) {
            boolean changed = samples.raw(i) != samples.raw(i - 1);
            long length = samples.nanos(i) - samples.nanos(from);
            if (changed && length >= step) {
                long raw = samples.raw(i) - samples.raw(from);
                raw += raw < 0 ? modulus : 0;
                places.add(new long[] {samples.nanos(from) + length / 2, i});
                watts.add(raw * worth / (length * 1e-9));
                from = i;
            }
        }
        return track(places, watts.stream().mapToDouble(Double::doubleValue).toArray(), step);
    }

    private static Track track(List<long[]> places, double[] watts, long step) {
        return new Track(places.stream().mapToLong(p -> p[0]).toArray(), watts, step);
    }

    /// Median of what it showed at equal times between both.
    OptionalDouble median(long from, long to) {
        List<Double> shown = new ArrayList<>();
        int place = -1;
        long step = Math.max(stepNanos, (to - from) / 1000 + 1);
        for (long time = from; time <= to; time += step) {
            while (place + 1 < nanos.length && nanos[place + 1] <= time) {
                place++;
            }
            if (place >= 0) {
                shown.add(watts[place]);
            }
        }
        return shown.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Paired.quantile(
                        shown.stream().mapToDouble(Double::doubleValue).toArray(), 0.5));
    }

    /// How the power went from one level to another after a step.
    Optional<Edge> edge(long step, long until, double from, double to) {
        OptionalDouble late = crossing(step, until, from, to, 0.9, Long.MAX_VALUE);
        if (late.isEmpty()) {
            return Optional.empty();
        }
        long before = step + Math.round(late.getAsDouble() * 1e9);
        OptionalDouble early = crossing(step, until, from, to, 0.1, before);
        OptionalDouble middle = crossing(step, until, from, to, 0.5, before);
        return early.isEmpty() || middle.isEmpty()
                ? Optional.empty()
                : Optional.of(new Edge(late.getAsDouble() - early.getAsDouble(), middle.getAsDouble()));
    }

    /// The first time after the step at which a share of the height is passed, in s after it; or, of the times
    /// before `last`, the last one, so that a spike of noise is not taken for the beginning.
    private OptionalDouble crossing(long step, long until, double from, double to, double share, long last) {
        OptionalDouble found = OptionalDouble.empty();
        for (int i = 1; i < nanos.length && nanos[i] <= until; i++) {
            double a = (watts[i - 1] - from) / (to - from);
            double b = (watts[i] - from) / (to - from);
            if (nanos[i] >= step && a < share && b >= share) {
                // What it shows unchanged for long was made anew all the while, each period.
                long start = Math.max(nanos[i - 1], nanos[i] - stepNanos);
                double at = start + (share - a) / (b - a) * (nanos[i] - start);
                if (found.isEmpty() || at <= last) {
                    found = OptionalDouble.of((at - step) * 1e-9);
                }
                if (last == Long.MAX_VALUE) {
                    return found;
                }
            }
        }
        return found;
    }
}
