package wattle.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Standard output that remembers why writing failed. A writer on top of it only knows that it did, but a full
/// disk is
/// a failure and a reader that has seen enough (`wattle compare … | head`) is not.
final class StandardOutput extends FilterOutputStream {

    private @Nullable IOException failure;

    StandardOutput() {
        this(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    }

    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        if (failure == null) {
            failure = e;
        }
        return e;
    }

    /// What went wrong first, if anything did.
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /// Whether whoever reads has closed the pipe.
    boolean isPipeClosed() {
        return failure()
                .map(e -> String.valueOf(e.getMessage()).contains("Broken pipe"))
                .orElse(false);
    }
}
