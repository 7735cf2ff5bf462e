package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A scheduler's job on several machines, and what others recorded of it, as processes of `wattle`.
class ClusterTest {

    private static final String ZONE = "sys/class/powercap/intel-rapl:0/";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void twoMachinesOfOneJobAreOneRunAndASecondProcessReadsNoMeter() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "measuring needs Linux");
        List<Callable<Launcher.Result>> all =
                List.of(() -> node(0, 0, 1.2, 10), () -> node(1, 0, 2.4, 20), () -> node(0, 1, 1.0, 40));
        List<Launcher.Result> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            for (Future<Launcher.Result> result : pool.invokeAll(all)) {
                results.add(result.get());
            }
        }

        results.forEach(result -> assertThat(result.code()).as(result.err()).isZero());
        JsonNode run = run("slurm-4711");
        // 5 steps of 10 J on one machine, of 20 J on the other; the process that is not elected moves a third's files.
        assertThat(run.path("energyJ").path("typical").asDouble()).isEqualTo(150, within(0.1));
        assertThat(run.path("ledger")
                        .valueStream()
                        .filter(entry -> entry.path("energyJ").path("typical").asDouble() > 0)
                        .map(entry ->
                                Math.round(entry.path("energyJ").path("typical").asDouble())))
                .containsExactly(50L, 100L);
        Launcher.Result shown =
                wattle(Map.of(), "runs", "--out", folder.resolve("runs").toString(), "show", "last");
        assertThat(shown.out())
                .contains("2 machines, whose jobs began within", "how far the clocks differ is not known");
        Launcher.Result list =
                wattle(Map.of(), "runs", "--out", folder.resolve("runs").toString(), "list");
        assertThat(list.out().lines()).hasSize(2);
    }

    @Test
    void whatArchivesSayStandsBesideAndIsFetchedAgainWhenItComesLate() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "measuring needs Linux");
        AtomicBoolean late = new AtomicBoolean(true);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = late.get()
                    ? "[]".getBytes(StandardCharsets.UTF_8)
                    : watts(String.valueOf(exchange.getRequestURI().getRawQuery()));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Files.writeString(folder.resolve("wattle.toml"), """
                    [meters.kwollect]
                    site = "lyon"
                    node = "taurus-7"
                    url = "http://127.0.0.1:%d"
                    metrics = ["wattmetre_power_watt"]
                    """.formatted(
                            server.getAddress().getPort()));
            Path sacct = Files.writeString(
                    folder.resolve("sacct"),
                    "#!/bin/sh\nprintf '4711|3600|900000|n[1-2]|%d\\n'\n"
                            .formatted(Instant.now().getEpochSecond() - 3000));
            Files.setPosixFilePermissions(sacct, PosixFilePermissions.fromString("rwxr-xr-x"));

            Launcher.Result first = node(0, 0, 1.2, 10, Map.of("WATTLE_SACCT", sacct.toString()));

            assertThat(first.code()).as(first.err()).isZero();
            assertThat(first.err())
                    .contains("Kwollect lyon/taurus-7 has no values of this time yet", "wattle runs fetch")
                    .containsPattern("(?s)beside, not added.*cluster-job .*slurm/whole-job/energy");
            assertThat(run("slurm-4711").path("energyJ").path("typical").asDouble())
                    .isEqualTo(50, within(0.1));

            late.set(false);
            Launcher.Result again = wattle(
                    Map.of("WATTLE_SACCT", sacct.toString()),
                    "runs",
                    "--out",
                    folder.resolve("runs").toString(),
                    "fetch",
                    "last");

            assertThat(again.code()).as(again.err()).isZero();
            assertThat(again.err()).contains("2 channels of archives");
            // 100 W at the wall for somewhat more than 1.2 s, RAPL's 50 J inside of it.
            double wall = run("slurm-4711").path("energyJ").path("typical").asDouble();
            assertThat(wall).isBetween(100.0, 400.0);
        } finally {
            server.stop(0);
        }
    }

    /// 100 W each 100 ms over the time that is asked for.
    private static byte[] watts(String query) {
        Map<String, String> asked = new HashMap<>();
        Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> asked.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        Instant from = Instant.parse(asked.getOrDefault("start_time", ""));
        Instant to = Instant.parse(asked.getOrDefault("end_time", ""));
        List<String> values = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plusMillis(100)) {
            values.add(
                    "{\"timestamp\": \"%s\", \"device_id\": \"taurus-7\", \"metric_id\": \"wattmetre_power_watt\", \"value\": 100}"
                            .formatted(at));
        }
        return ("[" + String.join(",", values) + "]").getBytes(StandardCharsets.UTF_8);
    }

    private Launcher.Result node(int node, int localRank, double seconds, int joules)
            throws IOException, InterruptedException {
        return node(node, localRank, seconds, joules, Map.of());
    }

    /// Five steps of so many joules in so many seconds.
    private Launcher.Result node(int node, int localRank, double seconds, int joules, Map<String, String> more)
            throws IOException, InterruptedException {
        Path root = folder.resolve("machine-%d-%d".formatted(node, localRank));
        Path zone = Files.createDirectories(root.resolve(ZONE));
        Files.writeString(zone.resolve("name"), "package-0\n");
        Files.writeString(zone.resolve("energy_uj"), "1000000\n");
        Files.writeString(zone.resolve("max_energy_range_uj"), "262143328850\n");
        Map<String, String> variables = new HashMap<>(more);
        variables.putAll(Map.of(
                "WATTLE_ROOT", root.toString(),
                "SLURM_JOB_ID", "4711",
                "SLURM_NODEID", String.valueOf(node),
                "SLURM_LOCALID", String.valueOf(localRank)));
        return wattle(
                variables,
                "measure",
                "--out",
                folder.resolve("runs").toString(),
                "--meters",
                "rapl,kwollect,slurm",
                "--",
                "sh",
                "-c",
                "for i in 1 2 3 4 5; do sleep %s; echo $((1000000 + i * %d)) > '%s'; done; sleep 0.2"
                        .formatted(seconds / 5, joules * 1_000_000, zone.resolve("energy_uj")));
    }

    private Launcher.Result wattle(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of(Project.root().resolve("wattle").toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().put("WATTLE_NO_BUILD", "yes");
        builder.environment().putAll(environment);
        return Launcher.start(builder);
    }

    private JsonNode run(String id) throws IOException {
        Path file = folder.resolve("runs").resolve(id).resolve("run.json");
        return JsonMapper.builder().build().readTree(Files.readString(file));
    }
}
