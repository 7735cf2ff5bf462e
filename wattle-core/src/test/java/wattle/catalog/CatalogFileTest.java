package wattle.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;

class CatalogFileTest {

    private static final String TAIL = """
                source: {citation: "Wall meter, room 12", url: ""}
                quality: measured
            """;

    @TempDir
    Path folder;

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CatalogEntry only(String fields) {
        Path file = file(
                "mine.yaml",
                "entries:\n  - id: mine\n" + fields.indent(4) + TAIL.indent(-8).indent(4));
        return CatalogFile.read(file, Catalog.builtIn()).entries().getFirst();
    }

    private void refused(String fields, String message) {
        assertThatThrownBy(() -> only(fields)).hasMessageContaining(message);
    }

    @Test
    void valuesWithUnitsBecomeTheFieldsOfBuiltInEntries() {
        CatalogEntry mine = only("""
                kind: device
                name: Mine
                idle: 7.6 W
                max: 30..45 W
                mem: 32 GB
                embodied: 66 (48..116) kgCO2e
                lifetime_years: 5
                peak_flops_fp16: 11 TFLOP/s
                cpu_cores: 8
                device_class: edge-accelerator""");

        assertThat(mine.range("idle_w").map(Cited::value)).contains(Range.exactly(7.6));
        assertThat(mine.range("max_w").map(Cited::value)).contains(new Range(30, 37.5, 45));
        assertThat(mine.number("mem_bytes")).hasValue(32e9);
        assertThat(mine.range("embodied_kgco2e").map(Cited::value)).contains(new Range(48, 66, 116));
        assertThat(mine.number("lifetime_years")).hasValue(5.0);
        assertThat(mine.number("peak_flops_fp16")).hasValue(11e12);
        assertThat(mine.number("cpu_cores")).hasValue(8.0);
        assertThat(mine.text("device_class")).contains("edge-accelerator");
        assertThat(mine.quality()).isEqualTo(Quality.MEASURED);
        assertThat(mine.source().citation()).isEqualTo("Wall meter, room 12");
        assertThat(mine.origin()).endsWith("mine.yaml:2:5");
    }

    @Test
    void anExtendedEntryKeepsTheRestWithItsOwnEvidence() {
        CatalogEntry mine = only("kind: accelerator\nextends: a100-sxm4-80gb\nidle: 44 W");

        assertThat(mine.name()).isEqualTo("NVIDIA A100 SXM4 80GB");
        Cited<Range> idle = mine.range("idle_w").orElseThrow();
        assertThat(idle.value()).isEqualTo(Range.exactly(44));
        assertThat(idle.quality()).isEqualTo(Quality.MEASURED);
        assertThat(idle.source().citation()).isEqualTo("Wall meter, room 12");
        Cited<Range> embodied = mine.range("embodied_kgco2e").orElseThrow();
        assertThat(embodied.value()).isEqualTo(new Range(150, 181, 276));
        assertThat(embodied.source().key()).isEqualTo("falk");
        assertThat(mine.range("tdp_w").orElseThrow().quality()).isEqualTo(Quality.UNVERIFIED);
    }

    @Test
    void anOverriddenAmountDoesNotStayBehindInAnotherUnit() {
        CatalogEntry mine = only("kind: network\nextends: edge-uk2019\nenergy: 0.002 kWh/GB");

        assertThat(mine.number("energy_kwh_per_gb").orElseThrow()).isEqualTo(0.002);
        assertThat(mine.number("energy_j_per_bit").orElseThrow()).isEqualTo(9e-7);
        CatalogEntry named = only("kind: network\nextends: edge-uk2019\nenergy_kwh_per_gb: 0.002");
        assertThat(named.number("energy_j_per_bit")).isEmpty();
    }

    @Test
    void valuesByYearStayMaps() throws IOException {
        Path file = file("zones.json", """
                {"entries": [{"kind": "grid", "id": "x", "name": "X", "gco2e_per_kwh": 56,
                  "history_gco2e_per_kwh": {"2023": 60, "2024": 56}, "share_wind": "30 %",
                  "source": {"citation": "TSO", "url": "https://example.org"}, "quality": "vendor"}]}""");
        CatalogEntry zone = CatalogFile.read(file, Catalog.builtIn()).entries().getFirst();

        assertThat(zone.map("history_gco2e_per_kwh")).isEqualTo(Map.of("2023", 60.0, "2024", 56.0));
        assertThat(zone.number("share_wind").orElseThrow()).isEqualTo(0.3);
    }

