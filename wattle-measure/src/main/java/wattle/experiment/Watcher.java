package wattle.experiment;

import java.util.List;
import wattle.trace.Channel;
import wattle.trace.Mark;
import wattle.trace.Reading;

/// Looks on while a job is measured: a live view, an exporter. Called from several threads; must be quick.
public interface Watcher {

    /// Nobody looks on.
    Watcher NOBODY = new Watcher() {};

    /// A channel will be read.
    default void on(Channel channel) {}

    /// Readings were kept; the list is used again afterwards.
    default void on(List<Reading> readings) {}

    /// A mark was kept.
    default void on(Mark mark) {}

    /// Something that the user must know now: a disk that is full, a target that is reached.
    default void say(String message) {}
}
