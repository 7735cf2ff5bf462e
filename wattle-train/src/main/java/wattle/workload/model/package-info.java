/// Models, written in the operations of the engine.
@NullMarked
package wattle.workload.model;

import org.jspecify.annotations.NullMarked;
