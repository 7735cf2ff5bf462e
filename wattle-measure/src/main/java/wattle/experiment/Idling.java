package wattle.experiment;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// The times of an experiment in which nothing runs but the machine: a signal ends them.
final class Idling {

    private final Thread waiting;
    private final AtomicInteger signal = new AtomicInteger();

    /// @param waiting the thread that waits meanwhile
    Idling(Thread waiting) {
        this.waiting = waiting;
    }

    /// What waits.
    @FunctionalInterface
    interface Wait {
        void run() throws InterruptedException;
    }

    /// A signal has come.
    void stop(int number) {
        if (signal.compareAndSet(0, number)) {
            waiting.interrupt();
        }
    }

    /// @throws Stopped when a signal has come
    void check() throws Stopped {
        if (signal.get() != 0) {
            throw new Stopped(signal.get());
        }
    }

    /// From now on signals go to the job; also one that came while it was being started.
    void handOver(SignalTarget control, IntConsumer job) {
        control.is(job);
        if (signal.get() != 0 && Thread.interrupted()) {
            job.accept(signal.get());
        }
    }

    /// Waits, and ends early without complaint.
    ///
    /// @return the signal that ended it; 0 for none
    int endsEarly(Wait wait) throws InterruptedException {
        signal.set(0);
        try {
            wait.run();
        } catch (InterruptedException e) {
            if (signal.get() == 0) {
                throw e;
            }
        }
        return signal.get();
    }

    /// What an interruption means.
    InterruptedException stopped(InterruptedException e) {
        return signal.get() == 0 ? e : new Stopped(signal.get());
    }
}
