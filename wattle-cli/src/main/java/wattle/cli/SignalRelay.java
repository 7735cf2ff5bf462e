package wattle.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import wattle.experiment.SignalTarget;

/// Hands signals to whoever can end what is going on; where nobody is, the program ends at once.
final class SignalRelay implements SignalTarget {

    /// What an exit code is above the signal's number.
    static final int SIGNALLED = 128;

    private final PrintWriter err;
    private final AtomicReference<@Nullable IntConsumer> target = new AtomicReference<>();

    SignalRelay(PrintWriter err) {
        this.err = err;
    }

    void on(int number) {
        IntConsumer now = target.get();
        if (now != null) {
            now.accept(number);
            return;
        }
        err.println("wattle: ended by signal %d; what was measured before is kept.".formatted(number));
        System.exit(SIGNALLED + number);
    }

    @Override
    public void is(IntConsumer running) {
        target.set(running);
    }

    @Override
    public void isNobody() {
        target.set(null);
    }
}
