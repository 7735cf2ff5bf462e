package wattle.quantity;

import java.util.Locale;

/// How a number came to be known, best first. The order is the order of trust.
public enum Quality {
    /// Read off an instrument on the thing itself.
    MEASURED("●"),
    /// Stated by whoever makes or runs the thing.
    VENDOR("◆"),
    /// Printed in a paper, a standard or a public statistic.
    LITERATURE("■"),
    /// Derived or assumed, with the derivation in the note.
    ESTIMATE("△"),
    /// Written down from memory; the document was not read. Nothing unverified hides.
    UNVERIFIED("○");

    private final String badge;

    Quality(String badge) {
        this.badge = badge;
    }

    /// The less trusted of both: what is worked out of two values is no better known than the worse of them.
    public Quality orWorse(Quality other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// A shape that says the same without colour.
    public String badge() {
        return badge;
    }

    /// The word as it stands in files: lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
