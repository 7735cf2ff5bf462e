package wattle.workload.model;

import wattle.workload.engine.Operations;
import wattle.workload.engine.Parameters;
import wattle.workload.engine.Tensor;

/// The layers that models are made of, with PyTorch's first values.
///
/// @param operations of the engine
/// @param parameters where their weights are kept
record Layers(Operations operations, Parameters parameters) {

    /// A layer of one input.
    interface Layer {

        Tensor of(Tensor input);
    }

    /// A convolution that keeps the size of the image.
    Layer convolution(String name, int in, int out, int kernel) {
        Tensor weight = parameters.uniform(name + ".weight", in * kernel * kernel, out, in, kernel, kernel);
        Tensor bias = parameters.uniform(name + ".bias", in * kernel * kernel, out);
        return input -> operations.convolution(input, weight, bias, 1, kernel / 2);
    }

    /// Doubles the size of the image.
    Layer enlargement(String name, int in, int out) {
        int factor = 2;
        // PyTorch takes the second dimension of the weight for the inputs, here too.
        Tensor weight = parameters.uniform(name + ".weight", out * factor * factor, in, out, factor, factor);
        Tensor bias = parameters.uniform(name + ".bias", out * factor * factor, out);
        return input -> operations.enlargement(input, weight, bias, factor);
    }

    /// A matrix and a shift.
    Layer linear(String name, int in, int out) {
        Tensor weight = parameters.uniform(name + ".weight", in, out, in);
        Tensor bias = parameters.uniform(name + ".bias", in, out);
        return input -> operations.linear(input, weight, bias);
    }

    /// Group normalisation.
    Layer normalisation(String name, int channels, int groups) {
        Tensor scale = parameters.constant(name + ".scale", 1, channels);
        Tensor shift = parameters.constant(name + ".shift", 0, channels);
        return input -> operations.groupNormalisation(input, scale, shift, groups);
    }
}
