package wattle.workload.learning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every client has a model of its own. After training it becomes the mean of its neighbours' and its own, on a
/// ring in
/// which each knows as many to both sides. With no neighbours everybody learns alone.
///
/// On a graph where all have the same number of neighbours, equal weights are those of Metropolis and Hastings: the
/// mixing matrix is symmetric, and the mean of all models stays what it was.
final class Peers implements Scheme {

    private final int neighbours;
    private final Clients clients;
    private final Course course;
    private List<float[]> models;

    /// @param neighbours even; 0 for none
    Peers(int neighbours, Clients clients, float[] start, Course course) {
        this.neighbours = Math.min(neighbours, (clients.count() - 1) / 2 * 2);
        this.clients = clients;
        this.course = course;
        models = Scheme.copies(start, clients.count());
    }

    @Override
    public void play(int round) {
        List<float[]> trained = new ArrayList<>(models);
        for (int client : clients.participants(clients.all(), round)) {
            trained.set(client, clients.train(client, models.get(client), round));
            if (course.isStopped()) {
                return;
            }
        }
        if (neighbours == 0) {
            models = trained;
        } else {
            clients.all().forEach(client -> clients.shares(client, neighbours));
            course.phase("aggregate", () -> models = mixed(trained, neighbours));
        }
    }

    /// Each model becomes the mean of itself and its neighbours on the ring.
    static List<float[]> mixed(List<float[]> models, int neighbours) {
        List<float[]> mixed = new ArrayList<>();
        int count = models.size();
        for (int client = 0; client < count; client++) {
            Weights sum = new Weights(models.get(client).length);
            for (int far = -neighbours / 2; far <= neighbours / 2; far++) {
                sum.add(models.get(Math.floorMod(client + far, count)), 1);
            }
            mixed.add(sum.mean());
        }
        return mixed;
    }

    @Override
    public List<float[]> models() {
        return models;
    }

    @Override
    public Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        for (int client = 0; client < models.size(); client++) {
            state.put("client-" + client, models.get(client));
        }
        return state;
    }

    @Override
    public void resume(Map<String, float[]> state) {
        for (int client = 0; client < models.size(); client++) {
            models.set(
                    client,
                    state.getOrDefault("client-" + client, models.get(client)).clone());
        }
    }
}
