/// Other tools that export power or energy in the Prometheus text format.
@NullMarked
package wattle.meter.prometheus;

import org.jspecify.annotations.NullMarked;
