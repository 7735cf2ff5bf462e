package wattle.trace;

import java.util.Locale;

/// Something about a channel that whoever trusts its joules must know.
///
/// @param kind its name
/// @param channel whose
/// @param fromNanos where it begins, monotonic, in ns
/// @param toNanos where it ends
/// @param detail one sentence with the numbers
public record Finding(Kind kind, ChannelId channel, long fromNanos, long toNanos, String detail) {

    /// What may be wrong with a channel.
    public enum Kind {
        /// The counter passed its largest value and began again; corrected exactly.
        WRAPPED,
        /// So long between two reads that the counter may have wrapped more than once.
        AMBIGUOUS_WRAP,
        /// The counter fell though it could not have wrapped: driver reloaded, machine suspended.
        RESET,
        /// The value did not move although the part cannot rest.
        FROZEN,
        /// All bits set: the hardware's way to say that it does not know.
        ALL_ONES,
        /// A step that the part cannot have drawn; the value was not used.
        JUMP,
        /// Reads that gave nothing.
        GAPS,
        /// Power times time, and the counter, differ by more than 10 %.
        DISAGREEMENT,
        /// The parts drew more than the whole they are in.
        PARTS_EXCEED_WHOLE,
        /// Two counters show the same thing, and one of them is left out.
        MIRRORED,
        /// Reading the meters itself draws power that an instrument outside of the machine sees.
        OBSERVER,
        /// The device's clock cannot be ours; the time of the read is used.
        CLOCK_SKEW,
        /// Samples see only a part of the time; faster changes are seen at random.
        ALIASING;

        /// As it stands in files: `ambiguous-wrap`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
