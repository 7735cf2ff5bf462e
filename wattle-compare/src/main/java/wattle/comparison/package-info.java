/// Paradigms side by side: paired draws, verdicts, what decides, where the winner changes.
@NullMarked
package wattle.comparison;

import org.jspecify.annotations.NullMarked;
