/// Readings as they come, served to whoever watches a machine for long: Prometheus text and OpenTelemetry. Nothing is
/// recorded, and a counter that is served never falls.
@NullMarked
package wattle.live;

import org.jspecify.annotations.NullMarked;
