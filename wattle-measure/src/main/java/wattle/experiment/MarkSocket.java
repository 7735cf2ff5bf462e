package wattle.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import wattle.trace.Mark;

/// A Unix socket at which any program in any language can say what it is doing, one line at a time:
/// `begin evaluate`, `val_dice=0.81`. Its path is in the job's environment as `WATTLE_SOCKET`.
final class MarkSocket implements AutoCloseable {

    /// How long what was sent just before the end may take to be read, in ns.
    private static final long REST_NANOS = 200_000_000;

    private static final String PREFIX = "wattle-marks-";
    private static final String NAME = "marks";

    private final Path path;
    private final ServerSocketChannel server;
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();

    private MarkSocket(Path path, ServerSocketChannel server) {
        this.path = path;
        this.server = server;
    }

    static MarkSocket open(LongSupplier nanos, Consumer<Mark> sink) throws IOException {
        // Socket paths must be short (108 bytes), so not in the run's own folder.
        Path fresh = Files.createTempDirectory(PREFIX);
        sweep(fresh);
        Path path = fresh.resolve(NAME);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        MarkSocket socket = new MarkSocket(path, server);
        Thread.ofVirtual().name("wattle-marks").start(() -> socket.accept(nanos, sink));
        return socket;
    }

    /// Removes folders of this kind that a killed Wattle left behind: those whose socket nobody answers.
    private static void sweep(Path fresh) {
        Path parent = fresh.toAbsolutePath().getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isLeft(folder, fresh)) {
                    Files.deleteIfExists(folder.resolve(NAME));
                    Files.deleteIfExists(folder.resolve(MarkFile.NAME));
                    Files.deleteIfExists(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another user's, or not empty: left as it is.
            return;
        }
    }

    private static boolean isLeft(Path folder, Path fresh) throws IOException {
        Path socket = folder.resolve(NAME);
        if (folder.equals(fresh)
                || !Files.exists(socket)
                || !Files.getOwner(folder).equals(Files.getOwner(fresh))) {
            return false;
        }
        try (SocketChannel caller = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return !caller.isConnected();
        } catch (IOException e) {
            // Refused: whoever made it is gone.
            return true;
        }
    }

    Path path() {
        return path;
    }

    private void accept(LongSupplier nanos, Consumer<Mark> sink) {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread reader = Thread.ofVirtual().unstarted(() -> {
                    read(client, nanos, sink);
                    readers.remove(Thread.currentThread());
                });
                readers.add(reader);
                reader.start();
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // One caller that could not be let in; the next may.
            }
        }
    }

    private static void read(SocketChannel client, LongSupplier nanos, Consumer<Mark> sink) {
        try (client;
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                MarkLines.said(nanos.getAsLong(), line).forEach(sink);
            }
        } catch (IOException e) {
            // The program went away; what it said is kept.
            return;
        }
    }

    /// Waits a little for what was sent just before the job ended.
    void settle() {
        awaitRest();
    }

    @Override
    public void close() throws IOException {
        server.close();
        awaitRest();
        Files.deleteIfExists(path);
        Path folder = path.getParent();
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }

    /// A program that has ended has closed its end; one that still runs is not waited for.
    private void awaitRest() {
        List<Thread> all = List.copyOf(readers);
        try {
            for (Thread reader : all) {
                reader.join(Duration.ofNanos(REST_NANOS / all.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
