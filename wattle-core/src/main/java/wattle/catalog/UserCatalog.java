package wattle.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wattle.document.InputFault;

/// The folder of catalogue files that a user keeps.
///
/// @param folder need not exist yet
public record UserCatalog(Path folder) {

    /// What an added file brought.
    ///
    /// @param file where its copy stands
    /// @param added the entries that are new
    /// @param overridden the entries that now stand before built-in ones, or before those of an earlier file
    /// @param replaced whether a file of this name stood there before
    public record Addition(Path file, List<CatalogEntry> added, List<CatalogEntry> overridden, boolean replaced) {

        public Addition {
            added = List.copyOf(added);
            overridden = List.copyOf(overridden);
        }
    }

    /// `$WATTLE_HOME/catalog`, or `.config/wattle/catalog` in the user's home.
    public static UserCatalog of(Map<String, String> environment, Path home) {
        String chosen = environment.getOrDefault("WATTLE_HOME", "");
        Path wattle = chosen.isEmpty() ? home.resolve(".config").resolve("wattle") : Path.of(chosen);
        return new UserCatalog(wattle.resolve("catalog"));
    }

    /// `base` and every file of the folder, in order of their names.
    ///
    /// @throws InputFault when a file is not a catalogue file
    public Catalog over(Catalog base) {
        return base.with(files());
    }

    /// Checks a file and copies it into the folder. A file that is refused changes nothing.
    ///
    /// @throws InputFault when it is not a catalogue file
    public Addition add(Path file, Catalog base) {
        Path name = file.getFileName();
        if (name == null || !isCatalogFile(name)) {
            throw InputFault.inFile(
                    file.toString(), "a catalogue file ends in .yaml, .yml or .json.", "Maybe rename it.");
        }
        Path target = folder.resolve(name);
        List<Path> others =
                files().stream().filter(other -> !other.equals(target)).toList();
        Catalog before = base.with(others);
        List<CatalogEntry> added = new ArrayList<>();
        List<CatalogEntry> overridden = new ArrayList<>();
        for (CatalogEntry entry : CatalogFile.read(file, before).entries()) {
            boolean known = before.find(entry.kind(), entry.id()).isPresent();
            (known ? overridden : added).add(entry);
        }
        boolean replaced = Files.exists(target);
        copy(file, target);
        return new Addition(target, added, overridden, replaced);
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(UserCatalog::isCatalogFile).sorted().toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static boolean isCatalogFile(Path file) {
        String name = file.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    /// A reader never sees half a file: the copy gets its name when it is complete.
    private void copy(Path file, Path target) {
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, "add", ".unfinished");
            try {
                Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException | UncheckedIOException e) {
            throw unusable(e);
        }
    }

    private InputFault unusable(Exception e) {
        InputFault fault = InputFault.inFile(
                folder.toString(),
                "this folder cannot be used: " + e.getMessage() + ".",
                "Maybe name another one in WATTLE_HOME.");
        fault.initCause(e);
        return fault;
    }
}
