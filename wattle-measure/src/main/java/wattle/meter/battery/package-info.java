/// The power that a machine draws from its batteries, while it draws all of its power from them.
///
/// Source: Linux `Documentation/ABI/testing/sysfs-class-power`.
@NullMarked
package wattle.meter.battery;

import org.jspecify.annotations.NullMarked;
