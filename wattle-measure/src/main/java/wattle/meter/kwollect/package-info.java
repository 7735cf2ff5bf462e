/// Kwollect, which records the power of a testbed's machines; asked after the run.
@NullMarked
package wattle.meter.kwollect;

import org.jspecify.annotations.NullMarked;
