/// What each paradigm costs, stage by stage: the closed forms, built as formulas and evaluated on a tape.
@NullMarked
package wattle.simulation;

import org.jspecify.annotations.NullMarked;
