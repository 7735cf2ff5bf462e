package wattle.agreement;

import wattle.trace.Channel;

/// Two meters that watched the same time.
///
/// @param reference the one that is compared with
/// @param other the one that is compared
/// @param time what they are compared over
/// @param alignment of their clocks; everything below is with the other's clock moved
/// @param line that tells the reference from the other
/// @param agreement their differences
/// @param energy of both
/// @param dynamic of both above their idle power
/// @param series for pictures
public record Pair(
        Channel reference,
        Channel other,
        Span time,
        Alignment alignment,
        Regression line,
        BlandAltman agreement,
        Energies energy,
        Dynamic dynamic,
        Series series) {

    /// @param fromNanos where both are seen first, on the reference's clock
    /// @param toNanos where one of both ends
    /// @param stepS length of the steps over which powers are means, s
    public record Span(long fromNanos, long toNanos, double stepS) {}

    /// @param referenceJ J
    /// @param otherJ J
    public record Energies(double referenceJ, double otherJ) {

        /// Share of the reference's energy that the other saw; 0 when the reference saw none. Equation MC-7.
        public double coverage() {
            return referenceJ > 0 ? otherJ / referenceJ : 0;
        }
    }

    /// Equation MC-8.
    ///
    /// @param referenceIdleW idle power that is taken off, W
    /// @param otherIdleW W
    /// @param ratio the other's energy above idle over the reference's; NaN when the reference had none
    /// @param how where the idle powers come from
    public record Dynamic(double referenceIdleW, double otherIdleW, double ratio, String how) {}

    /// Powers of each step that both meters saw.
    public static final class Series {

        private final Paired powers;
        private final double stepS;

        Series(Paired powers, double stepS) {
            this.powers = powers;
            this.stepS = stepS;
        }

        /// How many steps.
        public int size() {
            return powers.size();
        }

        /// The middle of step `i`, in s since the span's begin.
        public double seconds(int i) {
            return (powers.place(i) + 0.5) * stepS;
        }

        /// W.
        public double reference(int i) {
            return powers.y()[i];
        }

        /// W, moved in time.
        public double other(int i) {
            return powers.x()[i];
        }
    }

    /// What the line leaves of the reference in a step, W.
    public double residualW(int i) {
        return series.reference(i) - line.at(series.other(i));
    }
}
