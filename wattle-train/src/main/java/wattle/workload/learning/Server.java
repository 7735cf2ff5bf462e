package wattle.workload.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.app.training.Aggregation;

/// A server hands its model to some clients, and joins what comes back.
final class Server implements Scheme {

    /// Adam on the server as in Reddi et al. 2021: β₁ 0.9, β₂ 0.99, τ 10⁻³, and a rate of 10⁻².
    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.99;
    private static final double TAU = 1e-3;
    private static final double RATE = 1e-2;

    private final Aggregation aggregation;
    private final Clients clients;
    private final Course course;
    private float[] model;
    private final float[] first;
    private final float[] second;

    Server(Aggregation aggregation, Clients clients, float[] start, Course course) {
        this.aggregation = aggregation;
        this.clients = clients;
        this.course = course;
        model = start.clone();
        first = new float[start.length];
        second = new float[start.length];
    }

    @Override
    public void play(int round) {
        Weights sum = new Weights(model.length);
        for (int client : clients.participants(clients.all(), round)) {
            clients.receives(client);
            float[] trained = clients.train(client, model, round);
            if (course.isStopped()) {
                return;
            }
            clients.sends(client);
            course.phase("aggregate", () -> sum.add(trained, clients.items(client).length));
        }
        if (!sum.isEmpty()) {
            course.phase("aggregate", () -> model = joined(sum.mean()));
        }
    }

    private float[] joined(float[] mean) {
        return switch (aggregation) {
            case FEDAVG, FEDPROX -> mean;
            case FEDADAM -> {
                float[] next = new float[mean.length];
                for (int i = 0; i < next.length; i++) {
                    double change = mean[i] - (double) model[i];
                    first[i] = (float) (BETA1 * first[i] + (1 - BETA1) * change);
                    second[i] = (float) (BETA2 * second[i] + (1 - BETA2) * change * change);
                    next[i] = (float) (model[i] + RATE * first[i] / (Math.sqrt(second[i]) + TAU));
                }
                yield next;
            }
        };
    }

    @Override
    public List<float[]> models() {
        return List.of(model);
    }

    @Override
    public Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        state.put("model", model);
        if (aggregation == Aggregation.FEDADAM) {
            state.put("first", first);
            state.put("second", second);
        }
        return state;
    }

    @Override
    public void resume(Map<String, float[]> state) {
        model = state.getOrDefault("model", model).clone();
        System.arraycopy(state.getOrDefault("first", first), 0, first, 0, first.length);
        System.arraycopy(state.getOrDefault("second", second), 0, second, 0, second.length);
    }
}
