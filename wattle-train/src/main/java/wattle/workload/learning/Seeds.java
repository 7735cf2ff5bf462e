package wattle.workload.learning;

import java.util.SplittableRandom;

/// Randomness by place instead of by turn: each epoch, step and client has a stream of its own, so that a
/// training that
/// goes on from a checkpoint draws what it would have drawn.
final class Seeds {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Seeds() {}

    /// @param path numbers that name the place
    static SplittableRandom of(long seed, long... path) {
        long state = new SplittableRandom(seed).nextLong();
        for (long step : path) {
            state = new SplittableRandom(state ^ (step + 1) * GOLDEN).nextLong();
        }
        return new SplittableRandom(state);
    }
}
