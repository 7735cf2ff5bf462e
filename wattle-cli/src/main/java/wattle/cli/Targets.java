package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wattle.document.InputFault;

/// Looks at where an answer is to be written before it is computed, so that nobody waits for nothing and
/// nothing that a
/// person wrote is overwritten.
final class Targets {

    private Targets() {}

    static void check(@Nullable Path page, @Nullable Path folder, Path scenario) throws IOException {
        if (page != null) {
            page(page, scenario);
        }
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
            throw InputFault.inFile(
                    folder.toString(), "run folders cannot be written into a file.", "Maybe another name after --out.");
        }
        if (folder != null) {
            writable(folder);
        }
    }

    private static void page(Path page, Path scenario) throws IOException {
        if (page.toString().isEmpty() || Files.isDirectory(page)) {
            throw InputFault.inFile(
                    page.toString(), "a page is one file, and this is a folder.", "Maybe --html page.html");
        }
        boolean same = Files.exists(page) && Files.exists(scenario) && Files.isSameFile(page, scenario);
        String name = page.toString();
        if (same || name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
            throw InputFault.inFile(
                    name, "the page would overwrite a file that is not a page.", "Maybe --html page.html");
        }
        Path parent = page.toAbsolutePath().getParent();
        if (parent != null) {
            writable(parent);
        }
    }

    /// The nearest folder that exists must allow writing.
    private static void writable(Path folder) {
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            throw InputFault.inFile(
                    folder.toString(),
                    "nothing can be written here: %s is no folder, or not open for writing.".formatted(there),
                    "Maybe choose a folder of your own.");
        }
    }
}
