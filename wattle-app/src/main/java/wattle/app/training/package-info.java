/// What training is for whoever asks for it: a workload, a target, a way of learning. The engine that does it
/// is found
/// by `ServiceLoader`, and is on nobody's class path who does not train.
@NullMarked
package wattle.app.training;

import org.jspecify.annotations.NullMarked;
