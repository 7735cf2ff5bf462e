/// Keeps what was measured, as it was measured: append-only blocks of raw readings in a database that another
/// process can read while it is written, and that loses at most the last second when the power fails.
@NullMarked
package wattle.recording;

import org.jspecify.annotations.NullMarked;
