package wattle.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import wattle.quantity.Nearest;

/// What must hold before a file is read, and what is said when it does not.
final class OrdinaryFile {

    private static final int MOST_SIBLINGS = 1000;

    private OrdinaryFile() {}

    /// The size in bytes.
    ///
    /// @throws InputFault for a folder, or for anything that could block or never end
    static long size(Path file, String name) throws IOException {
        if (Files.isDirectory(file)) {
            throw InputFault.inFile(name, "this is a folder, but a file is expected here.", "Maybe name a file in it.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe without a writer would never end.
            throw InputFault.inFile(name, "this is not an ordinary file.", "Maybe write its content to a file first.");
        }
        return Files.size(file);
    }

    static InputFault tooLarge(String name, long size, long most) {
        return InputFault.inFile(
                name,
                "this file has %.1f MB, more than the %.0f MB that are read.".formatted(size / 1e6, most / 1e6),
                "Maybe this is not the file you meant.");
    }

    /// The fault of a file that could not be read.
    static InputFault unreadable(Path file, String name, IOException cause) {
        InputFault fault = switch (cause) {
            case NoSuchFileException _ ->
                InputFault.inFile(
                        name,
                        "there is no such file.",
                        nearestSibling(file)
                                .map(near -> "Maybe '%s'.".formatted(near))
                                .orElseGet(() -> missingFolder(file)));
            case AccessDeniedException _ ->
                InputFault.inFile(name, "you may not read this file.", "Maybe change its owner or mode.");
            default -> InputFault.inFile(name, "this file cannot be read: " + cause.getMessage() + ".", "");
        };
        fault.initCause(cause);
        return fault;
    }

    private static String missingFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder)
                ? ""
                : "Maybe the folder '%s' is misspelt: it does not exist.".formatted(folder);
    }

    /// The file of the folder whose name is most like the one that is missing.
    private static Optional<Path> nearestSibling(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names = siblings.limit(MOST_SIBLINGS)
                    .filter(Files::isRegularFile)
                    .map(sibling -> String.valueOf(sibling.getFileName()))
                    .sorted()
                    .toList();
            return Nearest.to(name.toString(), names).map(file::resolveSibling);
        } catch (IOException | UncheckedIOException e) {
            // The hint is a courtesy; the fault it would have decorated is reported either way.
            return Optional.empty();
        }
    }
}
