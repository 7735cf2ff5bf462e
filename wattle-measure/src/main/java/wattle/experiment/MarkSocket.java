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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import wattle.trace.Mark;

/// A Unix socket at which any program in any language can say what it is doing, one line at a time:
/// `begin evaluate`, `val_dice=0.81`. Its path is in the job's environment as `WATTLE_SOCKET`.
final class MarkSocket implements AutoCloseable {

    private final Path path;
    private final ServerSocketChannel server;

    private MarkSocket(Path path, ServerSocketChannel server) {
        this.path = path;
        this.server = server;
    }

    static MarkSocket open(LongSupplier nanos, Consumer<Mark> sink) throws IOException {
        // Socket paths must be short (108 bytes), so not in the run's own folder.
        Path path = Files.createTempDirectory("wattle").resolve("marks");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        MarkSocket socket = new MarkSocket(path, server);
        Thread.ofVirtual().name("wattle-marks").start(() -> socket.accept(nanos, sink));
        return socket;
    }

    Path path() {
        return path;
    }

    private void accept(LongSupplier nanos, Consumer<Mark> sink) {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> read(client, nanos, sink));
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
                String text = line.strip();
                MarkLines.command(
                                nanos.getAsLong(),
                                text.startsWith("wattle:") ? text.substring(7).strip() : text)
                        .forEach(sink);
            }
        } catch (IOException e) {
            // The program went away; what it said is kept.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
        Path folder = path.getParent();
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }
}
