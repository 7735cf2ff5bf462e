package wattle.workload.engine;

import java.util.List;

/// An engine: operations, gradients and updates. What is used of it is all that is here, so that another one is one
/// class.
public interface Backend extends Operations {

    /// What it is, and everything of it that its results depend on: `libtorch 2.10.0, 1 thread, …`.
    String description();

    /// Limits the threads that serve the calling thread. Results are the same bit by bit at the same number only.
    void threads(int count);

    /// Everything made from now on in this thread ends with it, parameters excepted.
    Scope scope();

    /// The same, and nothing made inside can be differentiated: what evaluates costs less so.
    Scope evaluation();

    /// Sets the gradients of all parameters that a loss depends on; it must be one number.
    void differentiate(Tensor loss);

    /// Forgets the gradients.
    void forget(List<Tensor> parameters);

    /// Shortens all gradients alike until their common length is at most this.
    void clip(List<Tensor> parameters, double longest);

    /// Adds `factor · (parameter − anchor)` to the gradient: what holds a client near the model it started from.
    void pull(Tensor parameter, Tensor anchor, double factor);

    /// One step of stochastic gradient descent with momentum, as PyTorch's `SGD` without dampening.
    ///
    /// @param velocity of the parameter's shape; 0 at first
    void descend(Tensor parameter, Tensor velocity, double rate, double momentum);

    /// One step of AdamW (Loshchilov and Hutter 2019), as PyTorch's `AdamW`.
    ///
    /// @param first moment, of the parameter's shape; 0 at first
    /// @param second moment, of the parameter's shape; 0 at first
    /// @param step counted from 1
    void adamw(Tensor parameter, Tensor first, Tensor second, long step, AdamW settings);

    /// A block that is not trained but kept, as of an optimiser. Lives until the engine ends.
    Tensor state(float[] values, long... shape);

    /// Its numbers, in row-major order.
    float[] read(Tensor tensor);

    /// Replaces its numbers.
    void write(Tensor tensor, float[] values);

    /// The class with the highest score of each item; classes are the second dimension.
    long[] best(Tensor scores);
}
