package wattle.workload.model;

import wattle.workload.engine.Parameters;
import wattle.workload.engine.Tensor;

/// Something that makes scores of inputs, and can be trained.
public interface Model {

    /// What is trained.
    Parameters parameters();

    /// Scores of a batch of inputs; classes are the second dimension.
    Tensor scores(Tensor inputs);
}
