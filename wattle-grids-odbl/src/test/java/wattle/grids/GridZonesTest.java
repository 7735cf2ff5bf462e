package wattle.grids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.FieldUnit;
import wattle.catalog.Kind;

@NullMarked
class GridZonesTest {

    private static final Catalog CATALOG = Catalog.builtIn();

    @Test
    void theZonesAreFoundOnceTheArtifactIsOnTheClassPath() {
        assertThat(CATALOG.hasGridZones()).isTrue();
        assertThat(CATALOG.all(Kind.GRID_ZONE)).hasSize(352);
        assertThat(CATALOG.all(Kind.GRID_SHAPE))
                .hasSize(7)
                .extracting(CatalogEntry::id)
                .doesNotHaveDuplicates();
        assertThat(CATALOG.get(Kind.GRID_ZONE, "em-DE").map("gco2e_per_kwh")).containsKeys("2021", "2025");
        assertThatThrownBy(() -> CATALOG.get(Kind.GRID_ZONE, "em-DEE")).hasMessageContaining("Maybe em-DE.");
    }

    @Test
    void everyZoneIsCitedAndItsNumbersHaveUnits() {
        for (CatalogEntry zone : CATALOG.all(Kind.GRID_ZONE)) {
            assertThat(CATALOG.find(Kind.SOURCE, zone.source().key()))
                    .as(zone.id())
                    .isPresent();
            zone.fields().forEach((field, value) -> {
                if (value instanceof Number) {
                    assertThat(FieldUnit.of(field)).as(field).isPresent();
                }
            });
            assertThat(zone.lines()).isNotEmpty();
        }
    }

    @Test
    void theLicenceTravelsWithTheData() {
        assertThat(Catalog.class.getResource("/wattle/catalog/odbl/NOTICE.md")).isNotNull();
    }
}
