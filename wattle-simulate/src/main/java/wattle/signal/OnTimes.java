package wattle.signal;

import java.util.Arrays;

/// When devices are on: intervals of each device in time order, in primitive arrays. Times are seconds since the
/// simulation's start, at most [Signal#MOST_S] either way.
///
/// Immutable. Intervals of one device that touch or overlap are one. A look-up costs a binary search among the
/// intervals of its device. Intervals are closed at their start and open at their end: a device is on at
/// `fromS`, and off at `toS`.
public final class OnTimes {

    /// The intervals of device `d` are `first[d]` until `first[d + 1]`.
    private final int[] first;
    private final double[] fromS;
    private final double[] toS;
    private final double periodS;

    private OnTimes(int[] first, double[] fromS, double[] toS, double periodS) {
        this.first = first;
        this.fromS = fromS;
        this.toS = toS;
        this.periodS = periodS;
    }

    /// Intervals in any order. Devices are numbered from 0; one that has no interval is never on. With a period
    /// every interval comes again each period, in both directions; one as long as the period is for ever.
    ///
    /// @param device of each interval, at least 0
    /// @param fromS start of each, finite
    /// @param toS end of each, after its start; positive infinity when it has none, without a period
    /// @param periodS seconds; 0 when nothing repeats
    /// @throws IllegalArgumentException when an interval or the period cannot be
    public static OnTimes of(int[] device, double[] fromS, double[] toS, double periodS) {
        if (device.length != fromS.length || device.length != toS.length) {
            throw new IllegalArgumentException("%d devices, %d starts and %d ends: each interval needs all three"
                    .formatted(device.length, fromS.length, toS.length));
        }
        if (!(periodS >= 0 && periodS <= Signal.MOST_S)) {
            throw new IllegalArgumentException("on-times have no period of %s s".formatted(periodS));
        }
        int devices = 0;
        for (int i = 0; i < device.length; i++) {
            require(device[i], fromS[i], toS[i], periodS);
            devices = Math.max(devices, device[i] + 1);
        }
        return new OnTimesBuilder(devices, periodS).build(device, fromS, toS);
    }

    static OnTimes of(int[] first, double[] fromS, double[] toS, int intervals, double periodS) {
        return new OnTimes(first, Arrays.copyOf(fromS, intervals), Arrays.copyOf(toS, intervals), periodS);
    }

    private static void require(int device, double fromS, double toS, double periodS) {
        boolean ends = toS <= Signal.MOST_S || (toS == Double.POSITIVE_INFINITY && periodS == 0);
        if (device < 0
                || device == Integer.MAX_VALUE
                || !(Math.abs(fromS) <= Signal.MOST_S)
                || !(toS > fromS && ends)) {
            throw new IllegalArgumentException(
                    "the device %d cannot be on from %s s to %s s".formatted(device, fromS, toS));
        }
    }

    /// Devices are numbered from 0 to this, exclusive.
    public int devices() {
        return first.length - 1;
    }

    /// Intervals of all devices, after merging.
    public int intervals() {
        return fromS.length;
    }

    /// How often everything repeats, in seconds; 0 when nothing does.
    public double periodS() {
        return periodS;
    }

    /// Whether a device is on at a time.
    ///
    /// @throws IndexOutOfBoundsException when there is no such device
    /// @throws IllegalArgumentException when the time is beyond [Signal#MOST_S] or not a number
    public boolean isOn(int device, double tS) {
        return offAtS(device, tS) > tS;
    }

    /// The end of the interval in which a device is on at a time: `tS` itself when it is off then, positive
    /// infinity when it stays on.
    public double offAtS(int device, double tS) {
        long period = period(tS);
        // An interval may reach into the next period: the one before is asked as well.
        for (long k = period; k >= period - (periodS > 0 ? 1 : 0); k--) {
            int at = last(device, tS, k);
            if (at >= 0) {
                double end = shifted(toS[at], k);
                if (end > tS) {
                    return end;
                }
            }
        }
        return tS;
    }

    /// When a device is next on: `tS` itself when it is on then, positive infinity when never again.
    public double onAtS(int device, double tS) {
        if (isOn(device, tS)) {
            return tS;
        }
        int begin = first[device];
        int end = first[device + 1];
        if (begin == end) {
            return Double.POSITIVE_INFINITY;
        }
        long period = period(tS);
        for (long k = period - (periodS > 0 ? 1 : 0); ; k++) {
            int at = last(device, tS, k);
            int next = at < 0 ? begin : at + 1;
            if (next < end) {
                return shifted(fromS[next], k);
            }
            if (periodS == 0) {
                return Double.POSITIVE_INFINITY;
            }
        }
    }

    /// Seconds for which a device is on in one period; without one, in all.
    public double onS(int device) {
        double sum = 0;
        for (int i = first[device]; i < first[device + 1]; i++) {
            sum += toS[i] - fromS[i];
        }
        return periodS > 0 ? Math.min(sum, periodS) : sum;
    }

    private long period(double tS) {
        if (!(Math.abs(tS) <= Signal.MOST_S)) {
            throw new IllegalArgumentException(
                    "the time %s s is beyond the %s s of a simulation".formatted(tS, Signal.MOST_S));
        }
        if (periodS == 0) {
            return 0;
        }
        // The quotient may round up to a whole number.
        long period = (long) Math.floor(tS / periodS);
        return period * periodS > tS ? period - 1 : period;
    }

    private double shifted(double timeS, long period) {
        return timeS + period * periodS;
    }

    /// The last interval of a device that has begun at a time, in a period; -1 when there is none.
    private int last(int device, double tS, long period) {
        int low = first[device];
        int high = first[device + 1] - 1;
        int found = -1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (shifted(fromS[middle], period) <= tS) {
                found = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return found;
    }
}
