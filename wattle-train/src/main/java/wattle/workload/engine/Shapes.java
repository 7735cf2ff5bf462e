package wattle.workload.engine;

import java.util.List;

/// The operations without numbers: shapes, and how many multiply-adds each costs. Needs no engine, so that a
/// model's size and
/// work are known before anything is loaded.
///
/// Counted are convolutions and products of matrices, 2 FLOP for each multiply-add; normalisation, activation,
/// pooling and
/// loss are not: they are a few in a hundred of it, and published counts leave them out as well. Backward, each
/// operation does its work once for the gradient of its weights, and once more for that of its input unless the
/// input
/// is data.
public final class Shapes implements Operations {

    private static final long FLOP_PER_MULTIPLY_ADD = 2;

    private long forward;
    private long backward;

    /// @param isDifferentiated whether a gradient flows back through it
    @SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
    private record Block(long[] shape, boolean isDifferentiated) implements Tensor {}

    /// FLOP of what was called up to now.
    public long forwardFlop() {
        return FLOP_PER_MULTIPLY_ADD * forward;
    }

    /// FLOP of the same with its gradients.
    public long trainingFlop() {
        return FLOP_PER_MULTIPLY_ADD * (forward + backward);
    }

    @Override
    public Tensor parameter(float[] values, long... shape) {
        return new Block(shape, true);
    }

    @Override
    public Tensor floats(float[] values, long... shape) {
        return new Block(shape, false);
    }

    @Override
    public Tensor integers(long[] values, long... shape) {
        return new Block(shape, false);
    }

    @Override
    public Tensor convolution(Tensor input, Tensor weight, Tensor bias, int stride, int padding) {
        long[] in = input.shape();
        long[] kernel = weight.shape();
        long[] out = {
            in[0],
            kernel[0],
            (in[2] + 2L * padding - kernel[2]) / stride + 1,
            (in[3] + 2L * padding - kernel[3]) / stride + 1
        };
        return counted(input, out[0] * out[2] * out[3] * weight.elements(), out);
    }

    @Override
    public Tensor enlargement(Tensor input, Tensor weight, Tensor bias, int stride) {
        long[] in = input.shape();
        return counted(
                input,
                in[0] * in[2] * in[3] * weight.elements(),
                in[0],
                weight.shape()[1],
                in[2] * stride,
                in[3] * stride);
    }

    @Override
    public Tensor linear(Tensor input, Tensor weight, Tensor bias) {
        long[] shape = input.shape().clone();
        long rows = input.elements() / shape[shape.length - 1];
        shape[shape.length - 1] = weight.shape()[0];
        return counted(input, rows * weight.elements(), shape);
    }

    @Override
    public Tensor maxPooling(Tensor input, int size) {
        long[] in = input.shape();
        return new Block(new long[] {in[0], in[1], in[2] / size, in[3] / size}, isDifferentiated(input));
    }

    @Override
    public Tensor groupNormalisation(Tensor input, Tensor scale, Tensor shift, int groups) {
        return new Block(input.shape(), true);
    }

    @Override
    public Tensor relu(Tensor input) {
        return input;
    }

    @Override
    public Tensor silu(Tensor input) {
        return input;
    }

    @Override
    public Tensor concatenation(List<Tensor> inputs) {
        long[] shape = inputs.getFirst().shape().clone();
        shape[1] = inputs.stream().mapToLong(input -> input.shape()[1]).sum();
        return new Block(shape, inputs.stream().anyMatch(Shapes::isDifferentiated));
    }

    @Override
    public Tensor reshape(Tensor input, long... shape) {
        return new Block(shape, isDifferentiated(input));
    }

    @Override
    public Tensor crossEntropy(Tensor scores, Tensor labels) {
        return new Block(new long[0], true);
    }

    @Override
    public Tensor diceLoss(Tensor scores, Tensor labels) {
        return new Block(new long[0], true);
    }

    @Override
    public Tensor sum(Tensor a, Tensor b) {
        return new Block(a.shape(), isDifferentiated(a) || isDifferentiated(b));
    }

    private Tensor counted(Tensor input, long multiplyAdds, long... shape) {
        forward += multiplyAdds;
        backward += isDifferentiated(input) ? 2 * multiplyAdds : multiplyAdds;
        return new Block(shape, true);
    }

    private static boolean isDifferentiated(Tensor tensor) {
        return tensor instanceof Block block && block.isDifferentiated();
    }
}
