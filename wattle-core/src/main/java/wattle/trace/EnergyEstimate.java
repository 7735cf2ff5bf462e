package wattle.trace;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import wattle.quantity.Energy;
import wattle.quantity.Interval;

/// The energy of a window, and how far it may be off.
///
/// Each cause of doubt is a standard uncertainty (one standard deviation, in J); they are independent and add in
/// squares, as the *Guide to the expression of uncertainty in measurement* (JCGM 100:2008, 5.1.2) has it.
/// Equation ME-4.
///
/// @param joules best estimate, in J
/// @param sigmas standard uncertainty by cause, in J; causes without one are absent
public record EnergyEstimate(double joules, Map<Cause, Double> sigmas) {

    /// Factor from one standard deviation to the 99 % interval that Wattle states for what it measured: the normal
    /// distribution's quantile of 0.995.
    public static final double COVERAGE_99 = 2.5758293035489004;

    /// Nothing, for certain.
    public static final EnergyEstimate NOTHING = new EnergyEstimate(0, Map.of());

    /// Copies the causes in their order.
    public EnergyEstimate {
        Map<Cause, Double> ordered = new EnumMap<>(Cause.class);
        ordered.putAll(sigmas);
        ordered.values().removeIf(sigma -> sigma == 0);
        sigmas = Collections.unmodifiableMap(ordered);
    }

    /// The standard uncertainty of all causes together, in J.
    public double sigma() {
        double square = 0;
        for (double sigma : sigmas.values()) {
            square += sigma * sigma;
        }
        return Math.sqrt(square);
    }

    /// Half the width of the 99 % interval, in J.
    public double halfWidth() {
        return COVERAGE_99 * sigma();
    }

    /// The 99 % interval; energy is never below 0.
    public Interval<Energy> interval() {
        double typical = Math.max(0, joules);
        return new Interval<>(
                new Energy(Math.max(0, typical - halfWidth())), new Energy(typical), new Energy(typical + halfWidth()));
    }

    /// The energy of both, of channels that do not overlap or windows that follow each other. What makes a whole
    /// channel wrong (its declared accuracy, its model) adds straight; what is drawn anew adds in squares.
    public EnergyEstimate plus(EnergyEstimate other) {
        Map<Cause, Double> sum = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            double mine = sigmas.getOrDefault(cause, 0.0);
            double theirs = other.sigmas.getOrDefault(cause, 0.0);
            sum.put(cause, cause.isSystematic() ? mine + theirs : Math.hypot(mine, theirs));
        }
        return new EnergyEstimate(joules + other.joules, sum);
    }

    /// The difference of two that were measured apart.
    public EnergyEstimate minus(EnergyEstimate other) {
        return new EnergyEstimate(joules - other.joules, plus(other).sigmas);
    }

    /// The same with one more doubt of a cause, as a standard uncertainty in J.
    public EnergyEstimate with(Cause cause, double sigma) {
        Map<Cause, Double> more = new EnumMap<>(Cause.class);
        more.putAll(sigmas);
        more.merge(cause, sigma, Math::hypot);
        return new EnergyEstimate(joules, more);
    }

    /// The same less what is known not to be of it, in J; never below 0.
    public EnergyEstimate less(double amount) {
        return new EnergyEstimate(Math.max(0, joules - amount), sigmas);
    }

    /// A share of it, or several times it.
    public EnergyEstimate times(double factor) {
        Map<Cause, Double> scaled = new EnumMap<>(Cause.class);
        sigmas.forEach((cause, sigma) -> scaled.put(cause, Math.abs(factor) * sigma));
        return new EnergyEstimate(joules * factor, scaled);
    }

    /// Why a measured energy may be off.
    public enum Cause {
        /// The window's ends fall between two updates of the hardware.
        EDGES(false),
        /// The hardware shows whole steps.
        QUANTUM(false),
        /// Power was seen at times only, and changed between.
        ALIASING(false),
        /// Time without readings, or a counter that began again.
        GAPS(false),
        /// What the maker declares.
        ACCURACY(true),
        /// The model's own range: nothing was measured.
        MODEL(true);

        private final boolean systematic;

        Cause(boolean systematic) {
            this.systematic = systematic;
        }

        /// Whether it is the same error in every window of a channel.
        public boolean isSystematic() {
            return systematic;
        }

        /// As it stands in files.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
