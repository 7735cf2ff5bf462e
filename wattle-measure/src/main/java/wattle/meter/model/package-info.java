/// Power that is calculated and not measured, for machines that show no meter: virtual machines above all.
@NullMarked
package wattle.meter.model;

import org.jspecify.annotations.NullMarked;
