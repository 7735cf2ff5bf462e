package wattle.meter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.live.MetricServer;
import wattle.live.MetricText;
import wattle.live.OtlpPush;
import wattle.live.Tallies;
import wattle.meter.Bench;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.rapl.RaplKind;

/// What `wattle exporter` serves is read by our own reader of Prometheus text, from a machine whose counter wraps.
@EnabledOnOs(OS.LINUX)
class ExporterTextTest {

    private static final long RANGE = 262_143_328_850L;
    private static final String ENERGY = "sys/class/powercap/intel-rapl:0/energy_uj";

    @TempDir
    Path root;

    private FakeTree tree;
    private List<Meter> meters = List.of();
    private Tallies tallies = new Tallies(List.of());

    @BeforeEach
    void aMachineWithOnePackage() {
        tree = new FakeTree(root);
        tree.put("proc/cpuinfo", "processor : 0\nvendor_id : GenuineIntel\ncpu family : 6\nmodel : 85\nflags : fpu\n");
        tree.put("sys/class/powercap/intel-rapl:0/name", "package-0")
                .put("sys/class/powercap/intel-rapl:0/max_energy_range_uj", RANGE)
                .put(ENERGY, RANGE - 30_000_000);
        meters = Bench.ready(new RaplKind().probe(tree.machine()));
        tallies = new Tallies(
                meters.stream().flatMap(meter -> meter.channels().stream()).toList());
    }

    @AfterEach
    void close() {
        meters.forEach(Meter::close);
    }

    private void second(long raw) {
        tree.pass(1).change(ENERGY, raw);
        meters.forEach(meter -> meter.read(tallies::add));
    }

    private static double value(String text, String metric) throws Exception {
        return TextFormat.parse(text).stream()
                .filter(sample -> sample.name().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void theCounterNeverFallsAcrossAWrapAndTheTextIsWellFormed() throws Exception {
        List<Double> served = new ArrayList<>();
        for (long raw : new long[] {RANGE - 20_000_000, RANGE, 49_999_999, 149_999_999}) {
            second(raw);
            served.add(value(MetricText.of(tallies, "1.2.3"), "wattle_energy_joules_total"));
        }

        assertThat(served).isSorted();
        assertThat(served.getLast()).isCloseTo(20 + 50 + 100, within(1e-6));
        assertThat(TextFormat.parse(MetricText.of(tallies, "1.2.3")))
                .anySatisfy(sample -> {
                    assertThat(sample.name()).isEqualTo("wattle_power_watts");
                    assertThat(sample.value()).isCloseTo(100, within(1e-6));
                    assertThat(sample.labels())
                            .isEqualTo(Map.of(
                                    "meter", "rapl",
                                    "channel", "rapl/package-0",
                                    "part", "wall/node/platform/cpu-0",
                                    "basis", "vendor-model"));
                })
                .anySatisfy(sample -> assertThat(sample.labels()).isEqualTo(Map.of("version", "1.2.3")));
    }

    @Test
    void aFailedReadIsCountedByItsReason() throws Exception {
        second(RANGE - 20_000_000);
        tree.pass(1).change(ENERGY, "nonsense");
        meters.forEach(meter -> meter.read(tallies::add));

        assertThat(MetricText.of(tallies, "1.2.3"))
                .contains("wattle_read_gaps_total{meter=\"rapl\",channel=\"rapl/package-0\"")
                .contains(",reason=\"malformed\"} 1\n");
    }

    @Test
    void theServerAnswersToTheLoopbackAndToNoNameThatWasMadeToPointThere() throws Exception {
        second(RANGE);
        try (MetricServer server =
                        MetricServer.start(InetAddress.getLoopbackAddress(), 0, () -> MetricText.of(tallies, "1.2.3"));
                HttpClient client = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://127.0.0.1:" + server.address().getPort() + "/metrics");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains(MetricText.TYPE);
            assertThat(TextFormat.parse(answer.body())).isNotEmpty();
            assertThat(raw(server.address(), "evil.example:9815")).startsWith("HTTP/1.1 403");
            assertThat(raw(server.address(), "localhost:9815")).startsWith("HTTP/1.1 200");
        }
    }

    private static String raw(InetSocketAddress address, String host) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// OpenTelemetry: J and W; the whole host under names of its own.
    @Test
    void aCollectorGetsJoulesAndWattsUnderTheConventionsNames() throws Exception {
        second(RANGE - 20_000_000);
        second(79_999_999 + 1);
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        URI url = URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/");
        try (OtlpPush push = new OtlpPush(
                url,
                tallies,
                new OtlpPush.Named("node-1", "1.2.3"),
                tree.machine().micros())) {
            assertThat(push.send()).isEmpty();
        } finally {
            collector.stop(0);
        }
        JsonNode metrics = JsonMapper.shared()
                .readTree(bodies.poll(10, TimeUnit.SECONDS))
                .at("/resourceMetrics/0/scopeMetrics/0/metrics");

        assertThat(metrics.at("/0/name").asString()).isEqualTo("hw.energy");
        assertThat(metrics.at("/0/unit").asString()).isEqualTo("J");
        assertThat(metrics.at("/0/sum/isMonotonic").asBoolean()).isTrue();
        assertThat(metrics.at("/0/sum/dataPoints/0/asDouble").asDouble()).isCloseTo(100, within(1e-3));
        assertThat(metrics.at("/0/sum/dataPoints/0/attributes").toString())
                .contains(
                        "{\"key\":\"hw.id\",\"value\":{\"stringValue\":\"rapl/package-0\"}}",
                        "{\"key\":\"hw.name\",\"value\":{\"stringValue\":\"cpu-0\"}}",
                        "{\"key\":\"hw.type\",\"value\":{\"stringValue\":\"cpu\"}}",
                        "{\"key\":\"hw.parent\",\"value\":{\"stringValue\":\"wall/node/platform\"}}");
        assertThat(metrics.at("/1/name").asString()).isEqualTo("hw.power");
        assertThat(metrics.at("/1/unit").asString()).isEqualTo("W");
        assertThat(metrics.at("/1/gauge/dataPoints/0/asDouble").asDouble()).isCloseTo(100, within(1e-3));
    }

    @Test
    void aCollectorThatIsNotThereIsToldAndHurtsNobody() throws Exception {
        try (OtlpPush push = new OtlpPush(
                URI.create("http://127.0.0.1:1"),
                tallies,
                new OtlpPush.Named("node-1", "1.2.3"),
                tree.machine().micros())) {
            assertThat(push.send()).hasValueSatisfying(why -> assertThat(why).contains("127.0.0.1:1/v1/metrics"));
        }
    }
}
