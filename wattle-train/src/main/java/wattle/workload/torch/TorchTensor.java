package wattle.workload.torch;

import wattle.workload.engine.Tensor;

/// A tensor of libtorch.
///
/// @param handle of the native object
/// @param shape its sizes
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
record TorchTensor(org.bytedeco.pytorch.Tensor handle, long[] shape) implements Tensor {

    static TorchTensor of(org.bytedeco.pytorch.Tensor handle) {
        long[] shape = new long[Math.toIntExact(handle.dim())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = handle.size(i);
        }
        return new TorchTensor(handle, shape);
    }

    /// The native object of a tensor that this engine has made.
    static org.bytedeco.pytorch.Tensor of(Tensor tensor) {
        if (tensor instanceof TorchTensor torch) {
            return torch.handle();
        }
        throw new IllegalArgumentException("a tensor of another engine: " + tensor);
    }
}
