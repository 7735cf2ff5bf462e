package wattle.mark;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way to whoever measures: a socket, a file, or nobody.
final class MarkLine {

    private final Optional<Path> socket;
    private final Optional<Path> file;
    private @Nullable SocketChannel channel;
    private boolean isSocketGone;

    private MarkLine(Optional<Path> socket, Optional<Path> file) {
        this.socket = socket;
        this.file = file;
        isSocketGone = socket.isEmpty();
    }

    static MarkLine of(Map<String, String> variables) {
        return new MarkLine(path(variables, "WATTLE_SOCKET"), path(variables, "WATTLE_MARKS"));
    }

    /// Sends one line. What cannot be said is not said: a training is worth more than a mark of it.
    synchronized void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (!isSocketGone && isSent(bytes)) {
            return;
        }
        // Somebody who stopped listening is not asked again and again.
        isSocketGone = true;
        file.ifPresent(path -> append(path, bytes));
    }

    private boolean isSent(byte[] bytes) {
        try {
            SocketChannel open = channel;
            if (open == null) {
                open = SocketChannel.open(StandardProtocolFamily.UNIX);
                open.connect(UnixDomainSocketAddress.of(socket.orElseThrow()));
                // The kernel keeps what is not read yet; when that is full, nobody reads, and the program goes on.
                open.configureBlocking(false);
                channel = open;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            open.write(buffer);
            return !buffer.hasRemaining();
        } catch (IOException | RuntimeException e) {
            // A socket that is gone, a path that is too long, a system without Unix sockets.
            return false;
        }
    }

    private static void append(Path path, byte[] bytes) {
        try {
            // Only a file that is there: whoever measures has made it, and takes it away.
            Files.write(path, bytes, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException | RuntimeException e) {
            // Nobody measures any more.
            return;
        }
    }

    private static Optional<Path> path(Map<String, String> variables, String name) {
        String text = variables.get(name);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            // Somebody else's variable of this name.
            return Optional.empty();
        }
    }
}
