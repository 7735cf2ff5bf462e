package wattle.app.training;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// Trains reference workloads. A `ServiceLoader` service: the engine weighs a hundred megabytes, and is there
/// only for
/// whoever trains.
public interface Trainer {

    /// What can be trained.
    List<WorkloadCard> workloads();

    /// Looks whether a wish can be fulfilled here, and starts nothing.
    ///
    /// @throws IllegalArgumentException when the wish makes no sense; its message says what would
    /// @throws NotInstalled when an engine, a platform or a data set is missing
    void check(TrainingWish wish) throws IOException;

    /// Trains in this process, until the target, the longest training allowed, or a request to stop. Says what
    /// it is
    /// doing by `wattle.mark`, so that whoever measures the process can divide its energy.
    ///
    /// @throws NotInstalled when an engine, a platform or a data set is missing
    TrainingResult train(TrainingWish wish, TrainingWatcher watcher) throws IOException, InterruptedException;

    /// The one that is on the class path.
    static Optional<Trainer> find() {
        return ServiceLoader.load(Trainer.class).findFirst();
    }
}
