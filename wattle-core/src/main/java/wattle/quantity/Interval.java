package wattle.quantity;

import java.util.function.DoubleFunction;

/// A typed range: a typical amount and the ends between which it is believed to lie.
///
/// What "believed" means (the ends of a catalogue range, a 90 % interval of draws) is said by whoever made it.
public record Interval<Q extends Quantity<Q>>(Q low, Q typical, Q high) {

    /// @throws IllegalArgumentException unless `low <= typical <= high`
    public Interval {
        if (low.compareTo(typical) > 0 || typical.compareTo(high) > 0) {
            throw new IllegalArgumentException(
                    "an interval needs low <= typical <= high, but got %s, %s, %s".formatted(low, typical, high));
        }
    }

    /// Gives a range its type.
    public static <Q extends Quantity<Q>> Interval<Q> of(Range range, DoubleFunction<Q> type) {
        return new Interval<>(type.apply(range.low()), type.apply(range.typical()), type.apply(range.high()));
    }

    /// An amount known without a range.
    public static <Q extends Quantity<Q>> Interval<Q> exactly(Q value) {
        return new Interval<>(value, value, value);
    }

    /// The bare range, in base units.
    public Range range() {
        return new Range(low.base(), typical.base(), high.base());
    }

    /// Sum of ends; see [Range#plus].
    public Interval<Q> plus(Interval<Q> other, DoubleFunction<Q> type) {
        return of(range().plus(other.range()), type);
    }
}
