package wattle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout that the tests run in.
public final class Project {

    private Project() {}

    /// The folder that holds the launcher.
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("wattle"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("the tests do not run inside a checkout of Wattle");
        }
        return here;
    }

    /// Every scenario in `examples/`.
    public static List<Path> examples() {
        try (Stream<Path> files = Files.list(root().resolve("examples"))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
