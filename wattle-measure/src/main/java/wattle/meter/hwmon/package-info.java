/// Power and energy sensors that Linux shows as hwmon chips: GPUs, ACPI power meters, Grace, board monitors.
///
/// A chip that nobody knows is believed only where it says watts or joules itself; volts times amperes is made for
/// chips whose wiring is known. The power monitors of a Jetson are left to the meter `jetson`, told by
/// [wattle.meter.Tegra], and batteries to the meter `battery`.
///
/// Sources: Linux `Documentation/hwmon/sysfs-interface.rst` and the page of each driver beside it.
@NullMarked
package wattle.meter.hwmon;

import org.jspecify.annotations.NullMarked;
