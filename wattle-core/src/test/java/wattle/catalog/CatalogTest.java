package wattle.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import wattle.document.Documents;
import wattle.document.InputFault;
import wattle.document.Node;

class CatalogTest {

    private static final Catalog CATALOG = Catalog.builtIn();

    @Test
    void jetsonFindsTheBoardsFirst() {
        assertThat(CATALOG.search("jetson").getFirst().kind()).isEqualTo(Kind.DEVICE);
        assertThat(CATALOG.search("JETSON xavier"))
                .extracting(CatalogEntry::id)
                .startsWith("jetson-agx-xavier-32gb", "jetson-xavier-nx-8gb");
        assertThat(CATALOG.search("jetson nosuchword")).isEmpty();
        assertThat(CATALOG.search("  ")).isEmpty();
    }

    @Test
    void anExactIdComesFirst() {
        assertThat(CATALOG.search("t4").getFirst().id()).isEqualTo("t4");
    }

    @Test
    void anUnknownIdIsRefusedWhereItStands() {
        Node id = Documents.parse("machine: jetson-xavier", "a.yaml")
                .entry("machine")
                .orElseThrow()
                .value();

        assertThatThrownBy(() -> CATALOG.get(Kind.DEVICE, id))
                .isInstanceOf(InputFault.class)
                .hasMessage("a.yaml:1:10: machine: the catalogue has no device 'jetson-xavier'.\n"
                        + "Maybe jetson-agx-xavier-32gb or jetson-xavier-nx-8gb.");
    }

    @Test
    void hintsFollowSpellingKindAndSearch() {
        assertThatThrownBy(() -> CATALOG.get(Kind.DEVICE, "jetsom-tx2")).hasMessageContaining("Maybe jetson-tx2.");
        assertThatThrownBy(() -> CATALOG.get(Kind.DEVICE, "a100-sxm4-80gb"))
                .hasMessageContaining("Maybe an accelerator is meant");
        assertThatThrownBy(() -> CATALOG.get(Kind.DEVICE, "quantum computer"))
                .hasMessageContaining("wattle catalog search quantum computer");
    }

    @Test
    void withoutTheShareAlikeArtifactItsKindIsEmptyAndSaysWhy() {
        assertThat(CATALOG.hasGridZones()).isFalse();
        assertThatThrownBy(() -> CATALOG.get(Kind.GRID_ZONE, "em-DE"))
                .hasMessageContaining("the artifact wattle-grids-odbl is not on the class path");
    }
}
