package wattle.experiment;

/// A signal came before the job was started. What was read until then is kept.
public final class Stopped extends InterruptedException {

    private static final long serialVersionUID = 1;

    private final int signal;

    Stopped(int signal) {
        super("stopped by signal " + signal + " before the command was started");
        this.signal = signal;
    }

    /// Its number, as in `signal(7)`.
    public int signal() {
        return signal;
    }
}
