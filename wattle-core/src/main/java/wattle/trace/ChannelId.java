package wattle.trace;

import org.jspecify.annotations.Nullable;

/// Names a channel on its machine for as long as the machine exists: `rapl/package-0`, `nvml/GPU-5f2c…/energy`.
/// Made of
/// what the hardware calls itself, never of the order in which it was found.
///
/// @param text `METER/PATH`; no spaces
public record ChannelId(String text) implements Comparable<ChannelId> {

    /// @throws IllegalArgumentException unless it is `METER/PATH`
    public ChannelId {
        if (text.indexOf('/') < 1 || text.endsWith("/") || text.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("a channel is named METER/PATH without spaces, but got '" + text + "'");
        }
    }

    /// The name of the meter: `rapl`.
    public String meter() {
        return text.substring(0, text.indexOf('/'));
    }

    /// Asked for at each reading: the text's own, which remembers it, and not the one made for records at run time.
    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ChannelId(String name) && name.equals(text));
    }

    @Override
    public int compareTo(ChannelId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
