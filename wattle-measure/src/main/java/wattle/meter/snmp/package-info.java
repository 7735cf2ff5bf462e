/// Metered power distribution units, UPSs and sensors that speak SNMP.
@NullMarked
package wattle.meter.snmp;

import org.jspecify.annotations.NullMarked;