    @Test
    void faultsAreLocated() {
        refused("kind: devise\nname: x\nidle: 1 W", "mine.yaml:3:11: entries[0].kind: 'devise' is not one of");
        refused("kind: device\nidle: 1 W", "entries[0].name: this key is missing.");
        refused(
                "kind: device\nname: x\nidl: 1 W",
                "entries[0].idl: no entry of this kind has such a field.\nMaybe 'idle");
        refused(
                "kind: device\nname: x\nidle: 7.6",
                "entries[0].idle: '7.6' has no unit, but a power is expected here.");
        refused("kind: device\nname: x\nidle: 7.6 kg", "entries[0].idle: '7.6 kg' is a mass of CO2 equivalent");
        refused("kind: device\nname: x\nidle_w_low: 5..6 W", "Maybe write it as 'idle_w'.");
        refused("kind: device\nname: x\nidle_w: 5\nidle_w_low: 6", "low, typical and high must stand in this order");
        refused("kind: device\nextends: jetson-agx-xavier", "entries[0].extends: the catalogue has no device");
        refused("kind: device\nname: x", "this entry has no values.");
        refused("kind: source\nname: x", "'source' is not one of");
    }

    @Test
    void sourceAndQualityAreRequired() {
        Path file = file("bare.yaml", "entries:\n- {kind: device, id: a, name: A, idle: 1 W, quality: measured}");
        assertThatThrownBy(() -> CatalogFile.read(file, Catalog.builtIn()))
                .hasMessageContaining("entries[0].source: this key is missing.");
        Path other = file("bad.yaml", "entries:\n- {kind: device, id: a b, name: A, idle: 1 W}");
        assertThatThrownBy(() -> CatalogFile.read(other, Catalog.builtIn())).hasMessageContaining("Maybe 'a-b'.");
        Path link = file(
                "link.yaml", "entries:\n- {kind: device, id: a, name: A, source: {citation: c, url: example.org}}");
        assertThatThrownBy(() -> CatalogFile.read(link, Catalog.builtIn()))
                .hasMessageContaining("Maybe 'https://example.org'.");
    }

    @Test
    void aSourceOfTheRegistryMayBeNamed() {
        Path file = file(
                "zeus.yaml",
                "entries:\n- {kind: device, id: a, name: A, idle: 1 W, source: zeus, quality: literature}");
        assertThat(CatalogFile.read(file, Catalog.builtIn())
                        .entries()
                        .getFirst()
                        .source()
                        .key())
                .isEqualTo("zeus");
    }

    @Test
    void anEntryMayExtendAnEarlierOneButNotRepeatIt() {
        String one = "- {kind: device, id: a, name: A, idle: 1 W, source: zeus, quality: estimate}\n";
        String two = "- {kind: device, id: b, extends: a, max: 2 W, source: zeus, quality: estimate}\n";
        List<CatalogEntry> entries = CatalogFile.read(file("two.yaml", "entries:\n" + one + two), Catalog.builtIn())
                .entries();
        assertThat(entries.get(1).number("idle_w")).hasValue(1.0);

        assertThatThrownBy(() -> CatalogFile.read(file("twice.yaml", "entries:\n" + one + one), Catalog.builtIn()))
                .hasMessageContaining("a second time; the first is at ");
    }

    @Test
    void aUsersEntryStandsBeforeABuiltInOneOfTheSameId() {
        Path file = file(
                "over.yaml",
                "entries:\n- {kind: accelerator, id: t4, extends: t4, idle: 11 W, source: zeus, quality: measured}");
        Catalog catalog = Catalog.builtIn().with(List.of(file));

        assertThat(catalog.get(Kind.ACCELERATOR, "t4").number("idle_w")).hasValue(11.0);
        assertThat(catalog.all(Kind.ACCELERATOR)).hasSize(34);
        assertThat(Catalog.builtIn()
                        .get(Kind.ACCELERATOR, "t4")
                        .number("idle_w")
                        .orElseThrow())
                .isNotEqualTo(11);
    }
}
