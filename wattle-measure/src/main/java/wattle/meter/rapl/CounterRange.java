package wattle.meter.rapl;

import java.util.OptionalLong;

/// Where a powercap counter starts again, in µJ.
///
/// The hardware counts 2³² units of some µJ each; the kernel shows the product, and its largest value as
/// `max_energy_range_uj`. The modulus is that value plus 1 µJ, so that every value fits below it. A wrap is worth
/// one hardware unit instead of that 1 µJ, so each unwrapped wrap is 60 µJ (Intel) or 14 µJ (AMD, DRAM) too small,
/// 2·10⁻¹⁰ of what the counter holds: the one error of unwrapping that remains.
///
/// @param largest largest value, in µJ; 0 when nobody knows
/// @param note what is odd about it; may be empty
record CounterRange(long largest, String note) {

    /// Largest raw number of the hardware's 32 bits.
    private static final double HARDWARE_LARGEST = 0xFFFF_FFFFL;

    /// 61.035 µJ × (2³² − 1): what Linux shows for Intel's usual unit of 2⁻¹⁴ J, which it keeps in whole nJ.
    private static final long INTEL = 262_143_328_850L;

    /// 15.3 µJ × (2³² − 1): DRAM of the servers of [Processor#hasFixedDramUnit].
    private static final long FIXED_DRAM = 65_712_999_613L;

    /// 15.258 µJ × (2³² − 1): AMD's unit of 2⁻¹⁶ J.
    private static final long AMD = 65_532_610_987L;

    /// @param declared `max_energy_range_uj`, if it could be read and is above 0
    /// @param name the zone's own name
    static CounterRange of(OptionalLong declared, String name, Processor processor) {
        if (declared.isPresent() && declared.getAsLong() > 0) {
            return new CounterRange(declared.getAsLong(), "");
        }
        long known = known(name, processor);
        return known > 0
                ? new CounterRange(known, "Its range could not be read; taken is the one of this kind of processor.")
                : new CounterRange(
                        0, "Its range is unknown: when it wraps, the reading falls and nobody knows how far.");
    }

    /// The number after which it starts again; 0 when that is unknown.
    long modulus() {
        return largest == 0 ? 0 : largest + 1;
    }

    /// One unit of the hardware, in J: 0.000061 or 0.0000153; 0 when it is unknown.
    double quantumJ() {
        return largest / HARDWARE_LARGEST * 1e-6;
    }

    private static long known(String name, Processor processor) {
        boolean isOfPackage = name.startsWith("package-") || name.equals("core") || name.equals("uncore");
        if (processor.isAmd() && isOfPackage) {
            return AMD;
        }
        if (processor.isIntel() && name.equals("dram")) {
            return processor.hasFixedDramUnit() ? FIXED_DRAM : INTEL;
        }
        return processor.isIntel() && isOfPackage ? INTEL : 0;
    }
}
