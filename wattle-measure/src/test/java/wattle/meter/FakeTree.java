package wattle.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import wattle.document.Documents;
import wattle.document.Location;
import wattle.document.Node;

/// A folder that imitates `/` of some machine, with a clock that moves when told to.
public final class FakeTree {

    private final Path root;
    private final Map<String, String> variables = new HashMap<>();
    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private Node.Mapping settings = new Node.Mapping(new Location("none", 1, 1), "", java.util.List.of());

    public FakeTree(Path root) {
        this.root = root;
    }

    /// Writes a file with a line end, as the kernel does; replaces it in one step when it is there.
    public FakeTree put(String relative, Object text) {
        try {
            Path file = root.resolve(relative);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".fresh"), text + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes into the file that is there, so that whoever holds it open sees the new text, as with sysfs.
    public FakeTree change(String relative, Object text) {
        try {
            Files.writeString(root.resolve(relative), text + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeTree delete(String relative) {
        try {
            Files.delete(root.resolve(relative));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeTree link(String relative, String target) {
        try {
            Path link = root.resolve(relative);
            Files.createDirectories(Objects.requireNonNull(link.getParent()));
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeTree variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /// Settings as they stand under `meters` in the configuration, written as YAML.
    public FakeTree settings(String yaml) {
        settings = Documents.parse(yaml, "settings.yaml");
        return this;
    }

    /// Lets time pass.
    public FakeTree pass(double seconds) {
        nanos.addAndGet(Math.round(seconds * 1e9));
        return this;
    }

    public Path root() {
        return root;
    }

    public Machine machine() {
        return new Machine(root, variables, settings, nanos::get, () -> 1_700_000_000_000_000L + nanos.get() / 1000);
    }
}
