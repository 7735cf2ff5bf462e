package wattle.cli;

import java.io.PrintWriter;
import java.util.Optional;
import wattle.app.measuring.LiveEnergy;
import wattle.experiment.Until;

/// Shows on the terminal what is being measured, once a second, in one line below the command's own output. Where
/// nobody looks on, it only says what must be said.
final class LiveView extends LiveEnergy implements AutoCloseable {

    private static final long EVERY_MS = 1000;

    /// Back to the line's beginning, and nothing of what stood there.
    private static final String CLEAN = "\r\u001b[K";

    private final PrintWriter err;
    private final Optional<Thread> thread;

    private LiveView(PrintWriter err, Optional<Until> until, boolean terminal) {
        super(until, terminal);
        this.err = err;
        thread = terminal
                ? Optional.of(Thread.ofPlatform().daemon().name("wattle-view").unstarted(this::show))
                : Optional.empty();
    }

    static LiveView on(PrintWriter err, Optional<Until> until) {
        LiveView view = new LiveView(
                err,
                until,
                Optional.ofNullable(System.console())
                        .map(java.io.Console::isTerminal)
                        .orElse(false));
        view.thread.ifPresent(Thread::start);
        return view;
    }

    @Override
    public void say(String message) {
        err.println((thread.isPresent() ? CLEAN : "") + "wattle: " + message);
    }

    /// Makes room for the command's own output.
    void clean() {
        if (thread.isPresent()) {
            err.print(CLEAN);
            err.flush();
        }
    }

    @Override
    public void close() {
        thread.ifPresent(running -> {
            running.interrupt();
            err.print(CLEAN);
        });
        err.flush();
    }

    private void show() {
        try {
            while (true) {
                Thread.sleep(EVERY_MS);
                err.print(CLEAN + line());
                err.flush();
            }
        } catch (InterruptedException e) {
            // The measurement has ended.
            Thread.currentThread().interrupt();
        }
    }
}
