package wattle.app.training;

import java.io.IOException;

/// Something that training needs is not on this machine: an engine for it, or a data set. The message says how
/// to get
/// it.
public final class NotInstalled extends IOException {

    private static final long serialVersionUID = 1;

    /// @param what is missing; a sentence
    /// @param maybe what helps, beginning with "Maybe"
    public NotInstalled(String what, String maybe) {
        super(what + "\n" + maybe);
    }
}
