package wattle.meter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wattle.trace.GapReason;

/// One whole number in a file of the kernel, kept open and read again from its beginning each time.
///
/// A read makes no garbage: the bytes land in a buffer of this object and are parsed there. Opening anew costs some
/// ten times as much as reading, so a file is opened once, and once more after a failure: its driver may have been
/// loaded again, which leaves the old file dead and a new one under the same name. A file that was deleted or
/// replaced without failing is noticed by its number standing still.
public final class NumberFile implements AutoCloseable {

    /// More than any 64-bit number with its sign and line end needs.
    private static final int CAPACITY = 64;

    private final Path path;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
    private @Nullable FileChannel channel;
    private Optional<Object> key = Optional.empty();
    private boolean closed;
    private long value;
    private GapReason reason = GapReason.READ_FAILED;
    private String detail = "not read yet";

    /// Nothing is opened until the first read.
    public NumberFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /// Reads anew; never throws.
    ///
    /// @return whether [#value] is the number that was just read; otherwise [#reason] and [#detail] say why
    ///     it is not
    public boolean read() {
        if (closed) {
            return failed(GapReason.GONE, "closed");
        }
        // A channel closes itself under an interrupted thread, which may well want its last reading.
        boolean interrupted = Thread.interrupted();
        boolean wasOpen = channel != null;
        long before = value;
        boolean done = attempt() && (!wasOpen || value != before || isTheFileStill());
        if (!done) {
            release();
            interrupted |= Thread.interrupted();
            done = wasOpen && attempt();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return done;
    }

    /// The last number that could be read.
    public long value() {
        return value;
    }

    /// Why the last read failed.
    public GapReason reason() {
        return reason;
    }

    /// What the system said when the last read failed: `…/energy_uj: errno 61 ENODATA`.
    public String detail() {
        return path + ": " + detail;
    }

    @Override
    public void close() {
        closed = true;
        release();
    }

    private boolean attempt() {
        try {
            FileChannel open = channel;
            if (open == null) {
                open = FileChannel.open(path, StandardOpenOption.READ);
                channel = open;
                key = key();
            }
            buffer.clear();
            int length = open.read(buffer, 0);
            return length > 0 ? parse(length) : failed(GapReason.MALFORMED, "empty");
        } catch (IOException e) {
            boolean opened = channel != null;
            return Errno.of(e)
                    .map(errno -> failed(opened ? errno.reasonOfRead() : errno.reason(), errno.toString()))
                    .orElseGet(() -> failed(GapReason.READ_FAILED, String.valueOf(e.getMessage())));
        }
    }

    /// Whether the open file is still the one of this name. Asked only when the number did not change: one that was
    /// deleted or replaced says the same for ever.
    private boolean isTheFileStill() {
        try {
            return key().equals(key) || failed(GapReason.GONE, "replaced");
        } catch (IOException e) {
            return failed(GapReason.GONE, String.valueOf(e.getMessage()));
        }
    }

    /// Device and inode; missing where a system has none.
    private Optional<Object> key() throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    /// The decimal number of the first line; a sign and blanks around it are allowed.
    private boolean parse(int length) {
        int at = 0;
        while (at < length && buffer.get(at) == ' ') {
            at++;
        }
        boolean negative = at < length && buffer.get(at) == '-';
        int first = negative ? at + 1 : at;
        int next = first;
        long number = 0;
        while (next < length && isDigit(buffer.get(next))) {
            int digit = buffer.get(next) - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                return malformed(length);
            }
            number = number * 10 + digit;
            next++;
        }
        if (next == first || (next < length && !isBlank(buffer.get(next)))) {
            return malformed(length);
        }
        value = negative ? -number : number;
        return true;
    }

    private boolean malformed(int length) {
        byte[] text = new byte[length];
        buffer.get(0, text);
        String line = new String(text, java.nio.charset.StandardCharsets.US_ASCII).strip();
        return failed(GapReason.MALFORMED, "not a whole number: '" + line + "'");
    }

    private boolean failed(GapReason why, String what) {
        reason = why;
        detail = what;
        return false;
    }

    private void release() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                detail = String.valueOf(e.getMessage());
            }
        }
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isBlank(byte character) {
        return character == '\n' || character == ' ' || character == '\r' || character == 0;
    }
}
