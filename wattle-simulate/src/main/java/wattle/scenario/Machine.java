package wattle.scenario;

import java.util.Optional;
import wattle.formula.Formula.Input;

/// One machine as the closed form sees it.
///
/// @param name as a person says it
/// @param compute how long one pass over the data takes
/// @param power while training, whole machine
/// @param idle switched on, serving nobody
/// @param sleep in deep sleep between rounds
/// @param making carbon of making it and how long it serves; empty when unknown
/// @param serving how it answers requests
public record Machine(
        String name, Compute compute, Input power, Input idle, Input sleep, Optional<Making> making, Serving serving) {

    /// How long one pass takes.
    public sealed interface Compute {

        /// From the model's FLOPs.
        ///
        /// @param rate achieved FLOP/s of the whole machine
        /// @param peak peak FLOP/s of the whole machine, against which efficiency is stated
        record FromWork(Input rate, Input peak) implements Compute {}

        /// Stated directly.
        ///
        /// @param batchTime time of one batch
        /// @param batches batches per round or epoch
        record Direct(Input batchTime, Input batches) implements Compute {}
    }

    /// @param embodied carbon of making one machine
    /// @param lifetime years it serves
    /// @param use share of its life in which it is in use by anybody; embodied carbon is spread over that time
    public record Making(Input embodied, Input lifetime, Input use) {}

    /// @param accelerators over which a machine's rate is spread; one request runs on one of them
    /// @param efficiency rate of answering relative to the rate of training
    /// @param time of one request stated directly, instead of the two above
    public record Serving(Input accelerators, Input efficiency, Optional<Input> time) {}
}
