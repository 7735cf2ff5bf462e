package wattle.experiment;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import wattle.meter.Machine;
import wattle.recording.Recorder;

/// The thread that does what has no hurry, all at one waking, because wakings are what measuring costs: puts on disk
/// what was read, reads what stands beside the meters, ties the clocks together, looks at the file of marks.
final class Keeper implements AutoCloseable {

    /// With the time of a write, less than a second is lost when everything is killed.
    private static final long EVERY_NANOS = 800_000_000L;

    private static final long ANCHOR_NANOS = 60_000_000_000L;

    private final Machine machine;
    private final Recorder recorder;
    private final Sampler sampler;
    private final MarkFile marks;
    private final Consumer<String> say;
    private final Thread thread;
    private volatile boolean open = true;
    private boolean refused;
    private long anchored;

    private Keeper(Machine machine, Recorder recorder, Sampler sampler, MarkFile marks, Consumer<String> say) {
        this.machine = machine;
        this.recorder = recorder;
        this.sampler = sampler;
        this.marks = marks;
        this.say = say;
        anchored = now();
        thread = Thread.ofPlatform().daemon().name("wattle-keeper").unstarted(this::run);
    }

    /// Begins.
    ///
    /// @param say is told when the disk refuses, and when it takes again
    static Keeper start(Machine machine, Recorder recorder, Sampler sampler, MarkFile marks, Consumer<String> say) {
        Keeper keeper = new Keeper(machine, recorder, sampler, marks, say);
        keeper.thread.start();
        return keeper;
    }

    private void run() {
        long due = now();
        while (open) {
            due = Math.max(due + EVERY_NANOS, now());
            for (long wait = due - now(); open && wait > 0; wait = due - now()) {
                LockSupport.parkNanos(wait);
            }
            sampler.readBeside();
            marks.look();
            flush();
            if (!refused && now() - anchored > ANCHOR_NANOS) {
                anchor();
            }
        }
    }

    private void flush() {
        Optional<String> refusal = recorder.flush();
        if (refusal.isPresent() && !refused) {
            refused = true;
            say.accept("the recording cannot be written (%s); readings wait in memory".formatted(refusal.get()));
        } else if (refusal.isEmpty() && refused) {
            refused = false;
            say.accept("the recording can be written again; nothing was lost");
        }
    }

    private void anchor() {
        anchored = now();
        recorder.anchor(anchored, machine.micros().getAsLong());
    }

    private long now() {
        return machine.nanos().getAsLong();
    }

    /// Does all once more and ends.
    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
