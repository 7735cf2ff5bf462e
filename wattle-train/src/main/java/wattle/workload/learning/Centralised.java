package wattle.workload.learning;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import wattle.mark.Marks;
import wattle.workload.data.Split;
import wattle.workload.engine.AdamW;
import wattle.workload.engine.Backend;
import wattle.workload.engine.Optimiser;

/// All data in one place: passes over it with AdamW, evaluated every so many samples.
public final class Centralised {

    private final Task task;
    private final Course course;
    private final Learner learner;
    private final Optimiser optimiser;
    private final long seed;
    private final double most;

    /// @param most passes over the data
    public Centralised(Backend backend, Task task, Course course, long seed, double most) {
        this.task = task;
        this.course = course;
        this.seed = seed;
        this.most = most;
        learner = new Learner(backend, task, seed);
        optimiser = Optimiser.adamw(
                backend, learner.model().parameters(), AdamW.usual(task.recipe().rate()));
    }

    /// Trains.
    ///
    /// @return the weights at the end
    public float[] learn() throws IOException {
        int items = task.classes().length;
        long last = Math.round(most * items);
        long next = resume();
        int batch = task.recipe().batch();
        double losses = 0;
        int steps = 0;
        Marks.begin("train");
        while (course.tally().samples() < last && !course.isOver()) {
            long epoch = course.tally().samples() / items;
            int from = (int) (course.tally().samples() % items);
            int[] order = Split.shuffled(items, Seeds.of(seed, 1, epoch));
            Marks.begin("epoch");
            for (int at = from; at < items && course.tally().samples() < last && !course.isOver(); ) {
                int[] some = Arrays.copyOfRange(order, at, Math.min(items, at + batch));
                losses += learner.step(some, optimiser, Seeds.of(seed, 2, optimiser.steps()), 0);
                steps++;
                at += some.length;
                course.tally().trained(some.length);
                if (course.tally().samples() >= next || course.tally().samples() >= last) {
                    evaluate("loss %.4f".formatted(losses / steps));
                    losses = 0;
                    steps = 0;
                    next = course.tally().samples() + task.recipe().between();
                }
            }
            Marks.end("epoch");
        }
        Marks.end("train");
        return learner.weights();
    }

    private void evaluate(String beside) throws IOException {
        Marks.begin("evaluate");
        Quality quality = learner.quality(Integer.MAX_VALUE, course.tally());
        Marks.end("evaluate");
        course.keep(Map.of("steps", String.valueOf(optimiser.steps())), blocks -> {
            learner.keep("", blocks);
            learner.keep(optimiser, blocks);
        });
        double epoch = (double) course.tally().samples() / task.classes().length;
        course.evaluated("epoch %.2f".formatted(epoch), quality.value(), beside);
    }

    /// @return the number of samples at which it is evaluated next
    private long resume() throws IOException {
        Optional<Checkpoint> kept = course.resumed();
        if (kept.isPresent()) {
            learner.restore("", kept.get().blocks());
            learner.restore(optimiser, kept.get().blocks());
            optimiser.resume(Long.parseLong(kept.get().facts().getOrDefault("steps", "0")));
            course.say("goes on after %d samples".formatted(course.tally().samples()));
        }
        return course.tally().samples() + task.recipe().between();
    }
}
