package wattle.experiment;

import java.util.function.IntConsumer;

/// Where the signals go that a user or a scheduler sends to Wattle.
public interface SignalTarget {

    /// To this, by their numbers (`signal(7)`).
    void is(IntConsumer target);

    /// To nobody in particular: Wattle itself ends.
    default void isNobody() {}
}
