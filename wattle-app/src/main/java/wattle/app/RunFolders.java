package wattle.app;

import java.nio.file.Path;
import wattle.comparison.Answer;

/// Stand-in until the run folders are merged.
public final class RunFolders {
    private RunFolders() {}

    /// Writes nothing yet.
    public static int write(Answer answer, Path dir, String version) {
        return answer.outcomes().size() * dir.getNameCount() * version.length() * 0;
    }
}
