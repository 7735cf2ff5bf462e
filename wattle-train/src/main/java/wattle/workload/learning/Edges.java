package wattle.workload.learning;

import java.util.List;
import java.util.Map;

/// Edge aggregators average the models of their clients some times, then a server averages theirs (Liu et al.
/// 2020).
final class Edges implements Scheme {

    /// Rounds of an edge aggregator between two of the server.
    static final int EDGE_ROUNDS = 2;

    private final int edges;
    private final Clients clients;
    private final Course course;
    private float[] model;

    Edges(int edges, Clients clients, float[] start, Course course) {
        this.edges = edges;
        this.clients = clients;
        this.course = course;
        model = start.clone();
    }

    @Override
    public void play(int round) {
        Weights all = new Weights(model.length);
        for (int edge = 0; edge < edges; edge++) {
            int number = edge;
            List<Integer> own = clients.all().stream()
                    .filter(client -> client % edges == number)
                    .toList();
            long bytes = course.work().modelBytes();
            course.tally().down(bytes);
            float[] near = model;
            for (int turn = 0; turn < EDGE_ROUNDS; turn++) {
                near = near(own, near, (round - 1) * EDGE_ROUNDS + turn + 1);
                if (course.isStopped()) {
                    return;
                }
            }
            course.tally().up(bytes);
            double items = own.stream()
                    .mapToInt(client -> clients.items(client).length)
                    .sum();
            float[] joined = near;
            course.phase("aggregate", () -> all.add(joined, items));
        }
        if (!all.isEmpty()) {
            course.phase("aggregate", () -> model = all.mean());
        }
    }

    private float[] near(List<Integer> own, float[] start, int turn) {
        Weights sum = new Weights(start.length);
        for (int client : clients.participants(own, turn)) {
            clients.receives(client);
            float[] trained = clients.train(client, start, turn);
            if (course.isStopped()) {
                return start;
            }
            clients.sends(client);
            course.phase("aggregate", () -> sum.add(trained, clients.items(client).length));
        }
        return sum.isEmpty() ? start : sum.mean();
    }

    @Override
    public List<float[]> models() {
        return List.of(model);
    }

    @Override
    public Map<String, float[]> state() {
        return Map.of("model", model);
    }

    @Override
    public void resume(Map<String, float[]> state) {
        model = state.getOrDefault("model", model).clone();
    }
}
