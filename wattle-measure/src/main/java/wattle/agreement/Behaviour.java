package wattle.agreement;

import java.util.Arrays;
import wattle.trace.EnergyCurve;
import wattle.trace.Samples;
import wattle.trace.Signal;

/// How a meter behaves, told from what it said. Equation MC-6.
///
/// @param pollS median time between two samples, s
/// @param updateS median time between two changes of the value, s; it is the update period when the meter was read
///     more often than it makes a value, and no less than `pollS` otherwise
/// @param quantum largest step of which every value is a multiple: W of a gauge, J of a counter; 0 when the value
///     never changed
/// @param levels distinct values; of few, a large step may be chance
public record Behaviour(double pollS, double updateS, double quantum, int levels) {

    /// Finer than any meter's step that matters: 1 mW, or one unit of a counter.
    private static final double FINEST_W = 1e-3;

    private static final int FEWEST_CHANGES = 3;

    /// Looks at a channel's samples.
    public static Behaviour of(Samples samples) {
        boolean counter = samples.channel().signal() instanceof Signal.EnergyCounter;
        int n = samples.size();
        double[] changes = new double[Math.max(0, n - 1)];
        long[] values = new long[n];
        int found = 0;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < n; i++) {
            values[i] = counter ? samples.raw(i) - samples.raw(0) : Math.round(samples.value(i) / FINEST_W);
            if (i > 0 && values[i] != values[i - 1]) {
                if (last != Long.MIN_VALUE) {
                    changes[found++] = (samples.nanos(i) - last) * 1e-9;
                }
                last = samples.nanos(i);
            }
        }
        double poll = samples.medianStepS();
        // A value that its instrument stamps is new though it may be the same.
        double update = found < FEWEST_CHANGES || samples.isDeviceTimed()
                ? poll
                : Paired.quantile(Arrays.copyOf(changes, found), 0.5);
        long[] distinct = Arrays.stream(values).distinct().toArray();
        double unit =
                samples.channel().signal() instanceof Signal.EnergyCounter(double worth, long _) ? worth : FINEST_W;
        return new Behaviour(
                poll, Math.max(update, poll), distinct.length < 2 ? 0 : divisor(distinct) * unit, distinct.length);
    }

    /// Standard deviation of the mean power over steps of this length, in W: what sampling faster adds of noise.
    public static double noiseW(EnergyCurve curve, long fromNanos, long toNanos, double stepS) {
        double[] powers =
                Grid.between(fromNanos, toNanos, Math.round(stepS * 1e9)).powers(curve, 0);
        return Paired.deviation(new Paired(powers, powers).x());
    }

    private static long divisor(long[] values) {
        long step = 0;
        for (long value : values) {
            long a = step;
            long b = Math.abs(value);
            while (b != 0) {
                long rest = a % b;
                a = b;
                b = rest;
            }
            step = a;
        }
        return step;
    }
}
