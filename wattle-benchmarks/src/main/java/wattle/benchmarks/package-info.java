/// JMH benchmarks. Speed is told as a ratio or a rate of one run, and never asserted in a test.
@NullMarked
package wattle.benchmarks;

import org.jspecify.annotations.NullMarked;
