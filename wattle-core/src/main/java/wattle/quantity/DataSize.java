package wattle.quantity;

/// An amount of data. Bits are not bytes: say which on the way in and out.
///
/// @param bits the amount in bit; finite
public record DataSize(double bits) implements Quantity<DataSize> {

    /// @throws IllegalArgumentException if the amount is not finite
    public DataSize {
        QuantityText.requireFinite(bits, Dimension.DATA);
    }

    /// Data stated in bytes.
    public static DataSize ofBytes(double bytes) {
        return new DataSize(bytes * 8);
    }

    /// This amount in bytes.
    public double toBytes() {
        return bits / 8;
    }

    @Override
    public Dimension dimension() {
        return Dimension.DATA;
    }

    @Override
    public double base() {
        return bits;
    }

    @Override
    public String toString() {
        return text();
    }
}
