package wattle.trace;

/// What came out of one read of one channel. There is nothing else: a failed read is a [Gap], never a value.
public sealed interface Reading {

    ChannelId channel();

    Moment moment();

    /// An energy counter's raw number, as the hardware said it. Unwrapping is done later, and can be done again.
    ///
    /// @param raw taken as unsigned when the counter uses all 64 bits
    record Counter(ChannelId channel, Moment moment, long raw) implements Reading {}

    /// @param watts finite; may be 0
    record Power(ChannelId channel, Moment moment, double watts) implements Reading {

        /// @throws IllegalArgumentException if it is not finite
        public Power {
            if (!Double.isFinite(watts)) {
                throw new IllegalArgumentException("power must be finite, but got " + watts + " from " + channel);
            }
        }
    }

    /// A value beside energy, in the unit of the channel's [Signal.Observed].
    record Observation(ChannelId channel, Moment moment, double value) implements Reading {}

    /// Nothing could be read, or what was read cannot be true.
    ///
    /// @param detail what the system said: `errno 61 ENODATA`
    record Gap(ChannelId channel, Moment moment, GapReason reason, String detail) implements Reading {}
}
