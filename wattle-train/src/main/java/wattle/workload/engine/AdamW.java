package wattle.workload.engine;

/// Settings of AdamW.
///
/// @param rate of learning
/// @param beta1 decay of the first moment
/// @param beta2 decay of the second moment
/// @param epsilon against division by 0
/// @param decay of weights
public record AdamW(double rate, double beta1, double beta2, double epsilon, double decay) {

    /// PyTorch's defaults at a rate.
    public static AdamW usual(double rate) {
        return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01);
    }
}
