package wattle.trace;

/// What was drawn between a read and the end of the window that it was made for, beside the window. See ME-3.
///
/// @param besideW mean power beyond the read; NaN where nobody knows
/// @param withinW power of the piece that holds the window's end
/// @param seconds between both
record Beside(double besideW, double withinW, double seconds) {

    /// What is taken for it, in J.
    double joules() {
        return Double.isNaN(besideW) ? 0 : Math.min(besideW, withinW) * seconds;
    }

    /// Evenly anywhere between the power beyond and the power within; 1/3 of the square, as it is taken at one end.
    double sigma() {
        return (withinW * seconds - joules()) / Math.sqrt(3);
    }
}
