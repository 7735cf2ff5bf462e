package wattle.simulation.flow;

/// A sum of many terms that come and go, kept to about 32 digits, so that what was added and taken away again leaves
/// nothing: T. J. Dekker, "A floating-point technique for extending the available precision", Numer. Math. 18, 1971,
/// <https://doi.org/10.1007/BF01397083>.
final class Sum {

    private double high;
    private double low;

    void add(double term) {
        double sum = high + term;
        double part = sum - high;
        double error = (high - (sum - part)) + (term - part) + low;
        high = sum + error;
        low = error - (high - sum);
    }

    double value() {
        return high;
    }

    void clear() {
        high = 0;
        low = 0;
    }
}
