package wattle.workload.engine;

import java.util.List;

/// The operations that models are written in. Images are `[batch, channels, height, width]`, and numbers are
/// 32-bit floats, but
/// for class labels, which are whole numbers.
public interface Operations {

    /// A trainable block with these first values, in row-major order. Lives until the engine ends.
    Tensor parameter(float[] values, long... shape);

    /// Numbers, in row-major order.
    Tensor floats(float[] values, long... shape);

    /// Whole numbers, in row-major order.
    Tensor integers(long[] values, long... shape);

    /// @param weight `[out, in, kernel, kernel]`
    /// @param bias `[out]`
    /// @param padding zeros on each side
    Tensor convolution(Tensor input, Tensor weight, Tensor bias, int stride, int padding);

    /// A transposed convolution whose kernel is as large as its stride: it enlarges without overlap.
    ///
    /// @param weight `[in, out, stride, stride]`
    Tensor enlargement(Tensor input, Tensor weight, Tensor bias, int stride);

    /// @param input `[…, in]`
    /// @param weight `[out, in]`
    Tensor linear(Tensor input, Tensor weight, Tensor bias);

    /// The largest of each square of this size.
    Tensor maxPooling(Tensor input, int size);

    /// Mean 0, variance 1 over each group of channels; then scaled and shifted by channel.
    Tensor groupNormalisation(Tensor input, Tensor scale, Tensor shift, int groups);

    /// max(x, 0).
    Tensor relu(Tensor input);

    /// x · sigmoid(x).
    Tensor silu(Tensor input);

    /// One after the other along the channels.
    Tensor concatenation(List<Tensor> inputs);

    /// The same numbers in another shape.
    Tensor reshape(Tensor input, long... shape);

    /// The mean over all items of −log softmax at the label. Classes are the second dimension.
    Tensor crossEntropy(Tensor scores, Tensor labels);

    /// 1 − the mean over classes of the Dice overlap of softmax and labels, with 1 added above and below so
    /// that empty
    /// classes count as found (Milletari et al. 2016, in the form of two classes and more).
    ///
    /// @param scores `[batch, classes, height, width]`
    /// @param labels `[batch, height, width]`
    Tensor diceLoss(Tensor scores, Tensor labels);

    /// The sum of two of one shape.
    Tensor sum(Tensor a, Tensor b);
}
