package wattle.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wattle.quantity.Quality;

/// The data itself: what a reviewer would otherwise have to check by eye.
class BuiltInDataTest {

    private static final Catalog CATALOG = Catalog.builtIn();

    @ParameterizedTest
    @CsvSource({
        "accelerator, 34",
        "device, 54",
        "embodied, 66",
        "network, 47",
        "datacenter, 59",
        "grid, 213",
        "source-factor, 3",
        "grid-shape, 3",
        "grid-zone, 0",
        "model, 36",
        "dataset, 26",
        "convergence, 224",
        "measured-run, 1613",
        "power-curve, 26",
        "source, 69"
    })
    void eachKindHasItsEntries(String kind, int count) {
        assertThat(CATALOG.all(Kind.of(kind).orElseThrow())).hasSize(count);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyEntrySaysWhatItIsAndWhereItWasRead(Kind kind) {
        for (CatalogEntry entry : CATALOG.all(kind)) {
            assertThat(entry.id()).matches("[A-Za-z0-9][A-Za-z0-9._+-]*");
            assertThat(entry.name()).isNotBlank();
            assertThat(entry.fields()).isNotEmpty();
            assertThat(entry.source().citation()).as(entry.id()).isNotBlank();
            assertThat(entry.source().url()).as(entry.id()).matches("(https?://.*)?");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everySourceIsRegisteredOrExplainsItself(Kind kind) {
        for (CatalogEntry entry : CATALOG.all(kind)) {
            boolean registered = CATALOG.find(Kind.SOURCE, entry.source().key()).isPresent();
            boolean explained = entry.source().citation().length() >= 12;
            assertThat(registered || explained)
                    .as("%s: %s", entry.id(), entry.source())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyNumberHasAUnit(Kind kind) {
        Set<String> unknown = new TreeSet<>();
        for (CatalogEntry entry : CATALOG.all(kind)) {
            entry.fields().forEach((field, value) -> {
                if (value instanceof Number && FieldUnit.of(field).isEmpty()) {
                    unknown.add(field);
                }
            });
        }
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyRangeIsInOrderAndEveryAmountIsFinite(Kind kind) {
        List<String> wrong = new ArrayList<>();
        for (CatalogEntry entry : CATALOG.all(kind)) {
            for (String field : entry.fields().keySet()) {
                double typical = entry.number(field).orElse(0.0);
                Optional<Double> low = entry.number(field + "_low");
                Optional<Double> high = entry.number(field + "_high");
                if (!Double.isFinite(typical) || low.orElse(typical) > typical || high.orElse(typical) < typical) {
                    wrong.add(entry.id() + "." + field);
                }
                entry.range(field);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyLineCanBeShown(Kind kind) {
        for (CatalogEntry entry : CATALOG.all(kind)) {
            for (EntryLine line : entry.lines()) {
                assertThat(line.label()).isNotBlank();
                assertThat(line.value()).isNotBlank();
                assertThat(line.source().citation()).isNotBlank();
            }
        }
    }

    @Test
    void entriesThatNameAnotherOneNameOneThatIsThere() {
        Map<String, Kind> references = Map.of(
                "gpu_id",
                Kind.ACCELERATOR,
                "accelerator_id",
                Kind.ACCELERATOR,
                "embodied_entry_id",
                Kind.EMBODIED,
                "device_id",
                Kind.DEVICE);
        List<String> dangling = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (CatalogEntry entry : CATALOG.all(kind)) {
                references.forEach((field, target) -> entry.text(field)
                        .filter(id -> CATALOG.find(target, id).isEmpty())
                        .ifPresent(id -> dangling.add(entry.id() + "." + field + " = " + id)));
            }
        }
        assertThat(dangling).isEmpty();
    }

    @Test
    void noSourcePointsIntoAWorkshop() {
        for (Kind kind : Kind.values()) {
            for (CatalogEntry entry : CATALOG.all(kind)) {
                assertThat(entry.toString()).doesNotContain("file:").doesNotContain("REPORT.md");
            }
        }
    }

    @Test
    void whatWasWrittenFromMemoryIsMarked() {
        CatalogEntry a100 = CATALOG.get(Kind.ACCELERATOR, "a100-sxm4-80gb");

        assertThat(a100.unverified()).contains("tdp_w", "peak_flops_fp32").doesNotContain("idle_w", "embodied_kgco2e");
        assertThat(a100.range("tdp_w").orElseThrow().quality()).isEqualTo(Quality.UNVERIFIED);
    }

    @Test
    void whereAllValuesAreFromMemoryNothingIsVerified() {
        List<CatalogEntry> guesses = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            CATALOG.all(kind).stream()
                    .filter(entry -> !entry.fields().isEmpty()
                            && entry.unverified().equals(entry.fields().keySet()))
                    .forEach(guesses::add);
        }
        assertThat(guesses).hasSize(39);
    }

    @Test
    void aPatternOfFieldsIsMarkedAsAWhole() {
        CatalogEntry site = CATALOG.get(Kind.NETWORK, "bs-5g-64t64r-site");

        assertThat(site.unverified()).contains("aau_idle_w", "aau_100pct_w", "bbu_w");
    }
}
