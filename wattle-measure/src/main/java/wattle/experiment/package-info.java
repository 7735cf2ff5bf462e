/// Runs a command under every meter there is, and works out afterwards what it cost.
@NullMarked
package wattle.experiment;

import org.jspecify.annotations.NullMarked;
