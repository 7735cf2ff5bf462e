package wattle.signal;

import java.util.Arrays;

/// Where the steps of a signal begin. Every question is answered by one comparison with [#startS], so that a
/// time it gave is found in the step that it starts, whatever rounding does.
final class Steps {

    private final double originS;
    private final double[] offsetsS;
    private final double periodS;
    /// The length of all steps when they have one; else 0.
    private final double regularS;

    private Steps(double originS, double[] offsetsS, double periodS) {
        this.originS = originS;
        this.offsetsS = offsetsS;
        this.periodS = periodS;
        double step = offsetsS.length > 1 ? offsetsS[1] : 0;
        for (int i = 1; i < offsetsS.length; i++) {
            if (Math.abs(offsetsS[i] - i * step) > 1e-9 * step) {
                step = 0;
            }
        }
        this.regularS = step;
    }

    static Steps of(double[] timesS, double periodS) {
        if (!(periodS >= 0 && periodS <= Signal.MOST_S)) {
            throw new IllegalArgumentException("a signal has no period of %s s".formatted(periodS));
        }
        double[] offsets = new double[timesS.length];
        for (int i = 0; i < timesS.length; i++) {
            require(timesS[i]);
            offsets[i] = timesS[i] - timesS[0];
            // Half of the shortest allows for rounding of times that a caller has added up.
            if (i > 0 && !(offsets[i] - offsets[i - 1] >= Signal.SHORTEST_STEP_S / 2)) {
                throw new IllegalArgumentException("the times of a signal must rise by at least %s s: %s after %s"
                        .formatted(Signal.SHORTEST_STEP_S, timesS[i], timesS[i - 1]));
            }
        }
        if (periodS > 0 && !(periodS - offsets[offsets.length - 1] >= Signal.SHORTEST_STEP_S / 2)) {
            throw new IllegalArgumentException("the steps of a signal span %s s, and its period only %s s"
                    .formatted(offsets[offsets.length - 1], periodS));
        }
        return new Steps(timesS[0], offsets, periodS);
    }

    boolean isPeriodic() {
        return periodS > 0;
    }

    boolean isLast(int step) {
        return step == offsetsS.length - 1;
    }

    /// From the first start to the last, or the period.
    double spanS() {
        return periodS > 0 ? periodS : offsetsS[offsetsS.length - 1];
    }

    double lengthS(int step) {
        return (isLast(step) ? periodS : offsetsS[step + 1]) - offsetsS[step];
    }

    /// When a step begins in a period.
    double startS(long period, int step) {
        return originS + period * periodS + offsetsS[step];
    }

    /// In which period a time is.
    long period(double timeS) {
        require(timeS);
        if (periodS == 0) {
            return 0;
        }
        long period = (long) Math.floor((timeS - originS) / periodS);
        if (timeS < startS(period, 0)) {
            return period - 1;
        }
        return timeS >= startS(period + 1, 0) ? period + 1 : period;
    }

    /// In which step of its period a time is.
    int step(double timeS, long period) {
        double into = timeS - (originS + period * periodS);
        int last = offsetsS.length - 1;
        int step;
        if (regularS > 0) {
            step = Math.clamp((long) (into / regularS), 0, last);
        } else {
            int found = Arrays.binarySearch(offsetsS, into);
            step = Math.clamp(found >= 0 ? found : -found - 2, 0, last);
        }
        if (step > 0 && timeS < startS(period, step)) {
            return step - 1;
        }
        return step < last && timeS >= startS(period, step + 1) ? step + 1 : step;
    }

    private static void require(double timeS) {
        if (!(Math.abs(timeS) <= Signal.MOST_S)) {
            throw new IllegalArgumentException(
                    "the time %s s is beyond the %s s of a simulation".formatted(timeS, Signal.MOST_S));
        }
    }
}
