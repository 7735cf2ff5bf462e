package wattle.workload.engine;

/// A block of numbers that an engine holds. What is made inside of a [Scope] ends with it; parameters do not.
public interface Tensor {

    /// Its sizes, outermost first.
    long[] shape();

    /// How many numbers it holds.
    default long elements() {
        long product = 1;
        for (long size : shape()) {
            product *= size;
        }
        return product;
    }
}
