package wattle.benchmarks.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The server of a federated learning: sends its model to every client, waits for enough updates, averages them
/// by their items, and begins again.
final class Server {

    private static final int CALIBRATIONS = 3;

    /// One client's answer. Moments are those of [System#nanoTime], which all processes of a machine share on Linux.
    ///
    /// @param receivedNs when the client had the model
    /// @param trainedNs when it had trained
    /// @param arrivedNs when the server had its update
    private record Update(
            int client, long round, long items, double loss, long receivedNs, long trainedNs, long arrivedNs) {}

    private final Path out;
    private final Perceptron model;
    private final List<Wire> wires = new ArrayList<>();
    private final List<ExecutorService> senders = new ArrayList<>();
    private final List<float[]> updates = new ArrayList<>();
    private final BlockingQueue<Update> arrived = new LinkedBlockingQueue<>();
    private final List<String> phases = new ArrayList<>();
    private volatile long round;

    private Server(Path out, int clients, int modelBytes) {
        this.out = out;
        this.model = new Perceptron(modelBytes, 1);
        for (int k = 0; k < clients; k++) {
            updates.add(new float[model.weights().length]);
            senders.add(Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().factory()));
        }
    }

    /// Waits for the clients, has each of them measured alone, holds the rounds, and writes down what they took.
    ///
    /// @param args port, clients, updates that end a round, rounds, bytes of the model, folder to write to
    public static void main(String[] args) throws IOException, InterruptedException {
        int clients = Integer.parseInt(args[1]);
        int enough = Integer.parseInt(args[2]);
        var server = new Server(Path.of(args[5]), clients, Integer.parseInt(args[4]));
        server.await(Integer.parseInt(args[0]), clients);
        server.calibrate(enough);
        server.readers();
        server.learn(Integer.parseInt(args[3]), enough);
        server.end();
    }

    private void await(int port, int clients) throws IOException {
        Wire[] each = new Wire[clients];
        try (var door = new ServerSocket(port)) {
            for (int k = 0; k < clients; k++) {
                var wire = new Wire(door.accept());
                each[(int) wire.receive(1)[0]] = wire;
            }
        }
        wires.addAll(List.of(each));
    }

    /// Each client alone, one after the other: what its training takes with nobody beside it. The server's averaging as
    /// well.
    private void calibrate(int enough) throws IOException {
        List<String> lines = new ArrayList<>(List.of("client,epoch_s"));
        for (int k = 0; k < wires.size(); k++) {
            wires.get(k).send(Wire.CALIBRATE, CALIBRATIONS);
            lines.add(k + "," + seconds(wires.get(k).receive(1)[0]) / CALIBRATIONS);
        }
        float[] kept = model.weights().clone();
        List<Update> alike = new ArrayList<>();
        for (int k = 0; k < enough; k++) {
            alike.add(new Update(k, 0, 1, 0, 0, 0, 0));
        }
        long began = 0;
        for (int k = -20; k < 20; k++) {
            if (k == 0) {
                began = System.nanoTime();
            }
            average(alike);
        }
        System.arraycopy(kept, 0, model.weights(), 0, kept.length);
        lines.add("server," + seconds(System.nanoTime() - began) / 20 / enough);
        Files.write(out.resolve("calibration.csv"), lines);
    }

    private void readers() {
        for (int k = 0; k < wires.size(); k++) {
            int client = k;
            Thread.ofPlatform().daemon().start(() -> read(client));
        }
    }

    private void read(int client) {
        byte[] bytes = new byte[model.weights().length * Float.BYTES];
        try {
            while (true) {
                long[] told = wires.get(client).receive(5);
                if (wires.get(client).model(bytes) && told[0] == round) {
                    Wire.floats(bytes, updates.get(client));
                    arrived.add(new Update(
                            client,
                            told[0],
                            told[1],
                            Double.longBitsToDouble(told[2]),
                            told[3],
                            told[4],
                            System.nanoTime()));
                }
            }
        } catch (IOException e) {
            if (round >= 0) {
                throw new UncheckedIOException("client " + client + " is gone", e);
            }
        }
    }

    /// Round 0 warms up the way over the network and is not counted.
    private void learn(int rounds, int enough) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of("round,seconds,updates,loss"));
        phases.add("round,client,down_s,train_s,up_s");
        byte[] bytes = new byte[model.weights().length * Float.BYTES];
        for (int r = 0; r <= rounds; r++) {
            long began = System.nanoTime();
            round = r;
            byte[] sent = Wire.bytes(model.weights(), bytes.clone());
            for (int k = 0; k < wires.size(); k++) {
                send(k, r, sent);
            }
            List<Update> updates = gather(r, enough);
            average(updates);
            double tookS = seconds(System.nanoTime() - began);
            double loss = updates.stream().mapToDouble(Update::loss).average().orElseThrow();
            if (r > 0) {
                lines.add(String.format(Locale.ROOT, "%d,%.6f,%d,%.4f", r, tookS, updates.size(), loss));
                updates.forEach(u -> phases.add(line(u, began)));
            }
        }
        Files.write(out.resolve("rounds.csv"), lines);
        Files.write(out.resolve("phases.csv"), phases);
    }

    private void send(int client, int number, byte[] bytes) {
        senders.get(client).execute(() -> tell(client, Wire.TRAIN, number, bytes));
    }

    private void tell(int client, long what, long number, byte... model) {
        try {
            wires.get(client).send(what, number);
            wires.get(client).model(model, () -> false);
        } catch (IOException e) {
            throw new UncheckedIOException("client " + client + " is gone", e);
        }
    }

    private List<Update> gather(long number, int enough) throws InterruptedException {
        List<Update> gathered = new ArrayList<>();
        while (gathered.size() < enough) {
            Update next = arrived.take();
            if (next.round() == number) {
                gathered.add(next);
            }
        }
        return gathered;
    }

    private void average(List<Update> from) {
        float[] weights = model.weights();
        double all = from.stream().mapToLong(Update::items).sum();
        java.util.Arrays.fill(weights, 0);
        for (Update each : from) {
            float share = (float) (each.items() / all);
            float[] theirs = updates.get(each.client());
            for (int k = 0; k < weights.length; k++) {
                weights[k] += share * theirs[k];
            }
        }
    }

    private static String line(Update update, long began) {
        return String.format(
                Locale.ROOT,
                "%d,%d,%.6f,%.6f,%.6f",
                update.round(),
                update.client(),
                seconds(update.receivedNs() - began),
                seconds(update.trainedNs() - update.receivedNs()),
                seconds(update.arrivedNs() - update.trainedNs()));
    }

    /// Tells everybody, behind what is still on its way to them.
    private void end() throws InterruptedException {
        round = -1;
        for (int k = 0; k < wires.size(); k++) {
            int client = k;
            senders.get(k).execute(() -> tell(client, Wire.END, 0));
            senders.get(k).shutdown();
        }
        for (ExecutorService each : senders) {
            if (!each.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a client does not take its last message");
            }
        }
    }

    private static double seconds(long ns) {
        return ns / 1e9;
    }
}
