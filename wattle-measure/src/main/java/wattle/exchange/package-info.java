/// Files of other tools, read as if their tool were a meter of ours: each becomes channels with their readings, and
/// some files together a recording that whatever reads recordings reads.
///
/// Nothing is guessed in silence: what a format does not say (its time zone, what a total covers, whether a number
/// was modelled) stands in the channel's note and in the facts of the recording.
@NullMarked
package wattle.exchange;

import org.jspecify.annotations.NullMarked;
