/// How learning goes, in events: rounds, selection, stragglers, staleness, sessions. Plain numbers in, plain numbers
/// out: it knows no files and no formulas, so that a million devices cost a few columns.
@NullMarked
package wattle.simulation.learning;

import org.jspecify.annotations.NullMarked;
