package wattle.quantity;

/// A typical value between two ends, all in the base unit of a dimension that the holder names.
///
/// @param low the lower end
/// @param typical the value to use when only one may be used; inside the ends
/// @param high the upper end
public record Range(double low, double typical, double high) {

    /// @throws IllegalArgumentException unless `low <= typical <= high`
    public Range {
        if (!(low <= typical && typical <= high)) {
            throw new IllegalArgumentException(
                    "a range needs low <= typical <= high, but got %s, %s, %s".formatted(low, typical, high));
        }
    }

    /// A value known without a range.
    public static Range exactly(double value) {
        return new Range(value, value, value);
    }

    /// Whether both ends are the same value.
    public boolean isExact() {
        return low == high;
    }

    /// The same range in another unit.
    ///
    /// @param factor above 0
    public Range times(double factor) {
        return new Range(low * factor, typical * factor, high * factor);
    }

    /// Sum of ends: the widest range, right when both are fully dependent, too wide when they are independent.
    public Range plus(Range other) {
        return new Range(low + other.low, typical + other.typical, high + other.high);
    }

    /// Product of two ranges of amounts that are not negative.
    public Range times(Range other) {
        return new Range(low * other.low, typical * other.typical, high * other.high);
    }

    /// Whether the value lies inside, ends included.
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
