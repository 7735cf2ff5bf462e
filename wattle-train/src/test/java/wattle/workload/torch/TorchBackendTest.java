package wattle.workload.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;
import wattle.app.training.NotInstalled;
import wattle.workload.engine.AdamW;
import wattle.workload.engine.Backend;
import wattle.workload.engine.Operations;
import wattle.workload.engine.Optimiser;
import wattle.workload.engine.Parameters;
import wattle.workload.engine.Scope;
import wattle.workload.engine.Shapes;
import wattle.workload.engine.Tensor;
import wattle.workload.model.Cnn;
import wattle.workload.model.Model;
import wattle.workload.model.UNet;

/// The operations on the real engine, against shapes, sums by hand, differences and PyTorch's own optimisers.
class TorchBackendTest {

    private final Backend backend = TorchBackend.open(1);

    TorchBackendTest() throws NotInstalled {}

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    @Test
    void theEngineHasTheShapesThatAreCountedWithout() {
        try (Scope _ = backend.scope()) {
            assertThat(shape(backend, cnn(backend), 3, 28, 28))
                    .isEqualTo(shape(new Shapes(), cnn(new Shapes()), 3, 28, 28));
            Shapes shapes = new Shapes();
            assertThat(shape(backend, unet(backend), 2, 48, 32)).isEqualTo(shape(shapes, unet(shapes), 2, 48, 32));
        }
    }

    private static Model cnn(Operations operations) {
        return new Cnn(operations, new Cnn.Width(4, 8, 16, 3), 1);
    }

    private static Model unet(Operations operations) {
        return new UNet(operations, new UNet.Width(8, 2, 5), 1);
    }

    private static long[] shape(Operations operations, Model model, int batch, int height, int width) {
        return model.scores(operations.floats(new float[batch * height * width], batch, 1, height, width))
                .shape();
    }

    @Test
    void aConvolutionIsTheSumOverItsWindow() {
        try (Scope _ = backend.scope()) {
            float[] input = random(2 * 5 * 4, 1);
            float[] weight = random(3 * 2 * 9, 2);
            float[] bias = random(3, 3);
            float[] found = backend.read(backend.convolution(
                    backend.floats(input, 1, 2, 5, 4),
                    backend.floats(weight, 3, 2, 3, 3),
                    backend.floats(bias, 3),
                    1,
                    1));
            for (int out = 0; out < 3; out++) {
                for (int y = 0; y < 5; y++) {
                    for (int x = 0; x < 4; x++) {
                        assertThat(found[(out * 5 + y) * 4 + x])
                                .isEqualTo((float) window(input, weight, bias[out], out, y, x), within(1e-5f));
                    }
                }
            }
        }
    }

