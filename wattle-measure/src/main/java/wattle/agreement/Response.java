package wattle.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import wattle.trace.Curves;
import wattle.trace.EnergyCurve;
import wattle.trace.Samples;

/// How a meter answers when the machine's load steps up and down again at known times. Equation MC-13.
///
/// A mean over the last `w` seconds turns a step into a ramp as long as `w`; of a ramp, the time from 10 to 90 % of
/// its height is 0.8 of its length. A meter that makes a value each `T` seconds blurs the ramp by `T`, which is taken
/// out as blurs of independent causes are: in squares.
public sealed interface Response {

    /// It reacted.
    ///
    /// @param lagS from the step to the beginning of the ramp, s; known to about `finestS`
    /// @param windowS over which it averages, s; 0 when that is less than can be told
    /// @param finestS what cannot be told apart: the time between two of its values, s
    /// @param amplitudeW how much higher it stood under load, W
    record Told(double lagS, double windowS, double finestS, double amplitudeW) implements Response {}

    /// Nothing can be said, and why.
    record Untold(String reason) implements Response {}

    /// When the load began and ended; monotonic, in ns.
    record Step(long upNanos, long downNanos) {}

    /// A reaction must be so many times as high as the noise at rest.
    double LEAST_RATIO = 5;

    /// Looks at a channel that was read before, during and after a load.
    ///
    /// @param noiseW standard deviation of its power at rest, W
    static Response of(Samples samples, Step step, double noiseW) {
        if (samples.size() < 3) {
            return new Untold("it was read fewer than three times");
        }
        Track track = Track.of(samples);
        long first = samples.nanos(0);
        long last = samples.nanos(samples.size() - 1);
        OptionalDouble before = track.median(first, step.upNanos());
        OptionalDouble during = track.median((step.upNanos() + step.downNanos()) / 2, step.downNanos());
        OptionalDouble after = track.median((step.downNanos() + last) / 2, last);
        if (before.isEmpty() || during.isEmpty() || after.isEmpty()) {
            return new Untold("it gave no value before, during or after the load");
        }
        double low = before.getAsDouble();
        double high = during.getAsDouble();
        double rise = Math.min(high - low, high - after.getAsDouble());
        if (!(rise > LEAST_RATIO * noiseW) || rise <= 0) {
            return new Untold(String.format(
                    Locale.ROOT, "the load changed it by %.3g W, and its noise at rest is %.3g W", rise, noiseW));
        }
        List<Track.Edge> edges = new ArrayList<>();
        track.edge(step.upNanos(), step.downNanos(), low, high).ifPresent(edges::add);
        track.edge(step.downNanos(), last, high, after.getAsDouble()).ifPresent(edges::add);
        if (edges.isEmpty()) {
            return new Untold("it did not settle while the load lasted");
        }
        double finest = track.stepNanos() * 1e-9;
        double ramp = edges.stream().mapToDouble(Track.Edge::riseS).average().orElse(0) / 0.8;
        double window = Math.sqrt(Math.max(0, ramp * ramp - finest * finest));
        double middle =
                edges.stream().mapToDouble(Track.Edge::middleS).average().orElse(0);
        return new Told(middle - window / 2, window, finest, rise);
    }

    /// Standard deviation of the power at rest, in W, at 10 Hz or as often as the meter makes two values.
    static double restNoiseW(Samples samples, long fromNanos, long toNanos) {
        Optional<EnergyCurve> curve = Curves.of(samples);
        double update = Behaviour.of(samples).updateS();
        return curve.map(one -> Behaviour.noiseW(one, fromNanos, toNanos, Math.max(0.1, 2 * update)))
                .orElse(0.0);
    }
}
