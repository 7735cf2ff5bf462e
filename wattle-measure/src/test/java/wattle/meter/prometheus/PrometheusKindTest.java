package wattle.meter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Bench;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.meter.Unanswered;
import wattle.meter.http.Server;
import wattle.meter.prometheus.TextFormat.Sample;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Reading;

@Timeout(60)
class PrometheusKindTest {

    @TempDir
    Path folder;

    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = new Server();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theTextFormatIsReadWithEscapesTimesAndExemplars() throws Unanswered {
        List<Sample> samples = TextFormat.parse("""
                # HELP a words { "
                # TYPE a counter
                a{x="1",y="a \\"b\\" \\\\ c\\nd" , } 1.5e3 1700000000123

                b NaN
                c{} +Inf
                d_total{le="0.5"} 7 # {trace_id="x"} 0.3 1.6
                # EOF
                """);

        assertThat(samples)
                .containsExactly(
                        new Sample(
                                "a",
                                Map.of("x", "1", "y", "a \"b\" \\ c\nd"),
                                1500,
                                Optional.of(1_700_000_000_123_000L)),
                        new Sample("b", Map.of(), Double.NaN, Optional.empty()),
                        new Sample("c", Map.of(), Double.POSITIVE_INFINITY, Optional.empty()),
                        new Sample("d_total", Map.of("le", "0.5"), 7, Optional.empty()));
    }

    @Test
    void whatIsNoMetricIsSaidWithItsLine() {
        for (String wrong : List.of("<html>", "a{x=\"1} 2", "a{x=1} 2", "a", "a{x=\"1\" y=\"2\"} 3")) {
            assertThatThrownBy(() -> TextFormat.parse("ok 1\n" + wrong))
                    .as(wrong)
                    .isInstanceOf(Unanswered.class)
                    .hasMessageContaining("line 2");
        }
    }

    @Test
    void scaphandresHostIsThePlatformAndNotTheNode() {
        page("""
                scaph_host_power_microwatts 61500000
                scaph_host_energy_microjoules 123456789
                scaph_socket_energy_microjoules{socket_id="0"} 1000
                scaph_socket_energy_microjoules{socket_id="1"} 2000
                """);
        try (Meter meter = Bench.meter(probe("preset: scaphandre"))) {
            Map<String, Reading> readings = Bench.read(meter);
            assertThat(Bench.watts(readings, "prometheus/box/host/power")).isEqualTo(61.5);
            assertThat(Bench.raw(readings, "prometheus/box/host/energy")).isEqualTo(123_456_789);
            assertThat(Bench.raw(readings, "prometheus/box/socket-1/energy")).isEqualTo(2000);
            assertThat(Bench.channel(meter, "prometheus/box/host/energy").part())
                    .isEqualTo(Part.PLATFORM);
            assertThat(Bench.channel(meter, "prometheus/box/socket-1/energy").part())
                    .isEqualTo(Part.of("wall/node/platform/cpu-1"));
        }
    }

    @Test
    void keplersZonesOverlapSoThatPackagesAndMemoryAreSummedAndNothingElse() {
        page("""
                kepler_node_cpu_joules_total{zone="psys",path="/p"} 900
                kepler_node_cpu_joules_total{zone="package",path="/0"} 500.5
                kepler_node_cpu_joules_total{zone="core",path="/0:0"} 300
                kepler_node_cpu_joules_total{zone="dram",path="/0:1"} 40
                """);
        try (Meter meter = Bench.meter(probe("preset: kepler"))) {
            assertThat(meter.channels()).hasSize(1);
            assertThat(Bench.raw(Bench.read(meter), "prometheus/box/cpu/energy"))
                    .isEqualTo(540_500_000);
        }
        page("kepler_node_cpu_joules_total{zone=\"psys\"} 900\n");
        try (Meter meter = Bench.meter(probe("preset: kepler"))) {
            assertThat(Bench.raw(Bench.read(meter), "prometheus/box/cpu/energy"))
                    .isEqualTo(900_000_000);
        }
    }

