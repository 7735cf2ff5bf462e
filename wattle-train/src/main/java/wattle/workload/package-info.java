/// Reference workloads on real data, trained until a target, in every way of learning.
@NullMarked
package wattle.workload;

import org.jspecify.annotations.NullMarked;
