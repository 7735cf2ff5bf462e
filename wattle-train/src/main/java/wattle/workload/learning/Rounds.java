package wattle.workload.learning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wattle.app.training.TrainingWish;
import wattle.mark.Marks;
import wattle.workload.engine.Backend;

/// Learning in rounds, whatever a round is.
public final class Rounds {

    private final Task task;
    private final Course course;
    private final Learner learner;
    private final Clients clients;
    private final Scheme scheme;
    private final long last;
    private int round;
    private Bias bias = Bias.NONE;

    /// @param most passes over all the data together
    public Rounds(Backend backend, Task task, Course course, TrainingWish.Learning learning, long seed, double most) {
        this.task = task;
        this.course = course;
        int[] classes = task.classes();
        learner = new Learner(backend, task, seed);
        clients = new Clients(learner, course, learning, classes, seed);
        scheme = Scheme.of(learning, clients, learner.weights(), course);
        last = Math.round(most * classes.length);
    }

    /// Learns.
    ///
    /// @return the weights at the end; those of the first client where each has its own
    public float[] learn() throws IOException {
        resume();
        Marks.begin("train");
        while (course.tally().samples() < last && !course.isOver()) {
            round++;
            Marks.begin("round");
            scheme.play(round);
            Marks.end("round");
            if (!course.isStopped()) {
                course.tally().round();
                evaluate();
            }
        }
        Marks.end("train");
        return scheme.models().getFirst();
    }

    private void evaluate() throws IOException {
        Marks.begin("evaluate");
        double quality = tested();
        Marks.end("evaluate");
        course.keep(
                facts(),
                blocks -> scheme.state()
                        .forEach((name, values) ->
                                blocks.put(name, new Checkpoint.Block(new long[] {values.length}, values))));
        course.evaluated("round " + round, quality, bias.text());
        if (bias.isKnown()) {
            Marks.metric("clients/worst", bias.worst());
            Marks.metric("clients/spread", bias.spread());
        }
    }

    /// The metric: of the one model, or the mean over the clients' models.
    private double tested() {
        List<float[]> models = scheme.models();
        if (models.size() == 1) {
            learner.weights(models.getFirst());
            Quality quality = learner.quality(Integer.MAX_VALUE, course.tally());
            bias = Bias.byMix(quality, task.classes(), clients);
            return quality.value();
        }
        List<Double> each = new ArrayList<>();
        for (float[] model : models) {
            learner.weights(model);
            each.add(learner.quality(task.recipe().sample(), course.tally()).value());
        }
        bias = Bias.of(each);
        return bias.mean();
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("round", String.valueOf(round));
        for (int client = 0; client < clients.count(); client++) {
            facts.put("client-" + client, clients.tally(client).text());
        }
        return facts;
    }

    private void resume() throws IOException {
        Optional<Checkpoint> kept = course.resumed();
        if (kept.isEmpty()) {
            return;
        }
        round = Integer.parseInt(kept.get().facts().getOrDefault("round", "0"));
        Map<String, float[]> state = new LinkedHashMap<>();
        kept.get().blocks().forEach((name, block) -> state.put(name, block.values()));
        scheme.resume(state);
        for (int client = 0; client < clients.count(); client++) {
            String text = kept.get().facts().get("client-" + client);
            if (text != null) {
                clients.tally(client).resume(text);
            }
        }
        course.say("goes on after round %d".formatted(round));
    }

    /// What each client did, as a table for people.
    public String account() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "  %-8s %9s %7s %12s %10s %9s %9s %9s%n",
                "client",
                "items",
                "rounds",
                "samples",
                "TFLOP",
                "seconds",
                "MB up",
                "MB down"));
        for (int client = 0; client < clients.count(); client++) {
            Tally tally = clients.tally(client);
            text.append(String.format(
                    Locale.ROOT,
                    "  %-8d %9d %7d %12d %10.4g %9.1f %9.3f %9.3f%n",
                    client,
                    clients.items(client).length,
                    tally.rounds(),
                    tally.samples(),
                    1e-12 * tally.samples() * course.work().trainingFlop(),
                    tally.seconds(),
                    1e-6 * (tally.upBytes() + tally.sideBytes()),
                    1e-6 * tally.downBytes()));
        }
        return text + (bias.isKnown() ? "  Clients: %s.%n".formatted(bias.text()) : "");
    }
}
