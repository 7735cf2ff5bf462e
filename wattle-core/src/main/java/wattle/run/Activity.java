package wattle.run;

import java.util.Locale;

/// What a place does while it uses energy.
public enum Activity {
    COMPUTE,
    /// On, ready, serving nobody; charged by a named policy.
    IDLE,
    /// Held up inside the job by somebody slower.
    WAIT,
    SLEEP,
    SENSE,
    TRANSMIT,
    RECEIVE,
    STORE,
    /// Cooling, conversion and everything else a facility adds to its IT energy.
    COOL_AND_CONVERT;

    /// The words as they stand in files and messages: `cool-and-convert`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
