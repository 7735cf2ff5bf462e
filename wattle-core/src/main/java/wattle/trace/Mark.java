package wattle.trace;

/// Something that the measured program, or its user, said about a moment of its run.
public sealed interface Mark {

    /// When it was said: monotonic, in ns.
    long nanos();

    /// A phase begins: `train`, `epoch 3`. Phases may nest, and may come again.
    record Begin(long nanos, String name) implements Mark {}

    /// A phase ends.
    record End(long nanos, String name) implements Mark {}

    /// A metric was evaluated.
    ///
    /// @param value may be anything but NaN
    record Metric(long nanos, String name, double value) implements Mark {}

    /// Anything else worth keeping, such as a target that was reached or a process that would not end.
    record Note(long nanos, String text) implements Mark {}
}
