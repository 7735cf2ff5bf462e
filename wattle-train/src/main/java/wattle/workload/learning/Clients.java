package wattle.workload.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import wattle.app.training.Aggregation;
import wattle.app.training.TrainingWish;
import wattle.mark.Marks;
import wattle.workload.data.Split;

/// The clients: who holds which data, who takes part, and what each has done. They train one after another in this
/// process, each in a phase of its own, so that each one's energy is measured apart.
final class Clients {

    /// What holds clients near the model they started from: μ of Li et al. 2020, which tries 0.001 to 1.
    static final double PROXIMAL = 0.01;

    private final Learner learner;
    private final Course course;
    private final TrainingWish.Learning learning;
    private final long seed;
    private final int[][] parts;
    private final List<Tally> tallies = new ArrayList<>();

    Clients(Learner learner, Course course, TrainingWish.Learning learning, int[] classes, long seed) {
        this.learner = learner;
        this.course = course;
        this.learning = learning;
        this.seed = seed;
        parts = Split.of(learning.split()).divide(classes, learning.clients(), Seeds.of(seed, 3));
        for (int client = 0; client < parts.length; client++) {
            tallies.add(new Tally());
        }
    }

    int count() {
        return parts.length;
    }

    /// Items that a client holds.
    int[] items(int client) {
        return parts[client];
    }

    Tally tally(int client) {
        return tallies.get(client);
    }

    /// Who of some clients trains in a round: the share that was asked for, at random, at least one. Who has no
    /// data
    /// does not train.
    List<Integer> participants(List<Integer> among, int round) {
        List<Integer> able =
                among.stream().filter(client -> parts[client].length > 0).toList();
        int wanted = (int) Math.max(1, Math.round(learning.participation() * able.size()));
        SplittableRandom random = Seeds.of(seed, 4, round, among.isEmpty() ? 0 : among.getFirst());
        int[] turns = Split.shuffled(able.size(), random);
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(wanted, turns.length); i++) {
            chosen.add(able.get(turns[i]));
        }
        chosen.sort(null);
        return chosen;
    }

    /// All of them.
    List<Integer> all() {
        List<Integer> all = new ArrayList<>();
        for (int client = 0; client < parts.length; client++) {
            all.add(client);
        }
        return all;
    }

    /// One client trains a model on its own data.
    ///
    /// @param turn counts the times that models are handed out, for the order of its items
    /// @return the model afterwards
    float[] train(int client, float[] start, int turn) {
        String phase = "client " + client;
        Marks.begin(phase);
        long before = System.nanoTime();
        learner.weights(start);
        double pull = learning.aggregation() == Aggregation.FEDPROX ? PROXIMAL : 0;
        long done = learner.passes(
                parts[client], learning.localEpochs(), Seeds.of(seed, 5, turn, client), pull, course::isStopped);
        float[] weights = learner.weights();
        Tally tally = tallies.get(client);
        tally.trained(done);
        tally.round();
        tally.took(System.nanoTime() - before);
        course.tally().trained(done);
        Marks.end(phase);
        return weights;
    }

    /// A client gets a model from a server.
    void receives(int client) {
        tallies.get(client).down(course.work().modelBytes());
        course.tally().down(course.work().modelBytes());
    }

    /// A client sends its model to a server.
    void sends(int client) {
        tallies.get(client).up(course.work().modelBytes());
        course.tally().up(course.work().modelBytes());
    }

    /// A client sends its model to another.
    void shares(int client, int times) {
        tallies.get(client).side(times * course.work().modelBytes());
        course.tally().side(times * course.work().modelBytes());
    }
}
