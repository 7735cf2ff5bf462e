/// Data sets, read where they lie, and how they are divided among clients.
@NullMarked
package wattle.workload.data;

import org.jspecify.annotations.NullMarked;
