package wattle.profile;

import java.util.Optional;
import wattle.quantity.Cited;
import wattle.quantity.Range;

/// A machine as the catalogue knows it; every value in base units, for the whole machine.
///
/// @param name as a person says it
/// @param power while training, in W
/// @param idle in W
/// @param speed how fast it computes; empty when nothing is known
/// @param accelerators in one machine; 1 when it has none of its own
/// @param making what producing it emitted; empty when unknown
/// @param personal whether it is on for its owner anyway (phone, laptop, desktop)
public record MachineProfile(
        String name,
        Optional<Cited<Range>> power,
        Optional<Cited<Range>> idle,
        Optional<Speed> speed,
        int accelerators,
        Optional<Making> making,
        boolean personal) {

    /// @param rate achieved while training, in FLOP/s
    /// @param peak against which efficiency is stated, in FLOP/s
    public record Speed(Cited<Range> rate, Cited<Range> peak) {}

    /// @param embodied in kg CO2e
    /// @param lifetime in s
    /// @param use share of its life in use by anybody; empty when the place decides
    public record Making(Cited<Range> embodied, Cited<Range> lifetime, Optional<Cited<Range>> use) {}
}