    private static double window(float[] input, float[] weight, float bias, int out, int y, int x) {
        double sum = bias;
        for (int in = 0; in < 2; in++) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    if (y + dy >= 0 && y + dy < 5 && x + dx >= 0 && x + dx < 4) {
                        sum += (double) input[(in * 5 + y + dy) * 4 + x + dx]
                                * weight[((out * 2 + in) * 3 + dy + 1) * 3 + dx + 1];
                    }
                }
            }
        }
        return sum;
    }

    /// Two pixels, one right with certainty, one wrong with certainty: overlaps (2·0+1)/(1+1) and (2·1+1)/(3+1).
    @Test
    void diceByHand() {
        try (Scope _ = backend.scope()) {
            Tensor scores = backend.floats(new float[] {-50, -50, 50, 50}, 1, 2, 1, 2);
            Tensor labels = backend.integers(new long[] {1, 0}, 1, 1, 2);
            assertThat(backend.read(backend.diceLoss(scores, labels))[0])
                    .isEqualTo((float) (1 - (0.5 + 0.75) / 2), within(1e-6f));
        }
    }

    /// Gradients against differences of the loss, through every layer of the U-Net.
    @Test
    void gradientsAreTheSlopeOfTheLoss() {
        Model model = unet(backend);
        float[] start = model.parameters().read(backend);
        float[] image = random(16 * 16, 5);
        long[] labels = new long[16 * 16];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 5;
        }
        // One step of plain descent at rate 1 shows the gradient.
        double before = loss(model, image, labels, true);
        Optimiser.descent(backend, model.parameters(), 1, 0).step();
        float[] after = model.parameters().read(backend);
        float[] direction = new float[start.length];
        double steepness = 0;
        for (int i = 0; i < start.length; i++) {
            direction[i] = start[i] - after[i];
            steepness += (double) direction[i] * direction[i];
        }
        double step = 2e-3;
        model.parameters().write(backend, moved(start, direction, step));
        double up = loss(model, image, labels, false);
        model.parameters().write(backend, moved(start, direction, -step));
        double down = loss(model, image, labels, false);
        assertThat(before).isBetween(Math.min(up, down), Math.max(up, down));
        assertThat((up - down) / (2 * step)).isEqualTo(steepness, within(0.03 * steepness));
    }

    private static float[] moved(float[] from, float[] direction, double step) {
        float[] moved = from.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (step * direction[i]);
        }
        return moved;
    }

    private double loss(Model model, float[] image, long[] labels, boolean differentiate) {
        try (Scope _ = backend.scope()) {
            Tensor scores = model.scores(backend.floats(image, 1, 1, 16, 16));
            Tensor truth = backend.integers(labels, 1, 16, 16);
            Tensor loss = backend.sum(backend.crossEntropy(scores, truth), backend.diceLoss(scores, truth));
            if (differentiate) {
                backend.forget(model.parameters().all());
                backend.differentiate(loss);
            }
            return backend.read(loss)[0];
        }
    }

    /// The same twenty steps as PyTorch's own optimisers take.
    @Test
    void optimisersAreThoseOfPyTorch() {
        for (boolean adaptive : List.of(true, false)) {
            Parameters ours = new Parameters(backend, 1);
            ours.uniform("a", 4, 3, 4);
            ours.uniform("b", 4, 3);
            Parameters theirs = new Parameters(backend, 1);
            theirs.uniform("a", 4, 3, 4);
            theirs.uniform("b", 4, 3);
            Optimiser optimiser = adaptive
                    ? Optimiser.adamw(backend, ours, AdamW.usual(0.01))
                    : Optimiser.descent(backend, ours, 0.1, 0.9);
            try (PointerScope _ = new PointerScope()) {
                TensorVector vector = new TensorVector(
                        theirs.all().stream().map(TorchTensor::of).toArray(org.bytedeco.pytorch.Tensor[]::new));
                org.bytedeco.pytorch.Optimizer oracle = adaptive
                        ? new org.bytedeco.pytorch.AdamW(vector, new AdamWOptions(0.01))
                        : new org.bytedeco.pytorch.SGD(vector, descent());
                for (int i = 0; i < 20; i++) {
                    differentiate(ours, i);
                    optimiser.step();
                    differentiate(theirs, i);
                    oracle.step();
                }
            }
            float[] expected = theirs.read(backend);
            float[] found = ours.read(backend);
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isEqualTo(expected[i], within(2e-6f));
            }
        }
    }

    private static SGDOptions descent() {
        SGDOptions options = new SGDOptions(0.1);
        options.momentum().put(0.9);
        return options;
    }

    private void differentiate(Parameters parameters, int step) {
        try (Scope _ = backend.scope()) {
            Tensor scores = backend.linear(
                    backend.floats(random(8, step), 2, 4),
                    parameters.all().getFirst(),
                    parameters.all().getLast());
            backend.forget(parameters.all());
            backend.differentiate(backend.crossEntropy(scores, backend.integers(new long[] {step % 3, 1}, 2)));
        }
    }

    @Test
    void whatIsPulledAndClippedIsSo() {
        Parameters parameters = new Parameters(backend, 1);
        Tensor weights = parameters.constant("w", 3, 2, 2);
        Tensor shift = parameters.constant("b", 0, 2);
        Tensor anchor = backend.state(new float[] {1, 1, 1, 1}, 2, 2);
        try (Scope _ = backend.scope()) {
            Tensor scores = backend.linear(backend.floats(new float[] {0, 0}, 1, 2), weights, shift);
            backend.differentiate(backend.crossEntropy(scores, backend.integers(new long[] {0}, 1)));
        }
        // The input is 0 and so is the gradient of the weights; half of (3 − 1) is added.
        backend.pull(weights, anchor, 0.5);
        Tensor still = backend.state(new float[4], 2, 2);
        backend.clip(List.of(weights), 1);
        backend.descend(weights, still, 1, 0);
        // Four gradients of 1 have the length 2, and are halved.
        assertThat(backend.read(weights)).containsExactly(new float[] {2.5f, 2.5f, 2.5f, 2.5f}, within(1e-5f));
    }

    /// After a clip the gradients of all blocks together are as long as they may be, and point where they did.
    @Test
    void clippingShortensAllGradientsAlike() {
        Model model = unet(backend);
        float[] start = model.parameters().read(backend);
        double longest = 1e-3;
        loss(model, random(16 * 16, 5), new long[16 * 16], true);
        Optimiser.descent(backend, model.parameters(), 1, 0).step();
        float[] whole = model.parameters().read(backend);
        model.parameters().write(backend, start);
        backend.clip(model.parameters().all(), longest);
        Optimiser.descent(backend, model.parameters(), 1, 0).step();
        float[] clipped = model.parameters().read(backend);
        double squares = 0;
        double product = 0;
        double wholeSquares = 0;
        for (int i = 0; i < start.length; i++) {
            double one = clipped[i] - (double) start[i];
            double other = whole[i] - (double) start[i];
            squares += one * one;
            wholeSquares += other * other;
            product += one * other;
        }
        assertThat(Math.sqrt(squares)).isEqualTo(longest, within(0.01 * longest));
        assertThat(product / Math.sqrt(squares * wholeSquares)).isGreaterThan(0.99);
    }

    @Test
    void theBestClassIsTheLargestOfTheSecondDimension() {
        try (Scope _ = backend.scope()) {
            assertThat(backend.best(backend.floats(new float[] {1, 5, 3, 9, 2, 4}, 2, 3)))
                    .containsExactly(1, 0);
        }
    }

    @Test
    void theEngineSaysWhatItsResultsDependOn() {
        assertThat(backend.description())
                .contains(
                        "libtorch 2.10.0-1.5.13", "1 thread, OpenBLAS 1 thread", "OMP_WAIT_POLICY=", "GOMP_SPINCOUNT=");
        assertThat(Arrays.asList(backend.description().split(","))).hasSizeGreaterThan(3);
    }
}
