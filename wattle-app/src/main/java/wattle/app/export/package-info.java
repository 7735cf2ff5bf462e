/// A measured run in the words and units of other tools. Pure: a run in, text out.
///
/// The unit is the trap, not the name of the field: every format says here which it wants, and has a test with the
/// exact text.
@NullMarked
package wattle.app.export;

import org.jspecify.annotations.NullMarked;
