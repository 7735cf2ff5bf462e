/// Energy counters of processors (RAPL), through the powercap folders and through perf events.
///
/// Both ways show the same counters: a domain that both have is two channels of one part, and one part is never
/// added to itself.
///
/// Sources: Intel SDM vol. 3B, "Platform specific power management support"; Linux `Documentation/power/powercap`,
/// `drivers/powercap/intel_rapl_common.c`, `arch/x86/events/rapl.c`.
@NullMarked
package wattle.meter.rapl;

import org.jspecify.annotations.NullMarked;
