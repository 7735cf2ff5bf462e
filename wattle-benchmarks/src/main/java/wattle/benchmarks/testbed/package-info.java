/// A small federated learning that really happens: a server and its clients as processes of their own, which train,
/// exchange their models over TCP and average them. What they took is set beside what the simulation says they take
/// (`wattle-benchmarks/testbed`, docs/validation/simulation.md).
@NullMarked
package wattle.benchmarks.testbed;

import org.jspecify.annotations.NullMarked;
