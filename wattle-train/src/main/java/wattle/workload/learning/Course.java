package wattle.workload.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wattle.app.training.TrainingWatcher;
import wattle.experiment.Until;
import wattle.mark.Marks;

/// How a training goes: what is said of it, what is counted, when it ends, and what is kept of it.
public final class Course {

    private final Until until;
    private final TrainingWatcher watcher;
    private final Work work;
    private final Optional<Path> checkpoint;
    private final String key;
    private final Tally tally = new Tally();
    private final long began = System.nanoTime();
    private double quality = Double.NaN;
    private boolean reached;

    /// @param key everything that decides the weights, in one line: a checkpoint of another key is refused
    public Course(Until until, TrainingWatcher watcher, Work work, Optional<Path> checkpoint, String key) {
        this.until = until;
        this.watcher = watcher;
        this.work = work;
        this.checkpoint = checkpoint;
        this.key = key;
    }

    Tally tally() {
        return tally;
    }

    Work work() {
        return work;
    }

    /// The last value of the metric; NaN before the first.
    public double quality() {
        return quality;
    }

    /// Whether the target was reached.
    public boolean isReached() {
        return reached;
    }

    /// Whether somebody asked to stop.
    public boolean isStopped() {
        return watcher.isStopped();
    }

    /// Whether there is nothing more to do.
    boolean isOver() {
        return reached || isStopped();
    }

    /// Says one line to whoever looks on.
    void say(String line) {
        watcher.say(line);
    }

    /// A phase, for whoever measures.
    void phase(String name, Runnable work) {
        Marks.begin(name);
        try {
            work.run();
        } finally {
            Marks.end(name);
        }
    }

    /// Tells how good it is now. The metric comes last: at the target, whoever measures ends the account with it.
    ///
    /// @param where as a person says it: `epoch 0.4`, `round 7`
    /// @param beside more about it; empty for nothing
    void evaluated(String where, double value, String beside) {
        quality = value;
        Marks.metric("samples", (double) tally.samples());
        Marks.metric("flops", (double) tally.samples() * work.trainingFlop());
        if (tally.rounds() > 0) {
            Marks.metric("rounds", tally.rounds());
            Marks.metric("data_up_bytes", (double) tally.upBytes());
            Marks.metric("data_down_bytes", (double) tally.downBytes());
            Marks.metric("data_side_bytes", (double) tally.sideBytes());
        }
        Marks.metric(until.metric(), value);
        reached |= until.isReachedBy(value);
        say(String.format(
                Locale.ROOT,
                "%-12s %s %.4f of %s%s, %d samples, %.1f s",
                where,
                until.metric(),
                value,
                until,
                beside.isEmpty() ? "" : ", " + beside,
                tally.samples(),
                (System.nanoTime() - began) * 1e-9));
    }

    /// What was done in total, in one line for people.
    public String totals() {
        String traffic = tally.rounds() == 0
                ? ""
                : "; %d rounds, %.4g MB up, %.4g MB down, %.4g MB between clients"
                        .formatted(
                                tally.rounds(),
                                1e-6 * tally.upBytes(),
                                1e-6 * tally.downBytes(),
                                1e-6 * tally.sideBytes());
        return String.format(
                Locale.ROOT,
                "%d samples, %.4g TFLOP of training, %.4g TFLOP of testing%s",
                tally.samples(),
                1e-12 * tally.samples() * work.trainingFlop(),
                1e-12 * tally.tested() * work.forwardFlop(),
                traffic);
    }

    /// Writes a checkpoint where one is wanted.
    ///
    /// @param at where it stands, by name
    void keep(Map<String, String> at, java.util.function.Consumer<Map<String, Checkpoint.Block>> blocks)
            throws IOException {
        if (checkpoint.isEmpty()) {
            return;
        }
        Marks.begin("checkpoint");
        Map<String, String> facts = new LinkedHashMap<>(at);
        facts.put("key", key);
        facts.put("tally", tally.text());
        Map<String, Checkpoint.Block> kept = new LinkedHashMap<>();
        blocks.accept(kept);
        new Checkpoint(facts, kept).write(checkpoint.get());
        Marks.end("checkpoint");
    }

    /// What an earlier training left, if it did.
    ///
    /// @throws IllegalArgumentException when it was another training
    Optional<Checkpoint> resumed() throws IOException {
        if (checkpoint.isEmpty() || !Files.exists(checkpoint.get())) {
            return Optional.empty();
        }
        Checkpoint kept = Checkpoint.read(checkpoint.get());
        String other = kept.facts().getOrDefault("key", "");
        if (!other.equals(key)) {
            throw wattle.document.InputFault.inFile(
                    checkpoint.get().toString(),
                    "this checkpoint is of another training (%s), not of this one (%s).".formatted(other, key),
                    "Maybe another file after --checkpoint.");
        }
        tally.resume(kept.facts().getOrDefault("tally", "0 0 0 0 0 0 0"));
        return Optional.of(kept);
    }
}
