package wattle.app;

import java.nio.file.Path;
import java.util.List;
import wattle.app.reproduction.Cases;
import wattle.app.reproduction.Replay;
import wattle.catalog.Catalog;
import wattle.document.InputFault;

/// `wattle reproduce`: computes what papers published, and says cell by cell how near it comes.
public final class Reproduce {

    private final Catalog catalog;

    /// @param catalog for the defaults of a scenario; none of them enters a replayed value
    public Reproduce(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Replays the cases of files and folders, or the built-in ones when none are named.
    ///
    /// @param asPublished whether FA-D counts all devices as receivers, as its tables imply
    /// @throws InputFault for a file that cannot be used
    public Reproduction replay(List<Path> files, boolean asPublished) {
        return new Reproduction(Replay.of(Cases.of(files), catalog, asPublished));
    }
}
