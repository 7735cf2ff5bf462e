/// Devices as weighted groups with order statistics in place of one by one: expected rounds of any number of devices.
@NullMarked
package wattle.simulation.cohort;

import org.jspecify.annotations.NullMarked;
