package wattle.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCatalogTest {

    private static final String ENTRIES = """
            entries:
              - {kind: accelerator, id: t4, extends: t4, idle: 11 W, source: zeus, quality: measured}
              - {kind: device, id: ours, name: Ours, idle: 1 W, source: zeus, quality: measured}
            """;

    @TempDir
    Path home;

    @Test
    void theFolderFollowsTheEnvironment() {
        assertThat(UserCatalog.of(Map.of(), home).folder()).isEqualTo(home.resolve(".config/wattle/catalog"));
        assertThat(UserCatalog.of(Map.of("WATTLE_HOME", "w"), home).folder()).isEqualTo(Path.of("w/catalog"));
    }

    @Test
    void anAddedFileIsCopiedAndReported() throws IOException {
        UserCatalog user = UserCatalog.of(Map.of(), home);
        Path file = Files.writeString(home.resolve("lab.yaml"), ENTRIES);

        UserCatalog.Addition first = user.add(file, Catalog.builtIn());
        UserCatalog.Addition second = user.add(file, Catalog.builtIn());

        assertThat(first.added()).extracting(CatalogEntry::id).containsExactly("ours");
        assertThat(first.overridden()).extracting(CatalogEntry::id).containsExactly("t4");
        assertThat(first.replaced()).isFalse();
        assertThat(second.replaced()).isTrue();
        assertThat(second.added()).extracting(CatalogEntry::id).containsExactly("ours");
        try (Stream<Path> files = Files.list(user.folder())) {
            assertThat(files).containsExactly(first.file());
        }
        Catalog catalog = user.over(Catalog.builtIn());
        assertThat(catalog.get(Kind.DEVICE, "ours").number("idle_w")).hasValue(1.0);
        assertThat(catalog.search("ours").getFirst().origin()).contains("lab.yaml:3:5");
    }

    @Test
    void aRefusedFileChangesNothing() throws IOException {
        UserCatalog user = UserCatalog.of(Map.of(), home);
        Path file = Files.writeString(home.resolve("lab.yaml"), "entries: [{kind: device}]");

        assertThatThrownBy(() -> user.add(file, Catalog.builtIn())).hasMessageContaining("id: this key is missing");
        assertThat(user.folder()).doesNotExist();
        assertThat(user.over(Catalog.builtIn()).all(Kind.DEVICE)).hasSize(54);
    }

    @Test
    void otherFilesAreRefused() {
        UserCatalog user = UserCatalog.of(Map.of(), home);

        assertThatThrownBy(() -> user.add(home.resolve("lab.txt"), Catalog.builtIn()))
                .hasMessageContaining("ends in .yaml, .yml or .json");
        assertThatThrownBy(() -> user.add(home.resolve("lab.yaml"), Catalog.builtIn()))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void aFolderThatCannotBeMadeIsAFault() throws IOException {
        Path blocked = Files.writeString(home.resolve("blocked"), "");
        Path file = Files.writeString(home.resolve("lab.yaml"), ENTRIES);

        assertThatThrownBy(() -> new UserCatalog(blocked.resolve("catalog")).add(file, Catalog.builtIn()))
                .hasMessageContaining("this folder cannot be used");
    }
}
