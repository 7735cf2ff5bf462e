/// Sourced constants: devices, networks, grids, models and measured runs, each value with unit, range,
/// quality and
/// source; what Wattle ships, what a user adds, and how to find either.
@NullMarked
package wattle.catalog;

import org.jspecify.annotations.NullMarked;
