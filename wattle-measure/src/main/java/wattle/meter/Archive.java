package wattle.meter;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import wattle.trace.Channel;
import wattle.trace.Reading;

/// A meter that somebody else records, and that is asked after the fact: Kwollect, a scheduler's accounting.
/// A [MeterKind] that has archives implements [Kind] as well.
public interface Archive {

    /// In a person's words: `Kwollect lyon/gemini-1`.
    String device();

    /// What it shows.
    List<Channel> channels();

    /// Everything it has of this time. A reading's device time is set; its monotonic time is 0 and has no meaning.
    ///
    /// @throws java.io.IOException with a message for people when the archive does not answer
    void fetch(Instant from, Instant to, Consumer<Reading> sink) throws java.io.IOException;

    /// Implemented beside [MeterKind] by kinds that have archives.
    interface Kind {

        /// The archives that this machine's configuration or scheduler names.
        List<Archive> archives(Machine machine);
    }
}
