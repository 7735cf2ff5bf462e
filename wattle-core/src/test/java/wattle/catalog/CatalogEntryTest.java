package wattle.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;

class CatalogEntryTest {

    private static final Catalog CATALOG = Catalog.builtIn();

    @Test
    void aRangeTakesItsEndsItsQualityAndItsSourceFromItsGroup() {
        Cited<Range> idle =
                CATALOG.get(Kind.ACCELERATOR, "a100-sxm4-80gb").range("idle_w").orElseThrow();

        assertThat(idle.value()).isEqualTo(new Range(46, 50, 60));
        assertThat(idle.quality()).isEqualTo(Quality.MEASURED);
        assertThat(idle.source().key()).isEqualTo("gpb");
        assertThat(idle.source().url()).startsWith("https://");
    }

    @Test
    void oneEndFromMemoryMakesTheRangeUnverifiedAndSaysSo() {
        Cited<Range> idle = CATALOG.get(Kind.DEVICE, "jetson-agx-xavier-32gb")
                .range("idle_w")
                .orElseThrow();

        assertThat(idle.quality()).isEqualTo(Quality.UNVERIFIED);
        assertThat(idle.note()).contains("the typical value is of quality measured");
        assertThat(idle.source().key()).isEqualTo("gtop");
    }

    @Test
    void aRangeWithoutATypicalValueTakesItsMiddleAndSaysSo() {
        Cited<Range> prepared =
                CATALOG.get(Kind.DEVICE, "mri-scanner").range("prepared_w").orElseThrow();

        assertThat(prepared.value()).isEqualTo(new Range(17_300, 21_450, 25_600));
        assertThat(prepared.note()).contains("middle of the ends");
    }

    @Test
    void aMissingEndIsTheTypicalValueAndOneEndAloneIsNoRange() {
        assertThat(CATALOG.get(Kind.EMBODIED, "pcf-iphone-13-with-128gb").range("embodied_kgco2e"))
                .map(Cited::value)
                .contains(new Range(51.8, 53.8, 53.8));
        assertThat(CATALOG.get(Kind.CONVERGENCE, "fl-vs-cl-carbon-qiu").range("carbon_ratio_vs_centralised"))
                .isEmpty();
        assertThat(CATALOG.get(Kind.DEVICE, "mri-scanner").range("tdp_w")).isEmpty();
    }

    @Test
    void baseUnitsAreThoseOfTheDimension() {
        CatalogEntry a100 = CATALOG.get(Kind.ACCELERATOR, "a100-sxm4-80gb");
        assertThat(a100.baseRange("mem_bytes").orElseThrow().value().typical()).isEqualTo(640e9);
        assertThat(a100.baseRange("lifetime_years").orElseThrow().value().typical())
                .isEqualTo(5 * 365 * 86400.0);
        assertThat(a100.range("idle_w", 1e-3).orElseThrow().value().typical()).isCloseTo(0.05, within(1e-12));

        CatalogEntry edge = CATALOG.get(Kind.NETWORK, "edge-uk2019");
        assertThat(edge.baseRange("energy_kwh_per_gb").orElseThrow().value().typical())
                .isCloseTo(edge.number("energy_j_per_bit").orElseThrow(), within(1e-12));
    }

    @Test
    void aReciprocalUnitSwapsTheEnds() {
        FieldUnit efficiency = FieldUnit.of("link_efficiency_bit_per_j").orElseThrow();
        Range base = efficiency.toBase(new Range(1e5, 2e5, 4e5));

        assertThat(base).isEqualTo(new Range(2.5e-6, 5e-6, 1e-5));
        assertThat(efficiency.fromBase(base).typical()).isCloseTo(2e5, within(1e-6));
    }

    @Test
    void wattsPerMegabitPerSecondAreMicrojoulesPerBit() {
        assertThat(FieldUnit.of("w_per_mbps")
                        .orElseThrow()
                        .toBase(Range.exactly(2))
                        .typical())
                .isCloseTo(2e-6, within(1e-18));
    }

    @Test
    void flopsOfAPeakAreARateAndFlopsOfASampleAreWork() {
        assertThat(FieldUnit.of("peak_flops_fp16").orElseThrow().text()).isEqualTo("FLOP/s");
        assertThat(FieldUnit.of("flops_train_per_sample").orElseThrow().text()).isEqualTo("FLOP");
        assertThat(FieldUnit.of("idle_w_high")).isEqualTo(FieldUnit.of("idle_w"));
        assertThat(FieldUnit.of("colour")).isEmpty();
    }

    @Test
    void everyValueIsShownWithRangeUnitQualityAndSource() {
        assertThat(CATALOG.get(Kind.ACCELERATOR, "a100-sxm4-80gb").lines())
                .extracting(line -> line.label() + " = " + line.value() + " "
                        + line.quality().word() + " " + line.source().key())
                .contains(
                        "idle = 50 (46..60) W measured gpb",
                        "mem = 80 GB unverified nvdatasheet",
                        "peak flops fp32 = 19.5 TFLOP/s unverified nvdatasheet",
                        "embodied = 181 (150..276) kgCO2e literature falk",
                        "lifetime = 5 (3..7) years unverified own_est");
    }

    @Test
    void smallAmountsAreShownWithPrefixesAndExactly() {
        assertThat(ValueText.of(Range.exactly(4.05e-7), "J/bit")).isEqualTo("405 nJ/bit");
        assertThat(ValueText.of(Range.exactly(0), "J/bit")).isEqualTo("0 J/bit");
        assertThat(ValueText.of(new Range(999, 1000, 2500), "B")).isEqualTo("1 (0.999..2.5) kB");
        assertThat(ValueText.of(Range.exactly(0.1), "W")).isEqualTo("0.1 W");
    }

    @Test
    void aBoundAloneIsShownAsOne() {
        assertThat(CATALOG.get(Kind.CONVERGENCE, "fl-vs-cl-carbon-qiu").lines())
                .extracting(EntryLine::value)
                .anyMatch(value -> value.startsWith("at most "));
    }
}
