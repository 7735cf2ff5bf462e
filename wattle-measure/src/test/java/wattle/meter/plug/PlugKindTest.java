package wattle.meter.plug;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Bench;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.meter.http.Server;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;

/// The acceptance of plugs: MQTT and HTTP, watt-minutes included.
@Timeout(60)
class PlugKindTest {

    private static final String POWER = "plug/desk/power";
    private static final String ENERGY = "plug/desk/energy";

    @TempDir
    Path folder;

    /// The trap: 60 of a Shelly of the first generation are 1 Wh, not 60.
    @Test
    void aShellyOfTheFirstGenerationCountsWattMinutes() throws IOException {
        try (Server server = new Server()) {
            server.page("/status", shelly1(87.25, 120_000, true));
            try (Meter meter = Bench.meter(probe("preset: shelly-gen1", "url: " + server.url()))) {
                Map<String, Reading> readings = Bench.read(meter);

                assertThat(Bench.watts(readings, POWER)).isEqualTo(87.25);
                double joules = Bench.raw(readings, ENERGY)
                        * ((Signal.EnergyCounter) Bench.channel(meter, ENERGY).signal()).joulesPerUnit();
                assertThat(joules).isEqualTo(2000 * 3600.0); // 120 000 W·min = 2 kWh
                assertThat(Bench.channel(meter, POWER).part()).isEqualTo(Part.WALL);
                server.page("/status", shelly1(0, 0, false));
                assertThat(Bench.gap(Bench.read(meter), POWER).reason()).isEqualTo(GapReason.NOT_VALID_NOW);
            }
        }
    }

    @Test
    void aShellyOfTheSecondGenerationCountsWattHoursAndIsAskedForItsChannel() throws IOException {
        try (Server server = new Server()) {
            server.page("/rpc/Switch.GetStatus?id=1", "{\"apower\": 12.5, \"aenergy\": {\"total\": 4711.123}}");
            try (Meter meter = Bench.meter(probe("preset: shelly-gen2", "channel: 1", "url: " + server.url()))) {
                Map<String, Reading> readings = Bench.read(meter);
                assertThat(Bench.watts(readings, POWER)).isEqualTo(12.5);
                assertThat(Bench.raw(readings, ENERGY)).isEqualTo(4_711_123);
                assertThat(Bench.channel(meter, ENERGY).signal()).isEqualTo(new Signal.EnergyCounter(3.6, 0));
            }
        }
    }

    @Test
    void aTasmotaOfSeveralChannelsIsSummedOrOneIsTaken() throws IOException {
        try (Server server = new Server()) {
            server.page(
                    "/cm?cmnd=Status%208",
                    "{\"StatusSNS\": {\"ENERGY\": {\"Total\": [1.185, 2.0], \"Power\": [30, 40.5]}}}");
            try (Meter meter = Bench.meter(probe("preset: tasmota", "url: " + server.url()))) {
                Map<String, Reading> readings = Bench.read(meter);
                assertThat(Bench.watts(readings, POWER)).isEqualTo(70.5);
                assertThat(Bench.raw(readings, ENERGY)).isEqualTo(3_185_000);
            }
            try (Meter meter = Bench.meter(probe("preset: tasmota", "channel: 1", "url: " + server.url()))) {
                assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(40.5);
            }
        }
    }

