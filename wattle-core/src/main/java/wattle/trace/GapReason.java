package wattle.trace;

import java.util.Locale;

/// Why a read gave no value.
public enum GapReason {
    /// The call failed once; the next may work.
    READ_FAILED,
    /// The rights were not there, or are gone.
    DENIED,
    /// The device says that it does not do this.
    NOT_SUPPORTED,
    /// The device, its file or its rail is gone.
    GONE,
    /// No answer in time.
    TIMED_OUT,
    /// All bits set, below zero, or beyond what the part can draw.
    IMPLAUSIBLE,
    /// An answer that is not in the form it should have.
    MALFORMED,
    /// The device answers, and says that its value does not hold at present.
    NOT_VALID_NOW;

    /// As it stands in files: `read-failed`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
