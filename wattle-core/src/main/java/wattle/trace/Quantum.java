package wattle.trace;

import java.util.Arrays;

/// Finds the step of a gauge whose maker does not say it: some controllers show whole watts, some multiples of 36 W.
public final class Quantum {

    private static final double FINEST_W = 1e-3;
    private static final int FEWEST = 8;

    private Quantum() {}

    /// The largest step of which every value is a multiple, in W; at least 1 mW. 0 when there are fewer than 8
    /// distinct values to tell from and no two of them differ.
    public static double of(double[] watts) {
        long[] milliwatts = Arrays.stream(watts)
                .mapToLong(w -> Math.round(w / FINEST_W))
                .distinct()
                .toArray();
        if (milliwatts.length < 2) {
            return 0;
        }
        long step = 0;
        for (long value : milliwatts) {
            step = divisor(step, Math.abs(value));
        }
        // Few values share a large divisor by chance.
        return milliwatts.length < FEWEST ? Math.min(step * FINEST_W, 1) : step * FINEST_W;
    }

    private static long divisor(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
