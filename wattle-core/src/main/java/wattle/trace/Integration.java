package wattle.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Makes an energy curve of a gauge's power: trapezoids between values, at the times at which they were true.
/// Equation ME-2.
///
/// What lies between two values was not seen, or seen in part when each value is an average over a window. How wrong
/// a trapezoid can be is told by the samples themselves. If power moves in steps, a change of Δ between two values
/// somewhere in the time T between them leaves Δ²T²/12 of variance; if each value is drawn anew (white noise), Δ²T²/2.
/// Von Neumann's ratio of lag-two to lag-one differences tells which it is: 2 for steps and walks, 1 for noise.
public final class Integration {

    private static final double STEPS = 1 / 12.0;
    private static final double NOISE = 1 / 2.0;

    /// Variance is doubled for so many samples, and less for more.
    private static final double FEW = 20;

    /// Some doubt is left even when windows leave no time out, as their ends are not exact.
    private static final double LEAST_UNSEEN = 0.02;

    /// A repeated value within this share of the period is the same value read twice.
    private static final double SAME = 0.99;

    private Integration() {}

    /// @return empty when there are fewer than two values
    /// @throws IllegalArgumentException when the channel is not a power gauge
    public static Optional<EnergyCurve> of(Samples samples) {
        if (!(samples.channel().signal() instanceof Signal.PowerGauge(Signal.Averaging averaging))) {
            throw new IllegalArgumentException(samples.channel().id() + " is not a power gauge");
        }
        int[] kept = distinct(samples);
        int n = kept.length;
        if (n < 2) {
            return Optional.empty();
        }
        double pollS = samples.medianStepS();
        double periodS = samples.channel().traits().periodS().orElse(pollS);
        double windowS = averaging instanceof Signal.Averaging.Window(double seconds) ? seconds : 0;
        double ageS = samples.isDeviceTimed() ? 0 : Math.min(periodS, pollS);
        long shift = Math.round((ageS / 2 + windowS / 2) * 1e9);

        long[] nanos = new long[n];
        double[] watts = new double[n];
        for (int i = 0; i < n; i++) {
            nanos[i] = samples.nanos(kept[i]) - shift;
            watts[i] = samples.value(kept[i]);
        }
        double kappa = kappa(watts);
        // From few changes their spread is known badly, and rather too small.
        double few = 1 + FEW / n;
        double[] joules = new double[n];
        double[] unseen = new double[n];
        for (int i = 1; i < n; i++) {
            double lengthS = (nanos[i] - nanos[i - 1]) * 1e-9;
            double change = watts[i] - watts[i - 1];
            double missed = Math.max(LEAST_UNSEEN, 1 - Math.min(1, windowS / lengthS));
            joules[i] = joules[i - 1] + Math.max(0, (watts[i] + watts[i - 1]) / 2) * lengthS;
            double between = kappa * missed * lengthS * lengthS + ageS * ageS / 6;
            unseen[i] = unseen[i - 1] + few * change * change * between;
        }
        List<Finding> findings = new ArrayList<>();
        Gaps.find(samples, findings);
        aliasing(samples, windowS, periodS, findings);
        double quantum = samples.channel().traits().quantum().orElseGet(() -> Quantum.of(watts));
        EnergyCurve.Edge edge = new EnergyCurve.Edge(0, ageS / Math.sqrt(12), 0, quantumSigma(watts, quantum));
        return Optional.of(new EnergyCurve(samples.channel(), edge, nanos, joules, unseen, new double[n], findings));
    }

    /// The samples at which the device may have made a new value. One that is read more often than it is made is
    /// held between; counting each read would make a staircase of every ramp.
    private static int[] distinct(Samples samples) {
        double periodS = samples.channel().traits().periodS().orElse(0);
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            boolean last = i == samples.size() - 1;
            if (kept.isEmpty() || last || isNew(samples, kept.getLast(), i, periodS)) {
                kept.add(i);
            }
        }
        return kept.stream().mapToInt(i -> i).toArray();
    }

    private static boolean isNew(Samples samples, int before, int i, double periodS) {
        double sinceS = (samples.nanos(i) - samples.nanos(before)) * 1e-9;
        return samples.value(i) != samples.value(before) || sinceS >= SAME * periodS;
    }

    private static double kappa(double[] watts) {
        double one = 0;
        double two = 0;
        for (int i = 1; i < watts.length; i++) {
            one += (watts[i] - watts[i - 1]) * (watts[i] - watts[i - 1]);
            two += i > 1 ? (watts[i] - watts[i - 2]) * (watts[i] - watts[i - 2]) : 0;
        }
        if (one == 0 || watts.length < 3) {
            return NOISE;
        }
        double ratio = (two / (watts.length - 2)) / (one / (watts.length - 1));
        double walk = Math.clamp(ratio - 1, 0, 1);
        return NOISE + (STEPS - NOISE) * walk;
    }

    /// Steps average out only when the power takes many values by itself; a load of two levels is off by the same
    /// amount again and again.
    private static double quantumSigma(double[] watts, double quantum) {
        long levels = Arrays.stream(watts).distinct().count();
        boolean many = levels > watts.length / 3.0;
        return quantum / Math.sqrt(12) / (many ? Math.sqrt(watts.length) : 1);
    }

    private static void aliasing(Samples samples, double windowS, double periodS, List<Finding> findings) {
        if (windowS > 0 && windowS < 0.9 * periodS) {
            findings.add(new Finding(
                    Finding.Kind.ALIASING,
                    samples.channel().id(),
                    samples.nanos(0),
                    samples.nanos(samples.size() - 1),
                    "each value is the mean of %.0f ms of each %.0f ms; load that repeats at this pace is misread"
                            .formatted(windowS * 1e3, periodS * 1e3)));
        }
    }
}
