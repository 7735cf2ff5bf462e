package wattle.trace;

/// When a value was read.
///
/// @param nanos monotonic time of the middle of the call, in ns; comparable within one recording only
/// @param callNanos how long the call took, in ns
/// @param deviceMicros the device's own time of the value, in µs since 1970-01-01 UTC; [#NO_DEVICE_TIME] where it
///     has none
public record Moment(long nanos, long callNanos, long deviceMicros) {

    /// The device does not say.
    public static final long NO_DEVICE_TIME = Long.MIN_VALUE;

    /// A call that began and ended at these monotonic times, of a device without a time of its own.
    public static Moment between(long beginNanos, long endNanos) {
        return new Moment(beginNanos + (endNanos - beginNanos) / 2, endNanos - beginNanos, NO_DEVICE_TIME);
    }

    /// The same with the device's own time.
    public Moment at(long micros) {
        return new Moment(nanos, callNanos, micros);
    }

    /// Whether the device gave a time of its own.
    public boolean hasDeviceTime() {
        return deviceMicros != NO_DEVICE_TIME;
    }
}
