package wattle.meter.plug;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallbackExtended;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wattle.meter.FileMeter;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.meter.Unanswered;
import wattle.meter.http.Login;
import wattle.meter.http.Web;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// A plug that tells by itself, through a broker (MQTT 3.1.1). Each message is a reading of the time
/// when it arrived; a sweep without a new one gives none, until three periods have passed without any:
/// then the plug is silent.
final class MqttPlug implements Meter, MqttCallbackExtended {

    private static final int TIMEOUT_S = 2;
    private static final double SHORTEST_S = 0.5;
    private static final int SILENT_PERIODS = 3;

    /// More messages than this between two sweeps are not kept: nobody reads them.
    private static final int LONGEST_QUEUE = 100_000;

    private final Machine machine;
    private final MqttClient client;
    private final String topic;
    private final List<Field> fields;
    private final long silentNanos;
    private final Deque<Arrival> arrivals = new ArrayDeque<>();
    private long lastNanos;
    private boolean open = true;

    private record Arrival(String text, long nanos) {}

    private MqttPlug(Machine machine, MqttClient client, String topic, List<Field> fields, double periodS) {
        this.machine = machine;
        this.client = client;
        this.topic = topic;
        this.fields = List.copyOf(fields);
        silentNanos = Math.round(SILENT_PERIODS * periodS * 1e9);
        lastNanos = machine.nanos().getAsLong();
    }

    /// @throws IOException when the broker refuses or is silent
    static MqttPlug open(
            Machine machine, String broker, Optional<Login> login, String topic, List<Field> fields, double periodS)
            throws IOException {
        try {
            MqttClient client = new MqttClient(broker, MqttClient.generateClientId(), new MemoryPersistence());
            client.setTimeToWait(TIMEOUT_S * 1000L);
            MqttPlug plug = new MqttPlug(machine, client, topic, fields, periodS);
            client.setCallback(plug);
            MqttConnectOptions options = new MqttConnectOptions();
            options.setConnectionTimeout(TIMEOUT_S);
            options.setAutomaticReconnect(true);
            login.ifPresent(known -> {
                options.setUserName(known.user());
                options.setPassword(known.password().toCharArray());
            });
            boolean connected = false;
            try {
                client.connect(options);
                client.subscribe(topic, 0);
                connected = true;
                return plug;
            } finally {
                if (!connected) {
                    plug.close();
                }
            }
        } catch (MqttException e) {
            throw new IOException("%s: %s".formatted(broker, reason(e)), e);
        }
    }

    private static String reason(MqttException e) {
        return e.getCause() == null
                ? String.valueOf(e.getMessage())
                : e.getMessage() + ": " + e.getCause().getMessage();
    }

    @Override
    public void connectComplete(boolean again, String broker) {
        if (again) {
            try {
                client.subscribe(topic, 0);
            } catch (MqttException _) {
                // The connection is lost again; the client connects once more, and the silence shows as
                // a gap.
                connectionLost(null);
            }
        }
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        // The client connects again by itself; what is missed meanwhile shows as a gap.
    }

    /// A retained message is the broker's memory of a time nobody knows, and is no reading.
    @Override
    public void messageArrived(String from, MqttMessage message) {
        if (message.isRetained()) {
            return;
        }
        String text = new String(message.getPayload(), StandardCharsets.UTF_8);
        synchronized (arrivals) {
            lastNanos = machine.nanos().getAsLong();
            if (arrivals.size() < LONGEST_QUEUE) {
                arrivals.add(new Arrival(text, lastNanos));
            }
        }
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // Nothing is published here.
    }

    @Override
    public List<Channel> channels() {
        return fields.stream().map(Field::channel).toList();
    }

    @Override
    public Pace pace() {
        return new Pace(Cost.NETWORK, SHORTEST_S, Double.POSITIVE_INFINITY);
    }

    @Override
    public void read(Consumer<Reading> sink) {
        List<Arrival> arrived;
        long now;
        boolean silent;
        synchronized (arrivals) {
            now = machine.nanos().getAsLong();
            arrived = new ArrayList<>(arrivals);
            arrivals.clear();
            silent = arrived.isEmpty() && now - lastNanos > silentNanos;
        }
        for (Arrival arrival : arrived) {
            readings(arrival, sink);
        }
        if (silent || !open) {
            Moment moment = Moment.between(now, now);
            String detail = !open
                    ? "closed"
                    : "no message of %s for more than %.0f s%s"
                            .formatted(topic, silentNanos / 1e9, client.isConnected() ? "" : ", the broker is gone");
            fields.forEach(field -> sink.accept(
                    FileMeter.gap(field.channel(), moment, open ? GapReason.TIMED_OUT : GapReason.GONE, detail)));
        }
    }

    private void readings(Arrival arrival, Consumer<Reading> sink) {
        Moment moment = Moment.between(arrival.nanos(), arrival.nanos());
        try {
            JsonNode json = Web.json(arrival.text(), topic);
            fields.forEach(field -> sink.accept(field.reading(json, moment)));
        } catch (Unanswered e) {
            fields.forEach(field ->
                    sink.accept(FileMeter.gap(field.channel(), moment, e.reason(), String.valueOf(e.getMessage()))));
        }
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, TIMEOUT_S * 1000L);
            }
            client.close(true);
        } catch (MqttException _) {
            // It is not connected any more, which is what was wanted.
            arrivals.clear();
        }
    }
}
