package wattle.app.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wattle.document.InputFault;

@EnabledOnOs(OS.LINUX)
class ExporterTest {

    @TempDir
    private Path root = Path.of("");

    @BeforeEach
    void aMachineWithOnePackage() throws Exception {
        Path zone = Files.createDirectories(root.resolve("sys/class/powercap/intel-rapl:0"));
        Files.writeString(zone.resolve("name"), "package-0\n");
        Files.writeString(zone.resolve("max_energy_range_uj"), "262143328850\n");
        Files.writeString(zone.resolve("energy_uj"), "1000000\n");
    }

    private Meters meters() {
        Map<String, String> variables = Map.of("WATTLE_ROOT", root.toString());
        return Meters.here(variables, Configuration.of(variables, root, root));
    }

    private static Exporter.Wish wish(int port, Optional<URI> otlp) {
        return new Exporter.Wish("127.0.0.1", port, 0.02, List.of("rapl"), otlp);
    }

    @Test
    void whatIsReadIsServedAndPushed() throws Exception {
        BlockingQueue<String> pushed = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            pushed.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        URI url = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
        try (Exporter exporter = Exporter.start(meters(), wish(0, Optional.of(url)), "1.2.3", _ -> {})
                        .orElseThrow();
                HttpClient client = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://127.0.0.1:" + exporter.address().getPort() + "/metrics");

            assertThat(exporter.channels()).isEqualTo(1);
            assertThat(client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("wattle_build_info{version=\"1.2.3\"} 1")
                    .contains("wattle_energy_joules_total{meter=\"rapl\",channel=\"rapl/package-0\"");
            assertThat(pushed.poll(20, TimeUnit.SECONDS)).contains("\"hw.energy\"", "rapl/package-0");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithWhatToDo() throws Exception {
        try (Exporter first = Exporter.start(meters(), wish(0, Optional.empty()), "1", _ -> {})
                .orElseThrow()) {
            int port = first.address().getPort();

            assertThatThrownBy(() -> Exporter.start(meters(), wish(port, Optional.empty()), "1", _ -> {}))
                    .isInstanceOf(InputFault.class)
                    .hasMessageContaining(":" + port)
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void aMachineWithoutMetersHasNothingToServe() throws Exception {
        Exporter.Wish wish = new Exporter.Wish("127.0.0.1", 0, 1, List.of("battery"), Optional.empty());

        assertThat(Exporter.start(meters(), wish, "1", _ -> {})).isEmpty();
    }
}