    @Test
    void anyOtherPlugIsDescribedByPointersAndUnits() throws IOException {
        try (Server server = new Server()) {
            server.page("/now?x=1", "{\"v\": {\"p\": 0.25, \"e\": 7}}");
            String[] settings = {
                "url: " + server.url() + "/now?x=1",
                "power: /v/p",
                "power_unit: kW",
                "energy: /v/e",
                "energy_unit: kWh",
                "part: node"
            };
            try (Meter meter = Bench.meter(probe(settings))) {
                Map<String, Reading> readings = Bench.read(meter);
                assertThat(Bench.watts(readings, POWER)).isEqualTo(250);
                assertThat(Bench.raw(readings, ENERGY)).isEqualTo(7_000_000);
                assertThat(Bench.channel(meter, POWER).part()).isEqualTo(Part.NODE);
                server.page("/now?x=1", "{\"v\": {\"p\": \"n/a\", \"e\": null}}");
                readings = Bench.read(meter);
                assertThat(Bench.gap(readings, POWER).reason()).isEqualTo(GapReason.MALFORMED);
                assertThat(Bench.gap(readings, ENERGY).reason()).isEqualTo(GapReason.NOT_VALID_NOW);
            }
        }
    }

    @Test
    void aCounterWithoutAUnitAndAPointerWithoutASlashAreFaults() {
        assertThat(broken("url: http://plug/x", "energy: /e").reason()).contains("unit");
        assertThat(broken("url: http://plug/x", "power: p").remedy()).isEqualTo("Maybe /p");
        assertThat(broken("url: http://plug/x").reason()).contains("neither power nor energy");
        assertThat(broken("url: plug", "power: /p").remedy()).isEqualTo("Maybe http://plug");
    }

    @Test
    void aDigestIsAnsweredWithSha256() throws IOException {
        try (Server server = new Guarded()) {
            server.page("/rpc/Switch.GetStatus?id=0", "{\"apower\": 12.5, \"aenergy\": {\"total\": 1}}");
            FakeTree tree = tree("preset: shelly-gen2", "url: " + server.url(), "password_env: PLUG")
                    .variable("PLUG", "right");
            try (Meter meter = Bench.meter(new PlugKind().probe(tree.machine()))) {
                assertThat(Bench.watts(Bench.read(meter), POWER)).isEqualTo(12.5);
            }
            tree.variable("PLUG", "wrong-secret");
            assertThat(new PlugKind().probe(tree.machine()))
                    .singleElement()
                    .isInstanceOfSatisfying(Probe.Broken.class, broken -> {
                        assertThat(broken.reason()).contains("401");
                        assertThat(broken.toString()).doesNotContain("wrong-secret");
                    });
        }
    }

