/// Smart plugs: any device that tells its power or energy as JSON, by HTTP or MQTT.
@NullMarked
package wattle.meter.plug;

import org.jspecify.annotations.NullMarked;
