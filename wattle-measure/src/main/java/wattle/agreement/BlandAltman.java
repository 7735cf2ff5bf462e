package wattle.agreement;

/// How far apart two meters are, without asking which is right: the mean of their differences, and the limits between
/// which 95 % of the differences lie if they are spread normally. Equation MC-5.
///
/// Source: Bland, Altman, "Statistical methods for assessing agreement between two methods of clinical measurement",
/// The Lancet 327 (1986), <https://doi.org/10.1016/S0140-6736(86)90837-8>.
///
/// @param meanW mean of reference − other, W
/// @param deviationW standard deviation of the differences, W
public record BlandAltman(double meanW, double deviationW) {

    /// The normal distribution's quantile of 0.975.
    private static final double NORMAL_95 = 1.959963984540054;

    static BlandAltman of(Paired pairs) {
        double[] differences = new double[pairs.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = pairs.y()[i] - pairs.x()[i];
        }
        return new BlandAltman(Paired.mean(differences), Paired.deviation(differences));
    }

    /// Lower limit of agreement, W.
    public double lowerW() {
        return meanW - NORMAL_95 * deviationW;
    }

    /// Upper limit of agreement, W.
    public double upperW() {
        return meanW + NORMAL_95 * deviationW;
    }
}
