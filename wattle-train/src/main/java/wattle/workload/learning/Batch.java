package wattle.workload.learning;

import wattle.workload.engine.Operations;
import wattle.workload.engine.Tensor;

/// Some items of a data set, ready for a model.
///
/// @param inputs row by row
/// @param inputShape sizes, batch first
/// @param labels classes
/// @param labelShape sizes, batch first
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record Batch(float[] inputs, long[] inputShape, long[] labels, long[] labelShape) {

    Tensor inputs(Operations operations) {
        return operations.floats(inputs, inputShape);
    }

    Tensor labels(Operations operations) {
        return operations.integers(labels, labelShape);
    }
}
