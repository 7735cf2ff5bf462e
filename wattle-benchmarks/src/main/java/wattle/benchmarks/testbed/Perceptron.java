package wattle.benchmarks.testbed;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A perceptron with one hidden layer, trained by stochastic gradient descent on batches of [#BATCH] items. As wide as
/// makes it the wanted size; single precision, as it is exchanged.
final class Perceptron {

    /// Items of a step.
    static final int BATCH = 8;

    private static final int INPUTS = 256;
    private static final int CLASSES = 10;
    private static final float STEP = 0.02f;

    private final int hidden;
    private final float[] weights;
    private final float[][] activity;
    private final float[][] error;
    private final float[][] output = new float[BATCH][CLASSES];

    /// @param bytes size of the model, at most; a multiple of 1064 is met exactly
    Perceptron(int bytes, long seed) {
        hidden = bytes / Float.BYTES / (INPUTS + CLASSES);
        weights = new float[hidden * (INPUTS + CLASSES)];
        activity = new float[BATCH][hidden];
        error = new float[BATCH][hidden];
        var random = new SplittableRandom(seed);
        for (int k = 0; k < weights.length; k++) {
            double spread = k < hidden * INPUTS ? Math.sqrt(2.0 / INPUTS) : Math.sqrt(1.0 / hidden);
            weights[k] = (float) (random.nextGaussian() * spread);
        }
    }

    /// The parameters themselves, not a copy.
    float[] weights() {
        return weights;
    }

    /// Items of one client: points round the centre of their class. Every client has the same centres.
    ///
    /// @param inputs one row of inputs for each item
    /// @param labels the class of each
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Items(float[][] inputs, int[] labels) {

        static Items of(int count, long seed) {
            var centres = new SplittableRandom(1);
            float[][] centre = new float[CLASSES][INPUTS];
            for (float[] each : centre) {
                fill(each, centres, each, 1);
            }
            var random = new SplittableRandom(seed);
            float[][] inputs = new float[count][INPUTS];
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                labels[i] = random.nextInt(CLASSES);
                fill(inputs[i], random, centre[labels[i]], 8);
            }
            return new Items(inputs, labels);
        }

        private static void fill(float[] row, SplittableRandom random, float[] centre, double spread) {
            for (int d = 0; d < row.length; d++) {
                row[d] = centre[d] + (float) (random.nextGaussian() * spread);
            }
        }

        int count() {
            return labels.length;
        }
    }

    /// One step on the batch that begins at item `from`, going round at the end.
    ///
    /// @return the mean cross-entropy of the batch before the step
    double step(Items items, int from) {
        forward(items, from);
        double loss = 0;
        for (int b = 0; b < BATCH; b++) {
            loss -= Math.log(Math.max(1e-30, softmax(output[b], items.labels()[(from + b) % items.count()])));
        }
        backward(items, from);
        return loss / BATCH;
    }

    private void forward(Items items, int from) {
        for (int b = 0; b < BATCH; b++) {
            Arrays.fill(activity[b], 0);
            Arrays.fill(output[b], 0);
        }
        for (int d = 0; d < INPUTS; d++) {
            for (int b = 0; b < BATCH; b++) {
                add(items.inputs()[(from + b) % items.count()][d], weights, d * hidden, activity[b], 0, hidden);
            }
        }
        for (int b = 0; b < BATCH; b++) {
            float[] row = activity[b];
            for (int h = 0; h < hidden; h++) {
                row[h] = Math.max(0, row[h]);
            }
            for (int c = 0; c < CLASSES; c++) {
                output[b][c] = dot(row, weights, (INPUTS + c) * hidden);
            }
        }
    }

    /// Turns outputs into their errors.
    ///
    /// @return the probability of the right class
    private static double softmax(float[] row, int label) {
        float most = Float.NEGATIVE_INFINITY;
        for (float each : row) {
            most = Math.max(most, each);
        }
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            row[c] = (float) Math.exp(row[c] - most);
            sum += row[c];
        }
        for (int c = 0; c < CLASSES; c++) {
            row[c] = (float) (row[c] / sum);
        }
        double right = row[label];
        row[label] -= 1;
        return right;
    }

    private void backward(Items items, int from) {
        float step = STEP / BATCH;
        for (int b = 0; b < BATCH; b++) {
            Arrays.fill(error[b], 0);
            for (int c = 0; c < CLASSES; c++) {
                int at = (INPUTS + c) * hidden;
                add(output[b][c], weights, at, error[b], 0, hidden);
                add(-step * output[b][c], activity[b], 0, weights, at, hidden);
            }
            for (int h = 0; h < hidden; h++) {
                error[b][h] = activity[b][h] > 0 ? error[b][h] : 0;
            }
        }
        for (int d = 0; d < INPUTS; d++) {
            for (int b = 0; b < BATCH; b++) {
                float factor = -step * items.inputs()[(from + b) % items.count()][d];
                add(factor, error[b], 0, weights, d * hidden, hidden);
            }
        }
    }

    /// `to += factor · from`, which the compiler turns into vector instructions.
    private static void add(float factor, float[] from, int fromAt, float[] to, int toAt, int length) {
        for (int k = 0; k < length; k++) {
            to[toAt + k] += factor * from[fromAt + k];
        }
    }

    private static float dot(float[] a, float[] b, int at) {
        float sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[at + k];
        }
        return sum;
    }
}
