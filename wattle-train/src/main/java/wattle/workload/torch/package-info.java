/// The operations on libtorch. The only room that sees it.
@NullMarked
package wattle.workload.torch;

import org.jspecify.annotations.NullMarked;
