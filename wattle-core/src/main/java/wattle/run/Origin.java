package wattle.run;

import java.util.Locale;

/// How an energy came to be known. Totals that mix origins say so.
public enum Origin {
    MEASURED,
    /// Worked out by Wattle's own model of a machine that has no meter.
    MODELLED,
    SIMULATED,
    CLOSED_FORM,
    IMPORTED,
    /// In the account with 0 and the reason: outside the boundary, or no input given.
    EXCLUDED,
    /// Spent, but seen by no meter.
    UNMEASURED;

    /// The words as they stand in files: `closed-form`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
