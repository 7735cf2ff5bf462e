package wattle.cli;

import java.io.PrintWriter;
import wattle.experiment.Watcher;

/// Tells on the terminal what is being measured. Messages only, for now one a line.
final class LiveView implements Watcher, AutoCloseable {

    private final PrintWriter err;

    private LiveView(PrintWriter err) {
        this.err = err;
    }

    static LiveView on(PrintWriter err) {
        return new LiveView(err);
    }

    @Override
    public void say(String message) {
        err.println("wattle: " + message);
    }

    @Override
    public void close() {
        err.flush();
    }
}
