/// The kernel of discrete-event simulation: a future event list, seeds, distributions and two ordered sets of small
/// integers. It knows no domain.
@NullMarked
package wattle.simulation.kernel;

import org.jspecify.annotations.NullMarked;
