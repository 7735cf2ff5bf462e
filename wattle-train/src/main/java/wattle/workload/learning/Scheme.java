package wattle.workload.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wattle.app.training.TrainingWish;

/// How models travel in a round.
sealed interface Scheme permits Server, Edges, Peers {

    /// Plays one round.
    ///
    /// @param round counted from 1
    void play(int round);

    /// The models that are tested: one, or one of each client.
    List<float[]> models();

    /// What a checkpoint keeps.
    Map<String, float[]> state();

    /// Goes on from [#state].
    void resume(Map<String, float[]> state);

    /// The scheme of a paradigm.
    static Scheme of(TrainingWish.Learning learning, Clients clients, float[] start, Course course) {
        return switch (learning.paradigm()) {
            case FEDERATED, CENTRALISED -> new Server(learning.aggregation(), clients, start, course);
            case HIERARCHICAL -> new Edges(learning.edges(), clients, start, course);
            case DECENTRALISED -> new Peers(learning.edges(), clients, start, course);
            case LOCAL -> new Peers(0, clients, start, course);
        };
    }

    /// Copies of one model.
    static List<float[]> copies(float[] model, int count) {
        List<float[]> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(model.clone());
        }
        return copies;
    }
}
