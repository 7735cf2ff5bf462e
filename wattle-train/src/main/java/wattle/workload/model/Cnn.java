package wattle.workload.model;

import wattle.workload.engine.Operations;
import wattle.workload.engine.Parameters;
import wattle.workload.engine.Tensor;

/// Two convolutions with pooling, two linear layers: the shape of McMahan et al. 2017, in any width.
public final class Cnn implements Model {

    private static final int SIDE = 28;
    private static final int CLASSES = 10;

    private final Operations operations;
    private final Parameters parameters;
    private final Layers.Layer first;
    private final Layers.Layer second;
    private final Layers.Layer hidden;
    private final Layers.Layer last;

    /// How wide it is.
    ///
    /// @param first channels of the first convolution
    /// @param second channels of the second
    /// @param hidden width of the hidden layer
    /// @param kernel side of both convolutions; odd
    public record Width(int first, int second, int hidden, int kernel) {}

    /// @param seed of its first weights
    public Cnn(Operations operations, Width width, long seed) {
        this.operations = operations;
        parameters = new Parameters(operations, seed);
        Layers layers = new Layers(operations, parameters);
        first = layers.convolution("first", 1, width.first(), width.kernel());
        second = layers.convolution("second", width.first(), width.second(), width.kernel());
        hidden = layers.linear("hidden", width.second() * (SIDE / 4) * (SIDE / 4), width.hidden());
        last = layers.linear("last", width.hidden(), CLASSES);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Tensor scores(Tensor images) {
        Tensor x = operations.maxPooling(operations.relu(first.of(images)), 2);
        x = operations.maxPooling(operations.relu(second.of(x)), 2);
        long batch = images.shape()[0];
        Tensor flat = operations.reshape(x, batch, x.elements() / batch);
        return last.of(operations.relu(hidden.of(flat)));
    }
}
