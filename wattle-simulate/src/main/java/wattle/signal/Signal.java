package wattle.signal;

import java.util.Arrays;

/// A quantity that changes with time and is constant in between: carbon intensity (kg/J), price (per J),
/// surplus power (W). Times are seconds since the simulation's start, at most [#MOST_S] either way.
///
/// Immutable. A look-up costs a division where all steps have one length, and a binary search elsewhere; an
/// integral is the difference of two prefix sums. Whole periods are counted, never added up, so that nothing
/// drifts over years.
public final class Signal {

    /// The furthest time from the start, in seconds: some 30 000 years, where a `double` still tells 0.2 ms.
    public static final double MOST_S = 1e12;

    /// The shortest step, in seconds.
    public static final double SHORTEST_STEP_S = 1e-3;

    /// A year of 365 days, in seconds.
    public static final double YEAR_S = Shape.YEAR_S;

    private final Steps steps;
    private final double[] values;
    /// The integral from the first step's start to each step's start.
    private final double[] before;
    /// For each step the number of steps until the value is another; 0 when it stays.
    private final int[] untilOther;
    private final double wholePeriod;

    private Signal(Steps steps, double[] values) {
        this.steps = steps;
        this.values = values;
        this.before = new double[values.length];
        Sum sum = new Sum();
        for (int i = 0; i < values.length; i++) {
            before[i] = sum.value();
            sum.add(steps.isLast(i) && !steps.isPeriodic() ? 0 : values[i] * steps.lengthS(i));
        }
        this.wholePeriod = sum.value();
        this.untilOther = untilOther(values, steps.isPeriodic());
    }

    /// The same value at all times.
    ///
    /// @throws IllegalArgumentException when it is not finite
    public static Signal constant(double value) {
        return of(new double[] {0}, new double[] {value}, 0);
    }

    /// Steps: `values[i]` holds from `timesS[i]` until `timesS[i + 1]`. Before the first time the first value
    /// holds, and from the last time on the last value; with a period, all of it repeats in both directions, and
    /// the last value holds until the first comes again.
    ///
    /// @param timesS rising by at least [#SHORTEST_STEP_S]; with a period, all within one
    /// @param values as many as times, finite
    /// @param periodS seconds; 0 when nothing repeats
    /// @throws IllegalArgumentException when there is no step, or a time, value or period cannot be
    public static Signal of(double[] timesS, double[] values, double periodS) {
        if (timesS.length != values.length || values.length == 0) {
            throw new IllegalArgumentException(
                    "%d times and %d values: each step needs both".formatted(timesS.length, values.length));
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("the value %d of a signal is %s".formatted(i, values[i]));
            }
        }
        boolean same = Arrays.stream(values).allMatch(v -> v == values[0]);
        Steps given = Steps.of(timesS, periodS);
        return same
                ? new Signal(Steps.of(new double[] {0}, 0), new double[] {values[0]})
                : new Signal(given, values.clone());
    }

    /// A yearly mean with the shape of a year: `mean` times the multiplier of the month and hour, UTC. The year
    /// has 365 days and repeats. Equation SG-1.
    ///
    /// The multipliers are divided by their own mean over that year first, so that the mean of the signal is
    /// `mean` whatever they add up to (published ones are rounded, and of a leap year).
    ///
    /// @param mean over a year
    /// @param multiplierByMonthAndHour 12 rows of 24 finite numbers of at least 0, not all 0
    /// @param startS where in the year the simulation starts, in seconds after the first of January, 00:00 UTC
    /// @throws IllegalArgumentException when the shape or another argument cannot be
    public static Signal shaped(double mean, double[][] multiplierByMonthAndHour, double startS) {
        if (!(startS >= 0 && startS < YEAR_S)) {
            throw new IllegalArgumentException("a year has no second " + startS);
        }
        double[] hours = Shape.hours(multiplierByMonthAndHour);
        double[] times = new double[hours.length];
        for (int i = 0; i < hours.length; i++) {
            times[i] = i * Shape.HOUR_S - startS;
            hours[i] *= mean;
        }
        return of(times, hours, YEAR_S);
    }

    /// The value at a time; at the start of a step, the step's.
    ///
    /// @throws IllegalArgumentException when the time is beyond [#MOST_S] or not a number
    public double at(double timeS) {
        return values[steps.step(timeS, steps.period(timeS))];
    }

    /// The integral over time, in the signal's unit times seconds: exact but for rounding, and additive.
    /// Equation SG-2.
    ///
    /// @throws IllegalArgumentException when `toS` is before `fromS`, or a time is beyond [#MOST_S]
    public double integral(double fromS, double toS) {
        if (!(fromS <= toS)) {
            throw new IllegalArgumentException("an interval from %s s to %s s".formatted(fromS, toS));
        }
        long firstPeriod = steps.period(fromS);
        long lastPeriod = steps.period(toS);
        int first = steps.step(fromS, firstPeriod);
        int last = steps.step(toS, lastPeriod);
        if (first == last && firstPeriod == lastPeriod) {
            return values[first] * (toS - fromS);
        }
        double into = values[last] * (toS - steps.startS(lastPeriod, last));
        double cut = values[first] * (fromS - steps.startS(firstPeriod, first));
        return (lastPeriod - firstPeriod) * wholePeriod + (before[last] - before[first]) + (into - cut);
    }

    /// When the value is next another one: strictly later than `timeS`, and positive infinity when never.
    ///
    /// @throws IllegalArgumentException when the time is beyond [#MOST_S] or not a number
    public double nextChangeS(double timeS) {
        long period = steps.period(timeS);
        int step = steps.step(timeS, period);
        if (untilOther[step] == 0) {
            return Double.POSITIVE_INFINITY;
        }
        int next = step + untilOther[step];
        return next < values.length ? steps.startS(period, next) : steps.startS(period + 1, next - values.length);
    }

    /// Whether the value never changes.
    public boolean isConstant() {
        return values.length == 1;
    }

    /// The mean over the period; of the constant, its value; of steps that do not repeat, from the first time to
    /// the last, so that the last value, which has no end, does not count.
    public double mean() {
        return isConstant() ? values[0] : wholePeriod / steps.spanS();
    }

    /// The signal with every value multiplied.
    ///
    /// @throws IllegalArgumentException when a value is then not finite
    public Signal times(double factor) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] * factor;
            if (!Double.isFinite(scaled[i])) {
                throw new IllegalArgumentException("%s times %s is not finite".formatted(values[i], factor));
            }
        }
        return factor == 0 ? constant(0) : new Signal(steps, scaled);
    }

    private static int[] untilOther(double[] values, boolean periodic) {
        int n = values.length;
        int[] until = new int[n];
        // Twice around, backwards: in the second round what follows the last step is known.
        for (int i = (periodic ? 2 * n : n) - 2; i >= 0; i--) {
            int step = i % n;
            int next = (i + 1) % n;
            if (values[next] != values[step]) {
                until[step] = 1;
            } else {
                until[step] = until[next] == 0 ? 0 : until[next] + 1;
            }
        }
        return until;
    }
}
