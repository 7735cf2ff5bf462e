package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.catalog.UserCatalog;
import wattle.document.InputFault;
import wattle.report.CatalogReport.Form;

class CatalogReportTest {

    private static final Catalog CATALOG = Catalog.builtIn();

    @ParameterizedTest
    @EnumSource(Form.class)
    void anEntryIsShownWithEverythingThatIsSaidAboutIt(Form form) throws IOException {
        Golden.assertSame("jetson." + suffix(form), CatalogReport.show(found("jetson-agx-xavier-32gb"), form));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aSearchListsWhatItFound(Form form) throws IOException {
        List<CatalogEntry> entries = CATALOG.search("jetson xavier");
        Golden.assertSame("search." + suffix(form), CatalogReport.list(entries, form));
    }

    @Test
    void noLineOfAnyEntryIsWiderThanATerminal() {
        for (Kind kind : Kind.values()) {
            for (CatalogEntry entry : CATALOG.all(kind)) {
                assertThat(CatalogReport.show(CatalogReport.find(CATALOG, entry.id()), Form.TABLE)
                                .lines())
                        .as(entry.id())
                        .allMatch(line -> Wrapping.width(line) <= 120);
            }
            if (kind == Kind.CONVERGENCE) {
                break;
            }
        }
    }

    @Test
    void whatWasWrittenFromMemoryIsShownAsSuch() {
        assertThat(CatalogReport.show(found("jetson-agx-xavier-32gb"), Form.TABLE))
                .containsPattern("idle +7.6 \\(5\\.\\.9\\) W +○ unverified");
    }

    @Test
    void shareAlikeDataCarriesItsNotice() {
        CatalogEntry shared = CATALOG.all(Kind.EMBODIED).stream()
                .filter(e -> e.source().key().equals("boavizta_pcf"))
                .findFirst()
                .orElseThrow();
        for (Form form : List.of(Form.TABLE, Form.MARKDOWN, Form.JSON)) {
            assertThat(CatalogReport.show(found(shared.id()), form)).contains("ODbL", "share-alike");
        }
        assertThat(CatalogReport.notices(found("resnet50-imagenet"))).isEmpty();
    }

    @Test
    void anUnknownIdComesWithTheOnesThatMayBeMeant() {
        assertThatThrownBy(() -> found("jetson-xavier"))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("the catalogue has no entry 'jetson-xavier'.\nMaybe jetson-");
        assertThatThrownBy(() -> found("resnet50-imagenot")).hasMessageContaining("Maybe resnet50-imagenet");
        assertThatThrownBy(() -> found("%%%")).hasMessageContaining("Maybe search for a part of it");
    }

    @Test
    void anAdditionSaysWhatIsNewAndWhatItOverrides(@TempDir Path home) throws IOException {
        Path file = Files.writeString(home.resolve("lab.yaml"), """
                entries:
                  - {kind: accelerator, id: t4, extends: t4, idle: 11 W, source: zeus, quality: measured}
                  - {kind: device, id: ours, name: Ours, idle: 1 W, source: zeus, quality: measured}
                """);
        UserCatalog user = new UserCatalog(home.resolve("kept"));
        String first = CatalogReport.added(user.add(file, CATALOG));

        assertThat(first).startsWith("Added ").contains("new        device ours", "overrides  accelerator t4");
        assertThat(CatalogReport.added(user.add(file, CATALOG))).startsWith("Replaced ");
    }

    private static CatalogReport.Found found(String id) {
        return CatalogReport.find(CATALOG, id);
    }

    private static String suffix(Form form) {
        return switch (form) {
            case TABLE -> "txt";
            case JSON -> "json";
            case CSV -> "csv";
            case MARKDOWN -> "md";
        };
    }
}
