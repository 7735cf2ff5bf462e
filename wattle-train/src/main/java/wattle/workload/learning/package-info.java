/// Who learns, and how models are joined.
@NullMarked
package wattle.workload.learning;

import org.jspecify.annotations.NullMarked;
