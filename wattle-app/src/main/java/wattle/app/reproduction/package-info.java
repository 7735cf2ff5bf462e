/// Replays published comparisons through the closed form, cell by cell, and says why a cell does not match.
@NullMarked
package wattle.app.reproduction;

import org.jspecify.annotations.NullMarked;
