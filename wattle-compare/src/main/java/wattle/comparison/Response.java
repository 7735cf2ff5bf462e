package wattle.comparison;

import java.util.List;

/// What a comparison needs of a model: its inputs, and a function from inputs to outputs.
///
/// Implementations may be asked from one thread at a time; they must give the same outputs for the same inputs.
public interface Response {

    /// The inputs, in the order in which [#evaluate] takes their values.
    List<Factor> factors();

    /// How many values an evaluation gives.
    int outputCount();

    /// Evaluates the model.
    ///
    /// @param inputs one per factor, in base units
    /// @param outputs overwritten; one per output
    void evaluate(double[] inputs, double[] outputs);
}
