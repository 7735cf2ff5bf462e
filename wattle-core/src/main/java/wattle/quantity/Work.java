package wattle.quantity;

/// An amount of floating-point operations; a multiply-add counts as two.
///
/// @param flops the operations in FLOP; finite
public record Work(double flops) implements Quantity<Work> {

    /// @throws IllegalArgumentException if the amount is not finite
    public Work {
        QuantityText.requireFinite(flops, Dimension.WORK);
    }

    @Override
    public Dimension dimension() {
        return Dimension.WORK;
    }

    @Override
    public double base() {
        return flops;
    }

    @Override
    public String toString() {
        return text();
    }
}
