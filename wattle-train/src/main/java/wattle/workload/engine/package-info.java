/// What a workload needs of an engine, without any engine: operations, parameters, updates, and a count of both.
@NullMarked
package wattle.workload.engine;

import org.jspecify.annotations.NullMarked;
