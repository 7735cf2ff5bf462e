package wattle.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A stream that whoever writes to it may not close.
final class Unclosed extends FilterOutputStream {

    private final Runnable before;

    /// @param before called before each piece of output
    Unclosed(OutputStream out, Runnable before) {
        super(out);
        this.before = before;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        before.run();
        out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
