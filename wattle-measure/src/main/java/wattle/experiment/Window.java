package wattle.experiment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import wattle.trace.Mark;

/// A time of a recording, with the name of what went on.
///
/// @param fromNanos monotonic, in ns
/// @param toNanos not before `fromNanos`
public record Window(String name, long fromNanos, long toNanos) {

    /// Its length, in s.
    public double seconds() {
        return (toNanos - fromNanos) * 1e-9;
    }

    /// The windows that marks open and close, in the order of their beginnings. An end closes the last window of its
    /// name that is open; what is never closed ends at `lastNanos`.
    static List<Window> of(List<Mark> marks, long lastNanos) {
        Deque<Mark.Begin> open = new ArrayDeque<>();
        List<Window> windows = new ArrayList<>();
        for (Mark mark : marks) {
            switch (mark) {
                case Mark.Begin begin -> open.push(begin);
                case Mark.End(long nanos, String name) ->
                    open.stream()
                            .filter(begin -> begin.name().equals(name))
                            .findFirst()
                            .ifPresent(begin -> {
                                open.remove(begin);
                                windows.add(new Window(name, begin.nanos(), nanos));
                            });
                case Mark.Metric _, Mark.Note _ -> {}
            }
        }
        open.forEach(begin -> windows.add(new Window(begin.name(), begin.nanos(), Math.max(begin.nanos(), lastNanos))));
        windows.sort((a, b) -> Long.compare(a.fromNanos(), b.fromNanos()));
        return windows;
    }

    /// The window of a name, if there is one.
    static Optional<Window> named(List<Window> windows, String name) {
        return windows.stream().filter(window -> window.name().equals(name)).findFirst();
    }

    /// The part of it that lies in another.
    Window within(Window other) {
        long from = Math.clamp(fromNanos, other.fromNanos(), other.toNanos());
        return new Window(name, from, Math.clamp(toNanos, from, other.toNanos()));
    }
}
