/// What changes while a simulation runs: quantities such as carbon intensity, and when devices are there. Knows
/// no scenario.
@NullMarked
package wattle.signal;

import org.jspecify.annotations.NullMarked;