    @Test
    void tasmotasPasswordStandsInTheQueryAndInNoMessage() throws IOException {
        try (Server server = new Server()) {
            String settings = "password_env: PLUG";
            FakeTree tree =
                    tree("preset: tasmota", "url: " + server.url(), settings).variable("PLUG", "s&cret");
            assertThat(new PlugKind().probe(tree.machine()))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Probe.Broken.class,
                            broken -> assertThat(broken.toString())
                                    .contains("404")
                                    .doesNotContain("cret"));
            assertThat(server.requests()).containsExactly("GET /cm?cmnd=Status%208&user=admin&password=s%26cret");
        }
    }

    @Test
    void whatAPlugTellsThroughABrokerHasTheTimeOfItsArrivalAndSilenceIsAGap() throws Exception {
        try (Broker broker = new Broker(folder)) {
            // A memory of the broker, from a time nobody knows.
            broker.publish("tele/desk/SENSOR", "{\"ENERGY\": {\"Total\": 9, \"Power\": 9}}", true);
            FakeTree tree = subscribed(broker).variable("MQTT_PASSWORD", "right");
            try (Meter meter = Bench.meter(new PlugKind().probe(tree.machine()))) {
                assertThat(sweep(meter)).isEmpty();
                tree.pass(5);
                long arrival = tree.machine().nanos().getAsLong();
                broker.publish("tele/desk/SENSOR", "{\"ENERGY\": {\"Total\": 3.185, \"Power\": 70}}", false);
                List<Reading> readings = sweep(meter);
                while (readings.isEmpty()) { // Until the message has come, or the time of the test is over.
                    Thread.onSpinWait();
                    readings = sweep(meter);
                }
                assertThat(readings).hasSize(2);
                assertThat(readings.getFirst()).isInstanceOfSatisfying(Reading.Power.class, power -> {
                    assertThat(power.watts()).isEqualTo(70);
                    assertThat(power.moment().nanos()).isEqualTo(arrival);
                });
                assertThat(readings.getLast())
                        .isInstanceOfSatisfying(
                                Reading.Counter.class,
                                energy -> assertThat(energy.raw()).isEqualTo(3_185_000));
                // Two periods of 10 s without a message are nothing; more than three are silence.
                tree.pass(20);
                assertThat(sweep(meter)).isEmpty();
                tree.pass(11);
                assertThat(Bench.gap(Bench.read(meter), POWER).reason()).isEqualTo(GapReason.TIMED_OUT);
            }
        }
    }

    @Test
    void aBrokerThatRefusesThePasswordIsBroken() throws Exception {
        try (Broker broker = new Broker(folder)) {
            FakeTree tree = subscribed(broker).variable("MQTT_PASSWORD", "wrong-secret");
            assertThat(new PlugKind().probe(tree.machine()))
                    .singleElement()
                    .isInstanceOfSatisfying(Probe.Broken.class, broken -> {
                        assertThat(broken.reason()).contains("uthoriz");
                        assertThat(broken.toString()).doesNotContain("wrong-secret");
                    });
        }
    }

    private FakeTree subscribed(Broker broker) {
        return tree(
                "preset: tasmota",
                "broker: " + broker.url(),
                "topic: tele/desk/SENSOR",
                "period: 10",
                "user: reader",
                "password_env: MQTT_PASSWORD");
    }

    private static List<Reading> sweep(Meter meter) {
        List<Reading> readings = new ArrayList<>();
        meter.read(readings::add);
        return readings;
    }

    private static String shelly1(double watts, long total, boolean valid) {
        return "{\"meters\": [{\"power\": %s, \"total\": %d, \"is_valid\": %s}]}".formatted(watts, total, valid);
    }

    private Probe.Broken broken(String... settings) {
        return (Probe.Broken) probe(settings).getFirst();
    }

    private List<Probe> probe(String... settings) {
        return new PlugKind().probe(tree(settings).machine());
    }

    private FakeTree tree(String... settings) {
        return new FakeTree(folder.resolve("root"))
                .settings("plug:\n  name: desk\n  " + String.join("\n  ", settings) + "\n");
    }

    /// Checks digests as RFC 7616 says, for the user `admin` with the password `right`; each nonce
    /// counts once.
    private static final class Guarded extends Server {

        private int nonce;

        Guarded() throws IOException {
            super();
        }

        @Override
        protected synchronized void answer(HttpExchange exchange, Map<String, String> pages) throws IOException {
            String said = exchange.getRequestHeaders().getFirst("Authorization");
            if (said != null && right(said, exchange.getRequestURI().toString())) {
                super.answer(exchange, pages);
                return;
            }
            nonce++;
            exchange.getResponseHeaders()
                    .set(
                            "WWW-Authenticate",
                            "Digest qop=\"auth\", realm=\"shellyplus1pm\", nonce=\"%d\", algorithm=SHA-256"
                                    .formatted(nonce));
            reply(exchange, 401, "{}");
        }

        private boolean right(String said, String uri) {
            String who = sha256("admin:shellyplus1pm:right");
            String what = sha256("GET:" + uri);
            String expected =
                    sha256("%s:%d:%s:%s:auth:%s".formatted(who, nonce, word(said, "nc"), word(said, "cnonce"), what));
            boolean right = word(said, "response").equals(expected)
                    && word(said, "uri").equals(uri)
                    && word(said, "nonce").equals(Integer.toString(nonce));
            nonce++;
            return right;
        }

        private static String word(String said, String name) {
            Matcher matcher = Pattern.compile("\\b" + name + "=\"?([^\",]*)").matcher(said);
            return matcher.find() ? matcher.group(1) : "";
        }

        private static String sha256(String text) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
