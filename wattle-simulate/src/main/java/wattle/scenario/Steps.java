package wattle.scenario;

import java.util.Arrays;
import wattle.signal.Signal;

/// The steps of a signal while they are read.
final class Steps {

    /// Values beyond this overflow when they are multiplied.
    static final double LARGEST = 1e15;

    private double[] timesS = new double[64];
    private double[] values = new double[64];
    private int count;

    void add(double timeS, double value) {
        if (count == timesS.length) {
            timesS = Arrays.copyOf(timesS, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        timesS[count] = timeS;
        values[count] = value;
        count++;
    }

    int count() {
        return count;
    }

    double last() {
        return timesS[count - 1];
    }

    double span() {
        return timesS[count - 1] - timesS[0];
    }

    Signal signal(double periodS) {
        return Signal.of(Arrays.copyOf(timesS, count), Arrays.copyOf(values, count), periodS);
    }
}
