/// What simulating a scenario shows beside the comparison: waiting and waste, who took part, and how far the closed
/// form
/// is from it.
@NullMarked
package wattle.app.simulating;

import org.jspecify.annotations.NullMarked;
