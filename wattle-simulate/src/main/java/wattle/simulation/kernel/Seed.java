package wattle.simulation.kernel;

import java.nio.charset.StandardCharsets;

/// A seed that splits, and a source of numbers by counter: the same seed and counter give the same number, whatever was
/// drawn before and on whichever thread. Nothing is hidden and nothing changes.
///
/// Bits are mixed by Stafford's variant 13 of the finaliser of MurmurHash3, applied twice (first to the counter, then
/// to it with the seed): Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// <https://doi.org/10.1145/2660193.2660195>, section 3; constants from D. Stafford, "Better bit mixing", 2011.
///
/// @param value any 64 bits
public record Seed(long value) {

    /// 2⁶⁴ divided by the golden ratio, odd.
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /// Sets keys of splitting apart from counters of drawing: the fractional part of √2 in 64 bits.
    private static final long SPLIT = 0x6A09E667F3BCC909L;

    /// Sets keys in words apart from keys in numbers: the fractional part of √3 in 64 bits.
    private static final long WORDS = 0xBB67AE8584CAA73BL;

    private static final double ULP_53 = 0x1p-53;

    /// The seed of the part called `key`, independent of this one and of every other part.
    public Seed split(long key) {
        return new Seed(mix(mix(key * GOLDEN + SPLIT) + mix(value + SPLIT)));
    }

    /// The seed of the part called `key`.
    public Seed split(String key) {
        // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
        long hash = 0xCBF29CE484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return new Seed(mix(mix(hash ^ WORDS) + mix(value + WORDS)));
    }

    /// 64 bits, each as likely 0 as 1.
    public long bits(long counter) {
        return mix(mix(counter * GOLDEN + GOLDEN) ^ value);
    }

    /// A number in [0, 1), a multiple of 2⁻⁵³.
    public double uniform(long counter) {
        return (bits(counter) >>> 11) * ULP_53;
    }

    /// A number in (0, 1): never an end, so that quantiles stay finite.
    public double inside(long counter) {
        return ((bits(counter) >>> 12) + 0.5) * 0x1p-52;
    }

    /// A draw from the normal distribution of mean 0 and variance 1.
    public double normal(long counter) {
        return NormalQuantile.at(inside(counter));
    }

    /// A draw from the exponential distribution of mean 1.
    public double exponential(long counter) {
        return -Math.log(inside(counter));
    }

    /// A whole number from 0 to `bound − 1`, each equally likely up to one part in 2³³.
    ///
    /// @param bound at least 1
    public int below(long counter, int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("nothing lies below " + bound);
        }
        // Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019, without the rejection.
        return (int) Math.unsignedMultiplyHigh(bits(counter), bound);
    }

    private static long mix(long bits) {
        long z = bits;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
