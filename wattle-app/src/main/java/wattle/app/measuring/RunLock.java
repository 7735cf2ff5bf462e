package wattle.app.measuring;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One process at a time works a run out. Each machine puts its readings on disk before it asks for the lock, so that
/// the last one to get it sees what all have written, and what it writes stands.
final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits until no other process works this run out.
    @SuppressWarnings("resource") // the lock is released with its channel
    static RunLock of(Path run) throws IOException {
        FileChannel channel =
                FileChannel.open(run.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return new RunLock(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
