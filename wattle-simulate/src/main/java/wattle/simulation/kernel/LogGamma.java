package wattle.simulation.kernel;

/// The natural logarithm of the gamma function, for arguments from 1.
///
/// Stirling's series after the argument was raised to 10 by Γ(x + 1) = x·Γ(x): NIST Digital Library of Mathematical
/// Functions, 5.11.1 and 5.5.1, <https://dlmf.nist.gov/5.11>. Five terms at 10 leave less than 10⁻¹³.
public final class LogGamma {

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private LogGamma() {}

    public static double at(double argument) {
        double x = argument;
        double product = 0;
        while (x < 10) {
            product += Math.log(x);
            x += 1;
        }
        double r = 1 / (x * x);
        double series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / x;
        return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series - product;
    }
}
