package wattle.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one channel said, in order of time, as columns. Raw: nothing is unwrapped, smoothed or left out but gaps,
/// which are kept beside.
public final class Samples {

    private final Channel channel;
    private final int size;
    private final long[] nanos;
    private final long[] callNanos;
    private final long[] raws;
    private final double[] values;
    private final boolean deviceTimed;
    private final List<Reading.Gap> gaps;

    private Samples(Builder builder) {
        channel = builder.channel;
        size = builder.size;
        nanos = Arrays.copyOf(builder.nanos, size);
        callNanos = Arrays.copyOf(builder.callNanos, size);
        raws = Arrays.copyOf(builder.raws, size);
        values = Arrays.copyOf(builder.values, size);
        deviceTimed = size > 0 && builder.deviceTimed == size;
        gaps = List.copyOf(builder.gaps);
    }

    public Channel channel() {
        return channel;
    }

    /// How many samples there are, gaps not counted.
    public int size() {
        return size;
    }

    /// When sample `i` was true, as well as is known: the device's time where it gave one that fits, the middle of
    /// the call elsewhere; monotonic, in ns.
    public long nanos(int i) {
        return nanos[i];
    }

    /// How long the call took, in ns; 0 where the device's own time is used.
    public long callNanos(int i) {
        return callNanos[i];
    }

    /// A counter's raw number.
    public long raw(int i) {
        return raws[i];
    }

    /// A gauge's power in W, or an observation in its unit.
    public double value(int i) {
        return values[i];
    }

    /// Whether every sample carries the device's own time, so that its age at the read does not matter.
    public boolean isDeviceTimed() {
        return deviceTimed;
    }

    /// The reads that gave nothing, in order.
    public List<Reading.Gap> gaps() {
        return gaps;
    }

    /// The median time between samples, in s; 0 with fewer than two.
    public double medianStepS() {
        if (size < 2) {
            return 0;
        }
        long[] steps = new long[size - 1];
        for (int i = 1; i < size; i++) {
            steps[i - 1] = nanos[i] - nanos[i - 1];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2] * 1e-9;
    }

    /// Collects readings of one channel. Readings that come in the wrong order, as a drained ring may, are sorted in.
    public static final class Builder {

        /// A device's clock further from ours than this is not used.
        private static final long MOST_SKEW_NANOS = 10_000_000_000L;

        private static final int FIRST = 64;

        private final Channel channel;
        private final long epochNanos;
        private int size;
        private int deviceTimed;
        private long[] nanos = new long[FIRST];
        private long[] callNanos = new long[FIRST];
        private long[] raws = new long[FIRST];
        private double[] values = new double[FIRST];
        private final List<Reading.Gap> gaps = new ArrayList<>();

        /// @param epochNanos monotonic time of 1970-01-01 UTC, in ns: what is added to a device's time
        public Builder(Channel channel, long epochNanos) {
            this.channel = channel;
            this.epochNanos = epochNanos;
        }

        /// Adds one reading of the channel.
        public Builder add(Reading reading) {
            switch (reading) {
                case Reading.Counter(ChannelId _, Moment moment, long raw) -> put(moment, raw, Double.NaN);
                case Reading.Power(ChannelId _, Moment moment, double watts) -> put(moment, 0, watts);
                case Reading.Observation(ChannelId _, Moment moment, double value) -> put(moment, 0, value);
                case Reading.Gap gap -> gaps.add(gap);
            }
            return this;
        }

        public Samples build() {
            return new Samples(this);
        }

        private void put(Moment moment, long raw, double value) {
            boolean device = moment.hasDeviceTime() && fits(moment);
            long at = device ? moment.deviceMicros() * 1000 + epochNanos : moment.nanos();
            if (size > 0 && at == nanos[size - 1]) {
                // The same value of the device, read twice.
                return;
            }
            if (size == nanos.length) {
                int room = size * 2;
                nanos = Arrays.copyOf(nanos, room);
                callNanos = Arrays.copyOf(callNanos, room);
                raws = Arrays.copyOf(raws, room);
                values = Arrays.copyOf(values, room);
            }
            int place = size;
            while (place > 0 && nanos[place - 1] > at) {
                nanos[place] = nanos[place - 1];
                callNanos[place] = callNanos[place - 1];
                raws[place] = raws[place - 1];
                values[place] = values[place - 1];
                place--;
            }
            nanos[place] = at;
            callNanos[place] = device ? 0 : moment.callNanos();
            raws[place] = raw;
            values[place] = value;
            size++;
            deviceTimed += device ? 1 : 0;
        }

        private boolean fits(Moment moment) {
            long age = moment.nanos() - (moment.deviceMicros() * 1000 + epochNanos);
            return moment.nanos() == 0 || Math.abs(age) < MOST_SKEW_NANOS;
        }
    }
}
