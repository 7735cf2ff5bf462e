package wattle.meter;

import java.io.IOException;
import wattle.trace.GapReason;

/// A device on the network gave no value, and it is known why.
public final class Unanswered extends IOException {

    private static final long serialVersionUID = 1;

    private final GapReason reason;

    /// @param message for people; also the detail of the gap
    public Unanswered(GapReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public GapReason reason() {
        return reason;
    }
}
