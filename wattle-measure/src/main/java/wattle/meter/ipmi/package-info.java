/// The baseboard management controller of a server, through `ipmitool`: DCMI power, or its power sensors.
@NullMarked
package wattle.meter.ipmi;

import org.jspecify.annotations.NullMarked;
