/// What a meter is, and how meters are found. Each kind of meter is a sibling room below this one and knows
/// nothing of its siblings.
@NullMarked
package wattle.meter;

import org.jspecify.annotations.NullMarked;
