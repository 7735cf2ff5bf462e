package wattle.meter.plug;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/// A real mosquitto, for a user `reader` with the password `right`. Skips the test, saying so, where it
/// is missing.
final class Broker implements AutoCloseable {

    private final int port;
    private final Process process;
    private final MqttClient plug;

    Broker(Path folder) throws IOException, InterruptedException, MqttException {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mosquitto")), "skipped: mosquitto is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mosquitto_passwd")), "skipped: mosquitto_passwd is missing");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path users = folder.resolve("users");
        new ProcessBuilder("/usr/bin/mosquitto_passwd", "-b", "-c", users.toString(), "reader", "right")
                .start()
                .waitFor();
        Path conf = Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous false
                password_file %s
                user root
                log_dest stderr
                """.formatted(port, users));
        process = new ProcessBuilder("/usr/sbin/mosquitto", "-c", conf.toString(), "-v")
                .redirectErrorStream(true)
                .start();
        awaitReady();
        plug = new MqttClient(url(), "plug", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName("reader");
        options.setPassword("right".toCharArray());
        plug.connect(options);
    }

    /// Its last word before it listens; what it says later is read on, so that it never waits for a
    /// reader.
    private void awaitReady() throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.append(line).append('\n');
            if (line.endsWith(" running")) {
                Thread.ofVirtual().start(() -> reader.lines().forEach(_ -> {}));
                return;
            }
        }
        throw new IOException("mosquitto does not start: " + said);
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /// As a plug does it; the broker has the message when this returns.
    void publish(String topic, String json, boolean retained) throws MqttException {
        plug.publish(topic, json.getBytes(StandardCharsets.UTF_8), 1, retained);
    }

    @Override
    public void close() throws MqttException {
        plug.disconnectForcibly(0, 100);
        plug.close(true);
        process.destroyForcibly();
    }
}
