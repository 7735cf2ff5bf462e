/// Server controllers that speak Redfish (DMTF DSP0266, DSP8010).
@NullMarked
package wattle.meter.redfish;

import org.jspecify.annotations.NullMarked;
