package wattle.workload;

import java.io.IOException;
import java.util.SplittableRandom;
import wattle.workload.data.DebianData;
import wattle.workload.data.Idx;
import wattle.workload.engine.Operations;
import wattle.workload.engine.Tensor;
import wattle.workload.learning.Batch;
import wattle.workload.learning.Quality;
import wattle.workload.learning.Recipe;
import wattle.workload.learning.Task;
import wattle.workload.model.Cnn;
import wattle.workload.model.Model;

/// Fashion-MNIST: which of ten kinds of clothes is on an image (Xiao et al. 2017). 60 000 images to learn from,
/// 10 000
/// others to be tested on.
final class FashionTask implements Task {

    static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final int TEST_BATCH = 100;

    /// Mean and standard deviation of its training pixels, of 1.
    private static final float MEAN = 0.2860f;

    private static final float DEVIATION = 0.3530f;

    private final Cnn.Width width;
    private final Recipe recipe;
    private final byte[] images;
    private final int[] classes;
    private final byte[] testImages;
    private final int[] testClasses;

    private FashionTask(
            Cnn.Width width, Recipe recipe, byte[] images, int[] classes, byte[] testImages, int[] testClasses) {
        this.width = width;
        this.recipe = recipe;
        this.images = images;
        this.classes = classes;
        this.testImages = testImages;
        this.testClasses = testClasses;
    }

    static Task open(Cnn.Width width, Recipe recipe) throws IOException {
        DebianData data = DebianData.FASHION_MNIST;
        return new FashionTask(
                width,
                recipe,
                Idx.read(data.file("train-images-idx3-ubyte.gz")).values(),
                labels(data, "train-labels-idx1-ubyte.gz"),
                Idx.read(data.file("t10k-images-idx3-ubyte.gz")).values(),
                labels(data, "t10k-labels-idx1-ubyte.gz"));
    }

    /// A task whose model can be counted, and that cannot be trained: it has no data.
    static Task empty(Cnn.Width width, Recipe recipe) {
        return new FashionTask(width, recipe, new byte[0], new int[0], new byte[0], new int[0]);
    }

    private static int[] labels(DebianData data, String name) throws IOException {
        byte[] bytes = Idx.read(data.file(name)).values();
        int[] labels = new int[bytes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = bytes[i];
        }
        return labels;
    }

    @Override
    public String metric() {
        return "accuracy";
    }

    @Override
    public Recipe recipe() {
        return recipe;
    }

    @Override
    public int[] classes() {
        return classes;
    }

    @Override
    public Model model(Operations operations, long seed) {
        return new Cnn(operations, width, seed);
    }

    @Override
    public Batch batch(int[] items, SplittableRandom random) {
        return batch(images, classes, items);
    }

    private static Batch batch(byte[] images, int[] classes, int[] items) {
        int pixels = SIDE * SIDE;
        float[] inputs = new float[items.length * pixels];
        long[] labels = new long[items.length];
        for (int i = 0; i < items.length; i++) {
            for (int p = 0; p < pixels; p++) {
                inputs[i * pixels + p] = ((images[items[i] * pixels + p] & 0xff) / 255f - MEAN) / DEVIATION;
            }
            labels[i] = classes[items[i]];
        }
        return new Batch(inputs, new long[] {items.length, 1, SIDE, SIDE}, labels, new long[] {items.length});
    }

    @Override
    public Tensor loss(Operations operations, Tensor scores, Tensor labels) {
        return operations.crossEntropy(scores, labels);
    }

    @Override
    public Quality quality(Classes model, int sample) {
        int count = Math.min(sample, testClasses.length);
        int[] right = new int[CLASSES];
        int[] all = new int[CLASSES];
        for (int from = 0; from < count; from += TEST_BATCH) {
            int[] items = new int[Math.min(TEST_BATCH, count - from)];
            for (int i = 0; i < items.length; i++) {
                items[i] = from + i;
            }
            long[] found = model.of(batch(testImages, testClasses, items));
            for (int i = 0; i < items.length; i++) {
                int truth = testClasses[items[i]];
                all[truth]++;
                right[truth] += found[i] == truth ? 1 : 0;
            }
        }
        double[] byClass = new double[CLASSES];
        int sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            byClass[c] = all[c] == 0 ? 0 : (double) right[c] / all[c];
            sum += right[c];
        }
        return new Quality((double) sum / count, byClass);
    }
}
