/// The scenario: a task, its places, its links and its cadence, read from one file, every value resolved to a
/// cited
/// input.
@NullMarked
package wattle.scenario;

import org.jspecify.annotations.NullMarked;
