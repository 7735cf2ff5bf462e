package wattle.meter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder in which the kernel tells of a device, one fact a file. For what is read once, while looking around;
/// what is read again and again is a [NumberFile].
public record Folder(Path path) {

    /// The stripped text of a file; missing when it cannot be read or is blank. A device tree's text has zero bytes
    /// between its words, which become blanks.
    public Optional<String> text(String name) {
        try {
            String text = new String(Files.readAllBytes(path.resolve(name)), StandardCharsets.UTF_8);
            return Optional.of(text.replace('\0', ' ').strip()).filter(t -> !t.isEmpty());
        } catch (IOException | SecurityException _) {
            return Optional.empty();
        }
    }

    /// The whole number in a file; missing when there is none.
    public OptionalLong number(String name) {
        try {
            return text(name).map(Long::valueOf).map(OptionalLong::of).orElse(OptionalLong.empty());
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /// What is inside whose name matches the whole of `names`, `hwmon2` before `hwmon10`; nothing when there is no
    /// such folder.
    public List<Path> entries(Pattern names) {
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(entry ->
                            names.matcher(String.valueOf(entry.getFileName())).matches())
                    .sorted(Comparator.comparingInt(
                                    (Path entry) -> entry.toString().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException | SecurityException _) {
            return List.of();
        }
    }

    /// The folders inside, as [#entries].
    public List<Folder> folders(Pattern names) {
        return entries(names).stream()
                .filter(Files::isDirectory)
                .map(Folder::new)
                .toList();
    }

    /// Whether there is a file of this name, readable or not.
    public boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    public Folder inner(String name) {
        return new Folder(path.resolve(name));
    }

    public NumberFile numberFile(String name) {
        return new NumberFile(path.resolve(name));
    }

    /// The last name of its path.
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /// Where a link leads to, or the folder itself: `…/devices/pci0000:00/0000:03:00.0`.
    public Folder real() {
        try {
            return new Folder(path.toRealPath());
        } catch (IOException _) {
            return this;
        }
    }

    /// Who may read a file, in a person's words: `/sys/…/energy_uj: mode 0400, owner root`.
    public static String rights(Path file) {
        try {
            PosixFileAttributes about = Files.readAttributes(file, PosixFileAttributes.class);
            return "%s: mode %s, owner %s"
                    .formatted(
                            file,
                            PosixFilePermissions.toString(about.permissions()),
                            about.owner().getName());
        } catch (IOException | UnsupportedOperationException _) {
            return file + ": permission denied";
        }
    }
}
