package wattle.trace;

import java.util.OptionalDouble;

/// What is known beforehand of how a channel behaves; what is not known is missing, and inferred from the trace.
///
/// @param periodS how often the hardware makes a new value, in s
/// @param quantum smallest step of its values, in J for a counter and W for a gauge
/// @param accuracy declared accuracy, relative: 0.01 is ± 1 %
/// @param peakW more than this is not plausible, in W
public record Traits(OptionalDouble periodS, OptionalDouble quantum, OptionalDouble accuracy, OptionalDouble peakW) {

    /// Nothing is known.
    public static final Traits UNKNOWN =
            new Traits(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /// The same with a known update period, in s.
    public Traits period(double seconds) {
        return new Traits(OptionalDouble.of(seconds), quantum, accuracy, peakW);
    }

    /// The same with a known step, in J or W.
    public Traits quantum(double step) {
        return new Traits(periodS, OptionalDouble.of(step), accuracy, peakW);
    }

    /// The same with a declared relative accuracy.
    public Traits accuracy(double relative) {
        return new Traits(periodS, quantum, OptionalDouble.of(relative), peakW);
    }

    /// The same with a plausibility bound, in W.
    public Traits peak(double watts) {
        return new Traits(periodS, quantum, accuracy, OptionalDouble.of(watts));
    }
}
