package wattle.simulation.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// End times against files that SimGrid's plain max-min model made (all correction factors 1) and brute force
/// confirmed.
/// Every `*.json` of the folder that the environment variable `WATTLE_ORACLES` names is read as well.
class MaxMinOracleTest {

    static Stream<Path> oracles() throws URISyntaxException, IOException {
        String more = System.getenv("WATTLE_ORACLES");
        return Stream.of(
                        files(own("maxmin")),
                        files(own("latency")),
                        more == null ? Stream.<Path>empty() : files(Path.of(more)))
                .flatMap(f -> f);
    }

    private static Path own(String folder) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(MaxMinOracleTest.class.getResource(folder)).toURI());
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("oracles")
    void everyFlowEndsWhenTheOracleSaysSo(Path file) throws IOException {
        JsonNode oracle = JsonMapper.shared().readTree(Files.readString(file));
        JsonNode links = oracle.get("links");
        JsonNode flows = oracle.get("flows");
        double[] capacity = new double[links.size()];
        for (int l = 0; l < capacity.length; l++) {
            capacity[l] = 8 * links.get(l).get("bandwidthBytesPerS").doubleValue();
        }
        Case.Flow[] all = new Case.Flow[flows.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = flow(flows.get(i), links);
        }
        double[] endS = new Case(capacity, all).play(true).endS();
        for (int i = 0; i < all.length; i++) {
            double expected = flows.get(i).get("endS").doubleValue();
            assertThat(endS[i]).as("flow %d of %s", i, file.getFileName()).isCloseTo(expected, within(1e-6 * expected));
        }
        assertThat(all).isNotEmpty();
    }

    private static Case.Flow flow(JsonNode flow, JsonNode links) {
        int[] route = new int[flow.get("route").size()];
        double latencyS = 0;
        for (int i = 0; i < route.length; i++) {
            route[i] = flow.get("route").get(i).intValue();
            JsonNode latency = links.get(route[i]).get("latencyS");
            latencyS += latency == null ? 0 : latency.doubleValue();
        }
        JsonNode cap = flow.get("rateCapBytesPerS");
        return new Case.Flow(
                route,
                cap == null ? Double.POSITIVE_INFINITY : 8 * cap.doubleValue(),
                latencyS == 0 ? 1 : 1 / latencyS,
                8 * flow.get("bytes").doubleValue(),
                flow.get("startS").doubleValue() + latencyS,
                Double.POSITIVE_INFINITY);
    }
}
