package wattle.simulation.learning;

/// One way of learning, run from session to session on one clock.
public interface Training {

    /// Rounds in a row without any progress after which a target is given up: whoever misses every deadline would
    /// otherwise train for ever.
    int FUTILE_ROUNDS = 1_000;

    /// Trains until the target is reached, given up, or stopped.
    ///
    /// @param session what is to be learned, and when it may begin
    /// @return how it went
    Trained run(Session session);

    /// @param startS the earliest moment, in s
    /// @param rounds of progress that reach the target; above 0
    /// @param work of one round over that of the first training; at least 0
    /// @param items gathered and not yet uploaded, over those of the first training
    record Session(double startS, double rounds, double work, double items) {}

    /// @param startS when it began
    /// @param endS when it ended
    /// @param rounds that were held
    /// @param end why it ended
    record Trained(double startS, double endS, long rounds, End end) {}

    /// Why a training ended.
    enum End {
        REACHED,
        /// The limit of rounds came first, or nobody was left to take part.
        NOT_REACHED,
        /// Whoever watched asked for it.
        STOPPED
    }

    /// Told of each round; may stop the simulation.
    @FunctionalInterface
    interface Progress {
        /// @param done progress in rounds of this training
        /// @param wanted rounds to target
        /// @return whether to go on
        boolean round(double done, double wanted);
    }
}
