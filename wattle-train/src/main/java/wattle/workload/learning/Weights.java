package wattle.workload.learning;

/// Sums of models, number by number. Added up in doubles and in the order given, so that the result does not
/// depend on
/// who was first.
final class Weights {

    private final double[] sums;
    private double total;

    Weights(int count) {
        sums = new double[count];
    }

    /// Adds a model with a weight.
    void add(float[] model, double weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * model[i];
        }
        total += weight;
    }

    boolean isEmpty() {
        return total <= 0;
    }

    /// The weighted mean.
    float[] mean() {
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / total);
        }
        return mean;
    }
}
