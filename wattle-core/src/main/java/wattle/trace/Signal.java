package wattle.trace;

/// What the numbers of a channel are.
public sealed interface Signal {

    /// A counter of energy that only grows, until it wraps or is reset.
    ///
    /// @param joulesPerUnit worth of one step of the raw number, in J; positive
    /// @param modulus the raw number after which it starts again at 0 (it takes the values 0 … modulus − 1); 0 when
    ///     it never wraps
    record EnergyCounter(double joulesPerUnit, long modulus) implements Signal {

        /// @throws IllegalArgumentException for a worthless step or a negative modulus
        public EnergyCounter {
            if (!(joulesPerUnit > 0) || Double.isInfinite(joulesPerUnit) || modulus < 0) {
                throw new IllegalArgumentException(
                        "a counter needs a positive worth and a modulus of at least 0, but got %s and %d"
                                .formatted(joulesPerUnit, modulus));
            }
        }
    }

    /// Power now, in W, averaged as [Averaging] says.
    record PowerGauge(Averaging averaging) implements Signal {}

    /// Something beside energy that is recorded on the same clock: utilisation, memory, temperature.
    ///
    /// @param unit of its values: `s`, `B`, `%`; empty for a plain number
    /// @param cumulative whether it only grows, as CPU seconds do
    record Observed(String unit, boolean cumulative) implements Signal {}

    /// Over which time a gauge's number is an average.
    sealed interface Averaging {

        /// The value of an instant, or of a time too short to matter.
        record Instant() implements Averaging {}

        /// The mean of the last `seconds` before the value was made.
        record Window(double seconds) implements Averaging {}

        /// Nobody says.
        record Unknown() implements Averaging {}
    }
}
