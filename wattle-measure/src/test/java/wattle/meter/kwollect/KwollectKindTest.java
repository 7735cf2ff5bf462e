package wattle.meter.kwollect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Archive;
import wattle.meter.FakeTree;
import wattle.meter.Probe;
import wattle.meter.http.Server;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Reading;

@Timeout(60)
class KwollectKindTest {

    private static final Instant FROM = Instant.parse("2025-07-21T14:15:30Z");
    private static final String PAGE = "/metrics?nodes=taurus-7&metrics=wattmetre_power_watt%2Cbmc_node_power_watt"
            + "&start_time=2025-07-21T14%3A15%3A20Z&end_time=2025-07-21T14%3A16%3A40Z";

    @TempDir
    Path folder;

    @Test
    void valuesAreFetchedWithMarginsAndHaveTheirOwnTime() throws IOException {
        try (Server server = new Server()) {
            server.page(PAGE, """
                    [{"timestamp": "2025-07-21T16:15:31+02:00", "device_id": "taurus-7",
                      "metric_id": "wattmetre_power_watt", "value": 131.7,
                      "labels": {"_device_orig": ["wattmetre1-port6", "wattmetre1-port7"]}},
                     {"timestamp": "2025-07-21T16:15:32.5+02:00", "device_id": "taurus-7",
                      "metric_id": "bmc_node_power_watt", "value": 126, "labels": {"_device_orig": "bmc-7"}},
                     {"timestamp": "2025-07-21T16:15:33+02:00", "device_id": "taurus-7",
                      "metric_id": "wattmetre_power_watt", "value": null, "labels": {"_device_orig": "wattmetre1-port6"}},
                     {"timestamp": "2025-07-21T16:15:33+02:00", "device_id": "taurus-8",
                      "metric_id": "wattmetre_power_watt", "value": 99}]""");
            Archive archive = archive(server);
            List<Reading> readings = new ArrayList<>();
            archive.fetch(FROM, FROM.plusSeconds(60), readings::add);

            assertThat(archive.device()).isEqualTo("Kwollect lyon/taurus-7");
            assertThat(archive.channels()).extracting(channel -> channel.part()).containsExactly(Part.WALL, Part.NODE);
            assertThat(readings).hasSize(3);
            assertThat(readings.get(0)).isInstanceOfSatisfying(Reading.Power.class, power -> {
                assertThat(power.watts()).isEqualTo(131.7);
                assertThat(power.channel().text()).isEqualTo("kwollect/lyon/taurus-7/wattmetre_power_watt");
                assertThat(power.moment().deviceMicros())
                        .isEqualTo(FROM.plusSeconds(1).toEpochMilli() * 1000);
            });
            assertThat(readings.get(1)).isInstanceOfSatisfying(Reading.Power.class, power -> {
                assertThat(power.watts()).isEqualTo(126);
                assertThat(power.moment().deviceMicros())
                        .isEqualTo(FROM.plusMillis(2500).toEpochMilli() * 1000);
            });
            assertThat(readings.get(2)).isInstanceOfSatisfying(Reading.Gap.class, gap -> {
                assertThat(gap.reason()).isEqualTo(GapReason.MALFORMED);
                assertThat(gap.detail()).contains("wattmetre1-port6");
            });
        }
    }

    @Test
    void anArchiveThatDoesNotAnswerSaysSo() throws IOException {
        try (Server server = new Server()) {
            Archive archive = archive(server);
            assertThatThrownBy(() -> archive.fetch(FROM, FROM.plusSeconds(60), _ -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("404");
        }
    }

    @Test
    void aMachineOfGrid5000IsFoundByItsNameAndOthersAreNot() {
        FakeTree tree = new FakeTree(folder).put("proc/sys/kernel/hostname", "gemini-1.lyon.grid5000.fr");

        assertThat(new KwollectKind().archives(tree.machine()))
                .singleElement()
                .satisfies(archive -> assertThat(archive.device()).isEqualTo("Kwollect lyon/gemini-1"));
        assertThat(new KwollectKind().probe(tree.machine())).isEmpty();
        tree.put("proc/sys/kernel/hostname", "laptop");
        assertThat(new KwollectKind().archives(tree.machine())).isEmpty();
    }

    @Test
    void settingsWithoutANodeAreBrokenAndGiveNoArchive() {
        FakeTree tree = new FakeTree(folder).settings("kwollect:\n  site: lyon\n");

        assertThat(new KwollectKind().archives(tree.machine())).isEmpty();
        assertThat(new KwollectKind().probe(tree.machine()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Broken.class,
                        broken -> assertThat(broken.reason()).contains("kwollect.node"));
    }

    private Archive archive(Server server) {
        FakeTree tree = new FakeTree(folder)
                .settings("kwollect:\n  site: lyon\n  node: taurus-7\n  url: %s/metrics\n".formatted(server.url()));
        return new KwollectKind().archives(tree.machine()).getFirst();
    }
}
