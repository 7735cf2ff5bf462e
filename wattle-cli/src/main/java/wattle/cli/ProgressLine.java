package wattle.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A bar on the terminal for whatever takes more than two seconds; nothing when standard error is no terminal.
/// Knows
/// whether somebody asked to stop.
final class ProgressLine {

    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long BETWEEN_NANOS = 200_000_000L;
    private static final int WIDTH = 24;

    private final PrintWriter err;
    private final String verb;
    private final boolean shown;
    private final long began = System.nanoTime();
    private final AtomicInteger signal = new AtomicInteger();
    private long drawn = began;
    private boolean visible;

    ProgressLine(PrintWriter err, String verb) {
        this.err = err;
        this.verb = verb;
        this.shown = Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
    }

    /// Asks to stop; the first signal counts.
    void stop(int number) {
        signal.compareAndSet(0, number);
    }

    /// The signal that asked to stop.
    Optional<Integer> signal() {
        return Optional.of(signal.get()).filter(number -> number != 0);
    }

    /// Draws how far it is.
    ///
    /// @return whether to go on
    synchronized boolean at(int done, int of, String beside) {
        long now = System.nanoTime();
        if (shown && now - began > QUIET_NANOS && now - drawn > BETWEEN_NANOS) {
            drawn = now;
            visible = true;
            int full = of == 0 ? 0 : Math.min(WIDTH, WIDTH * done / of);
            err.print("\r\u001b[K%s [%s%s] %d of %d, %s"
                    .formatted(verb, "#".repeat(full), " ".repeat(WIDTH - full), done, of, beside));
            err.flush();
        }
        return signal.get() == 0;
    }

    /// Takes the bar away.
    synchronized void clear() {
        if (visible) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
