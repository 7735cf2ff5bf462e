package wattle.trace;

/// One thing that a meter shows.
///
/// @param id its name
/// @param part the physical part it watches
/// @param signal what its numbers are
/// @param basis what they rest on
/// @param traits how it behaves, as far as that is known beforehand
/// @param note for people: the file, field or object identifier it is read from, and anything odd about it
public record Channel(ChannelId id, Part part, Signal signal, Basis basis, Traits traits, String note) {

    /// Whether it says anything about energy.
    public boolean isEnergy() {
        return !(signal instanceof Signal.Observed);
    }
}
