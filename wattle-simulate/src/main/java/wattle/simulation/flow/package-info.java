/// A network at flow level: links shared max-min fairly between weighted, capped flows. It knows bits and seconds only.
@NullMarked
package wattle.simulation.flow;

import org.jspecify.annotations.NullMarked;
