package wattle.benchmarks.testbed;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import wattle.benchmarks.testbed.Perceptron.Items;

/// One device: receives the model, trains it on its own items for one epoch, and sends it back.
final class Client {

    /// Time of the warm-up before anything is measured: the compiler is done by then.
    private static final long WARM_UP_NS = 3_000_000_000L;

    private final Wire wire;
    private final Perceptron model;
    private final Items items;
    private final byte[] bytes;

    private Client(Wire wire, int number, int items, int modelBytes) {
        this.wire = wire;
        this.model = new Perceptron(modelBytes, 1);
        this.items = Items.of(items, number + 100L);
        this.bytes = new byte[model.weights().length * Float.BYTES];
    }

    /// Connects, warms up, limits its own processor time, and does what the server asks until it ends.
    ///
    /// @param args server's address, port, number of the client, items, bytes of the model; then
    ///     the file that limits the processor time of its control group, and what to write to it
    public static void main(String[] args) throws IOException {
        try (var wire = new Wire(new Socket(args[0], Integer.parseInt(args[1])))) {
            var client =
                    new Client(wire, Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
            client.warmUp();
            Files.writeString(Path.of(args[5]), args[6]);
            wire.send(Integer.parseInt(args[2]));
            client.serve();
        }
    }

    private void warmUp() {
        long began = System.nanoTime();
        while (System.nanoTime() - began < WARM_UP_NS) {
            train();
            Wire.bytes(model.weights(), bytes);
            Wire.floats(bytes, model.weights());
        }
    }

    private void serve() throws IOException {
        long[] asked = wire.receive(2);
        while (asked[0] != Wire.END) {
            if (asked[0] == Wire.CALIBRATE) {
                calibrate(asked[1]);
            } else {
                round(asked[1]);
            }
            asked = wire.receive(2);
        }
    }

    /// Answers with the seconds of so many epochs, each with what goes round it: reading the model from bytes,
    /// writing it back.
    private void calibrate(long epochs) throws IOException {
        long began = System.nanoTime();
        for (long k = 0; k < epochs; k++) {
            Wire.floats(bytes, model.weights());
            train();
            Wire.bytes(model.weights(), bytes);
        }
        wire.send(System.nanoTime() - began);
    }

    private void round(long number) throws IOException {
        wire.model(bytes);
        long received = System.nanoTime();
        Wire.floats(bytes, model.weights());
        double loss = train();
        if (Double.isNaN(loss)) {
            return;
        }
        Wire.bytes(model.weights(), bytes);
        long trained = System.nanoTime();
        wire.send(number, items.count(), Double.doubleToLongBits(loss), received, trained);
        wire.model(bytes, wire::hasMore);
    }

    /// One epoch.
    ///
    /// @return the mean loss, or NaN where the server no longer waits for it
    private double train() {
        double loss = 0;
        for (int from = 0; from < items.count(); from += Perceptron.BATCH) {
            if (wire.hasMore()) {
                return Double.NaN;
            }
            loss += model.step(items, from) * Perceptron.BATCH;
        }
        return loss / items.count();
    }
}