    /// Bug 25 (dcgm-exporter 317, 257): the power of the whole GPU is shown once for every MIG instance.
    @Test
    void thePowerOfAGpuInInstancesCountsOnce() {
        page("""
                DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-a",GPU_I_ID="1"} 250.5
                DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-a",GPU_I_ID="2"} 250.5
                DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-b"} 60
                DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="1",UUID="GPU-b"} 123456
                """);
        try (Meter meter = Bench.meter(probe("preset: dcgm"))) {
            Map<String, Reading> readings = Bench.read(meter);
            assertThat(readings).hasSize(3);
            assertThat(Bench.watts(readings, "prometheus/box/GPU-a/power")).isEqualTo(250.5);
            assertThat(Bench.raw(readings, "prometheus/box/GPU-b/energy")).isEqualTo(123_456);
            assertThat(Bench.channel(meter, "prometheus/box/GPU-a/power").part())
                    .isEqualTo(Part.of("wall/node/gpu-GPU-a"));
        }
    }

    @Test
    void nodeExporterShowsPackagesMemoryAndAcpi() {
        page("""
                node_rapl_package_joules_total{index="0",path="/sys/a"} 10.5
                node_rapl_dram_joules_total{index="0",path="/sys/b"} 2
                node_hwmon_power_average_watt{chip="acpi000d:00",sensor="power1"} 310
                node_hwmon_power_average_watt{chip="gpu",sensor="power1"} 40
                """);
        try (Meter meter = Bench.meter(probe("preset: node_exporter"))) {
            Map<String, Reading> readings = Bench.read(meter);
            assertThat(Bench.raw(readings, "prometheus/box/package-0/energy")).isEqualTo(10_500_000);
            assertThat(Bench.raw(readings, "prometheus/box/dram-0/energy")).isEqualTo(2_000_000);
            assertThat(Bench.watts(readings, "prometheus/box/acpi/power")).isEqualTo(310);
        }
    }

    @Test
    void anyOtherMetricIsDescribedByLabelsUnitAndPart() {
        page("x{place=\"a\"} 5 1700000000000\nx{place=\"b\"} NaN\n");
        String[] a = {"metric: x", "labels: {place: a}", "unit: mW", "part: node"};
        try (Meter meter = Bench.meter(probe(a))) {
            Reading reading = Bench.read(meter).values().iterator().next();
            assertThat(Bench.watts(Bench.read(meter), "prometheus/box/x/power")).isEqualTo(0.005);
            assertThat(reading.moment().deviceMicros()).isEqualTo(1_700_000_000_000_000L);
            page("y 1\n");
            assertThat(Bench.gap(Bench.read(meter), "prometheus/box/x/power").reason())
                    .isEqualTo(GapReason.GONE);
            page("x{place=\"a\"} 5\nx{place=\"a\",more=\"1\"} 5\n");
            assertThat(Bench.gap(Bench.read(meter), "prometheus/box/x/power").detail())
                    .contains("choose by labels");
            page("x{place=\"a\"} NaN\n");
            assertThat(Bench.gap(Bench.read(meter), "prometheus/box/x/power").reason())
                    .isEqualTo(GapReason.NOT_VALID_NOW);
        }
    }

    @Test
    void anExporterWithoutPowerIsBrokenAndAMetricNeedsItsPart() {
        page("up 1\n");
        assertThat(((Probe.Broken) probe("preset: dcgm").getFirst()).reason()).contains("no metric of power");
        assertThat(((Probe.Broken) probe("metric: x", "unit: W").getFirst()).reason())
                .contains("part");
    }

    private void page(String text) {
        server.page("/metrics", text);
    }

    private List<Probe> probe(String... settings) {
        FakeTree tree = new FakeTree(folder)
                .settings("prometheus:\n  name: box\n  url: %s\n  %s\n"
                        .formatted(server.url(), String.join("\n  ", settings)));
        return new PrometheusKind().probe(tree.machine());
    }
}
