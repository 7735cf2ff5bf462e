package wattle.agreement;

/// The line that best tells the reference from the other meter: `reference = intercept + slope · other`, by least
/// squares. Equation MC-4.
///
/// Powers that follow each other are not independent, so the standard errors are widened by what the residuals'
/// correlation with their next one, ρ, costs: √((1 + ρ)/(1 − ρ)) (Bayley and Hammersley, "The effective number of
/// independent observations in an autocorrelated time series", 1946).
///
/// @param intercept W
/// @param slope W per W
/// @param interceptError standard error of the intercept, W
/// @param slopeError standard error of the slope
/// @param r Pearson's correlation
/// @param residualW standard deviation of what the line leaves, W
/// @param count pairs it was fitted to
public record Regression(
        double intercept,
        double slope,
        double interceptError,
        double slopeError,
        double r,
        double residualW,
        int count) {

    /// No correlation is taken as stronger than this, so that the errors stay finite.
    private static final double MOST_RHO = 0.99;

    /// Fits. `x` is the other meter, `y` the reference; when the other never changes, the slope is 0 and nothing is
    /// learned of it.
    static Regression of(Paired pairs) {
        int n = pairs.size();
        double mx = Paired.mean(pairs.x());
        double my = Paired.mean(pairs.y());
        double sxx = Paired.squares(pairs.x());
        double slope = sxx > 0 ? pairs.products() / sxx : 0;
        double intercept = my - slope * mx;
        double[] residuals = residuals(pairs, intercept, slope);
        double square = 0;
        double lagged = 0;
        for (int i = 0; i < n; i++) {
            square += residuals[i] * residuals[i];
            lagged += i > 0 ? residuals[i] * residuals[i - 1] : 0;
        }
        double residual = n > 2 ? Math.sqrt(square / (n - 2)) : 0;
        double rho = square > 0 ? Math.clamp(lagged / square, 0, MOST_RHO) : 0;
        double widened = residual * Math.sqrt((1 + rho) / (1 - rho));
        double slopeError = sxx > 0 ? widened / Math.sqrt(sxx) : Double.POSITIVE_INFINITY;
        double interceptError = sxx > 0 ? widened * Math.sqrt(1.0 / n + mx * mx / sxx) : Double.POSITIVE_INFINITY;
        return new Regression(intercept, slope, interceptError, slopeError, pairs.r(), residual, n);
    }

    /// What the line says of the reference, in W.
    public double at(double other) {
        return intercept + slope * other;
    }

    private static double[] residuals(Paired pairs, double intercept, double slope) {
        double[] residuals = new double[pairs.size()];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = pairs.y()[i] - intercept - slope * pairs.x()[i];
        }
        return residuals;
    }
}
