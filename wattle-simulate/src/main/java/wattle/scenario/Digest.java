package wattle.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.document.Node;

/// What a scenario is told by: SHA-256 of the document's keys and values, and of the files it names. Comments and
/// spacing do not change it.
final class Digest {

    /// Keys under which a file is named.
    private static final List<String> FILES = List.of("file", "name");

    private final MessageDigest digest;
    private final Optional<Path> folder;

    private Digest(MessageDigest digest, Optional<Path> folder) {
        this.digest = digest;
        this.folder = folder;
    }

    /// The first 16 hex digits.
    ///
    /// @param folder of the files it names, which have been read by now
    static String of(Node.Mapping root, Optional<Path> folder) {
        try {
            Digest digest = new Digest(MessageDigest.getInstance("SHA-256"), folder);
            digest.feed(root);
            root.entry("simulation").ifPresent(e -> digest.files(e.value()));
            return HexFormat.of().formatHex(digest.digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void feed(Node node) {
        switch (node) {
            case Node.Mapping mapping ->
                mapping.entries().forEach(e -> {
                    digest.update((e.key() + "\n{").getBytes(StandardCharsets.UTF_8));
                    feed(e.value());
                    digest.update((byte) '}');
                });
            case Node.Sequence sequence ->
                sequence.items().forEach(i -> {
                    digest.update((byte) '-');
                    feed(i);
                });
            case Node.Scalar scalar -> digest.update((scalar.text() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void files(Node node) {
        switch (node) {
            case Node.Mapping mapping ->
                mapping.entries().forEach(e -> {
                    if (e.value() instanceof Node.Scalar scalar && FILES.contains(e.key())) {
                        file(scalar);
                    } else {
                        files(e.value());
                    }
                });
            case Node.Sequence sequence -> sequence.items().forEach(this::files);
            case Node.Scalar _ -> {}
        }
    }

    private void file(Node.Scalar name) {
        Optional<Path> file = folder.flatMap(f -> resolved(f, name.text().strip()));
        if (file.isEmpty() || !Files.isRegularFile(file.get())) {
            // A key of this name that names no file: a group's or a power mode's.
            return;
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file.get())) {
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            InputFault fault =
                    InputFault.at(name, "'%s' cannot be read: %s.".formatted(name.text(), e.getMessage()), "");
            fault.initCause(e);
            throw fault;
        }
    }

    private static Optional<Path> resolved(Path folder, String name) {
        try {
            return Optional.of(folder.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
