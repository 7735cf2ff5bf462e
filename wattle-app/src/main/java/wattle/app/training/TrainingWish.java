package wattle.app.training;

import java.nio.file.Path;
import java.util.Optional;
import wattle.experiment.Until;

/// What is to be trained, until when, and how.
///
/// @param workload its name: `classifier`
/// @param size its preset; empty for the workload's own
/// @param until the target
/// @param learning who learns, and how models are joined
/// @param execution what the result must not depend on, but does: seed and threads
public record TrainingWish(
        String workload, Optional<String> size, Until until, Learning learning, Execution execution) {

    /// Who learns.
    ///
    /// @param paradigm where the data is and who trains
    /// @param clients how many hold the data; 1 when it is in one place
    /// @param participation share of the clients that train in a round, above 0, at most 1
    /// @param localEpochs passes of a client over its data in a round, at least 1
    /// @param split how the data is divided among the clients: `iid`, `shards`, `dirichlet:0.5`
    /// @param aggregation how a server joins models
    /// @param edges edge aggregators of hierarchical learning, or neighbours of decentralised learning
    public record Learning(
            LearningParadigm paradigm,
            int clients,
            double participation,
            int localEpochs,
            String split,
            Aggregation aggregation,
            int edges) {}

    /// How it is executed.
    ///
    /// @param seed of everything random
    /// @param threads of the engine; results are the same bit by bit at the same number only
    /// @param most passes over all the training data before it is given up, above 0; empty for the preset's own
    /// @param checkpoint a file that is written at each evaluation, and from which a training goes on; empty
    ///      for none
    public record Execution(long seed, int threads, Optional<Double> most, Optional<Path> checkpoint) {}
}
