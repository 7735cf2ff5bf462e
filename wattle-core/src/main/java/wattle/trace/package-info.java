/// What a meter shows, and what it said: channels, readings, traces, and the energy of a window with its
/// uncertainty.
///
/// Nothing here reads hardware, a clock or a file. The same readings give the same joules on any machine, at any
/// time: that is what makes a run recomputable.
@NullMarked
package wattle.trace;

import org.jspecify.annotations.NullMarked;
