package wattle.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import wattle.app.measuring.RunShelf;
import wattle.app.measuring.SampleFormat;
import wattle.document.InputFault;

/// Samples in a form that is no text, on standard output.
final class BinaryOutput {

    private BinaryOutput() {}

    /// @param format empty when its library is not on the class path
    /// @throws InputFault when it is not, or when a person would see it
    static void of(Optional<SampleFormat> format, RunShelf shelf, String id) throws IOException {
        if (format.isEmpty()) {
            throw InputFault.inFile(
                    "--format parquet",
                    "its library is not here.",
                    "Maybe call Wattle by its launcher, ./wattle, which fetches it; or put wattle-parquet and what it"
                            + " needs on the class path.");
        }
        if (Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent()) {
            throw InputFault.inFile(
                    "--format parquet", "this is no text, and goes to a terminal.", "Maybe add: > samples.parquet");
        }
        Path folder = Files.createTempDirectory("wattle");
        Path file = folder.resolve("samples.parquet");
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            format.get().write(shelf, id, file);
            Files.copy(file, out);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }
}
