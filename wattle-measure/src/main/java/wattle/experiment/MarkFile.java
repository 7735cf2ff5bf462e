package wattle.experiment;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import wattle.trace.Mark;

/// A file to which a shell script can append what it is doing: `echo "epoch=3 acc=0.9" >> $WATTLE_MARKS`. The kernel
/// tells when somebody writes (`inotify(7)`), so nothing wakes up while nobody does. Where it does not tell, the file
/// is
/// looked at whenever readings go to disk, and a mark made this way is up to 0.7 s late.
final class MarkFile implements AutoCloseable {

    static final String NAME = "marks.txt";

    /// A line longer than this is no mark, and is not kept.
    private static final int LONGEST_LINE = 1 << 16;

    private final Path path;
    private final File file;
    private final LongSupplier nanos;
    private final Consumer<Mark> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Optional<WatchService> changes;
    private final Thread looking;
    private long offset;

    private MarkFile(Path path, LongSupplier nanos, Consumer<Mark> sink) {
        this.path = path;
        this.nanos = nanos;
        this.sink = sink;
        file = path.toFile();
        changes = watched(path);
        looking = Thread.ofPlatform().daemon().name("wattle-marks-file").unstarted(this::keepLooking);
    }

    /// Makes the file, in the folder of the socket.
    static MarkFile beside(Path socket, LongSupplier nanos, Consumer<Mark> sink) throws IOException {
        MarkFile file = new MarkFile(Files.createFile(socket.resolveSibling(NAME)), nanos, sink);
        file.looking.start();
        return file;
    }

    Path path() {
        return path;
    }

    /// Takes what was written since the last look.
    synchronized void look() {
        try {
            // One system call and no objects each time; 0 when it is gone.
            long size = file.length();
            if (size < offset) {
                // Written with `>` instead of `>>`: it begins again.
                offset = 0;
                line.reset();
            }
            if (size > offset) {
                read();
            }
        } catch (IOException e) {
            // The program took its file away: nothing more comes.
            return;
        }
    }

    private void read() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(offset);
            ByteBuffer buffer = ByteBuffer.allocate(LONGEST_LINE);
            while (channel.read(buffer) > 0) {
                buffer.flip();
                offset += buffer.remaining();
                while (buffer.hasRemaining()) {
                    take(buffer.get());
                }
                buffer.clear();
            }
        }
    }

    private void take(byte next) {
        if (next == '\n') {
            say();
        } else if (line.size() <= LONGEST_LINE) {
            line.write(next);
        }
    }

    private void say() {
        if (line.size() <= LONGEST_LINE) {
            MarkLines.said(nanos.getAsLong(), line.toString(StandardCharsets.UTF_8))
                    .forEach(sink);
        }
        line.reset();
    }

    /// Of its folder, since a file alone cannot be watched; nothing where the user's watches are used up.
    private static Optional<WatchService> watched(Path path) {
        try {
            WatchService changes = path.getFileSystem().newWatchService();
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                folder.register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
            }
            return Optional.of(changes);
        } catch (IOException | UnsupportedOperationException e) {
            // It is looked at all the same, less often.
            return Optional.empty();
        }
    }

    private void keepLooking() {
        try {
            while (changes.isPresent()) {
                WatchKey changed = changes.get().take();
                changed.pollEvents();
                changed.reset();
                look();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // The job has ended, and so has this.
            return;
        }
    }

    /// Takes the rest, with a last line that has no end: whoever wrote it has ended.
    synchronized void finish() {
        look();
        if (line.size() > 0) {
            say();
        }
    }

    /// Takes what is left, and removes the file.
    @Override
    public void close() throws IOException {
        if (changes.isPresent()) {
            changes.get().close();
        }
        finish();
        Files.deleteIfExists(path);
    }
}
