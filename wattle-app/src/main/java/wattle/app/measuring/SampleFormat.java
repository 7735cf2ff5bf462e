package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import wattle.recording.Recording;

/// A file format for every sample of a run that needs a library of its own. A `ServiceLoader` service: the library is
/// on the class path of whoever asks for the format, and of nobody else.
public interface SampleFormat {

    /// As the user types it: `parquet`.
    String word();

    /// Writes the samples of all machines.
    ///
    /// @param file replaced where there is one
    void write(List<Recording> nodes, Path file) throws IOException;

    /// Writes the samples of all machines of a run.
    ///
    /// @param file replaced where there is one
    default void write(RunShelf shelf, String id, Path file) throws IOException {
        write(shelf.recordings(id), file);
    }

    /// The format of this name, where its library is here.
    static Optional<SampleFormat> find(String word) {
        return ServiceLoader.load(SampleFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(format -> format.word().equals(word))
                .findFirst();
    }
}
