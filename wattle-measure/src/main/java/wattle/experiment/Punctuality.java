package wattle.experiment;

import java.util.Locale;

/// How well meters were read on time.
///
/// @param reads that were made
/// @param late of them that began more than a period after they were due; each is made nevertheless, and its own time
///     is with it
/// @param missed that were never made, because the machine was too busy for more than a second
/// @param worstS how late the latest one was, in s
record Punctuality(long reads, long late, long missed, double worstS) {

    static final Punctuality NONE = new Punctuality(0, 0, 0, 0);

    Punctuality and(Punctuality other) {
        return new Punctuality(
                reads + other.reads, late + other.late, missed + other.missed, Math.max(worstS, other.worstS));
    }

    /// `41000 reads, 12 late by up to 3.1 ms, none missed`.
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d reads, %s, %s missed",
                reads,
                late == 0
                        ? "none late"
                        : worstS < 1
                                ? String.format(Locale.ROOT, "%d late by up to %.3g ms", late, worstS * 1e3)
                                : String.format(Locale.ROOT, "%d late by up to %.1f s", late, worstS),
                missed == 0 ? "none" : String.valueOf(missed));
    }
}
