package wattle.app;

import java.nio.file.Path;
import java.util.List;
import wattle.catalog.Catalog;

/// Stand-in until reproduction is merged.
public final class Reproduce {
    /// @param catalog unused yet
    public Reproduce(Catalog catalog) {
        catalog.hasGridZones();
    }

    /// Replays nothing yet.
    public Reproduction replay(List<Path> files, boolean asPublished) {
        return new Reproduction(files.size() + (asPublished ? 1 : 0));
    }
}
