package wattle.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.trace.EnergyCurve;
import wattle.trace.EnergyEstimate;

/// The power of a channel while the machine did nothing but wait: measured in the run, before and after the job,
/// because the same machine's idle power drifts by 15 % from one day to the next (Jay et al., CCGrid 2023, artefact).
/// Equation ME-6.
///
/// @param beforeW mean power before, in W
/// @param afterW mean power after, in W; empty when it was not measured
/// @param sigmaW standard uncertainty of the idle power during the job, in W: of the means, and of the drift
/// @param drifts whether before and after differ by more than chance explains, at 99 %
public record Idle(double beforeW, Optional<Double> afterW, double sigmaW, boolean drifts) {

    /// A baseline is cut into so many pieces, whose means tell how much it varies.
    private static final int PIECES = 5;

    /// @return empty when the channel saw nothing of the baseline
    static Optional<Idle> of(EnergyCurve curve, Window before, Optional<Window> after) {
        Optional<Mean> first = mean(curve, before);
        Optional<Mean> second = after.flatMap(window -> mean(curve, window));
        return first.map(one -> {
            if (second.isEmpty()) {
                return new Idle(one.watts(), Optional.empty(), one.sigma(), false);
            }
            Mean two = second.get();
            double drift = two.watts() - one.watts();
            double chance = Math.hypot(one.sigma(), two.sigma());
            // The idle power during the job lies between both, evenly: 1/12 of the square of their difference.
            double sigma = Math.hypot(chance / 2, drift / Math.sqrt(12));
            return new Idle(
                    one.watts(),
                    Optional.of(two.watts()),
                    sigma,
                    Math.abs(drift) > EnergyEstimate.COVERAGE_99 * chance);
        });
    }

    /// The idle power taken for the job, in W.
    public double watts() {
        return afterW.map(after -> (beforeW + after) / 2).orElse(beforeW);
    }

    /// What the idle machine would have used in this time.
    EnergyEstimate over(double seconds) {
        return new EnergyEstimate(watts() * seconds, java.util.Map.of(EnergyEstimate.Cause.ALIASING, sigmaW * seconds));
    }

    private record Mean(double watts, double sigma) {}

    private static Optional<Mean> mean(EnergyCurve curve, Window window) {
        List<Double> powers = new ArrayList<>();
        long length = (window.toNanos() - window.fromNanos()) / PIECES;
        for (int i = 0; i < PIECES && length > 0; i++) {
            long from = window.fromNanos() + i * length;
            curve.between(from, from + length).ifPresent(energy -> powers.add(energy.joules() / (length * 1e-9)));
        }
        if (powers.size() < 2) {
            return Optional.empty();
        }
        double mean = powers.stream().mapToDouble(p -> p).average().orElse(0);
        double square =
                powers.stream().mapToDouble(p -> (p - mean) * (p - mean)).sum();
        double whole = curve.between(window.fromNanos(), window.toNanos())
                .map(energy -> energy.sigma() / window.seconds())
                .orElse(0.0);
        double sigma = Math.sqrt(square / (powers.size() - 1) / powers.size());
        return Optional.of(new Mean(mean, Math.hypot(sigma, whole)));
    }
}
