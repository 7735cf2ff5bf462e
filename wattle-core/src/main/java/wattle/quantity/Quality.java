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

    /// A shape that says the same without colour.
    public String badge() {
        return badge;
    }

    /// The word as it stands in files: lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
