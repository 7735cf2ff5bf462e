package wattle.meter;

import java.nio.file.Path;
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
    private final KernelFile file;
    private boolean closed;
    private long value;
    private GapReason reason = GapReason.READ_FAILED;
    private String detail = "not read yet";

    /// Nothing is opened until the first read.
    public NumberFile(Path path) {
        this.path = path;
        file = new KernelFile(path, CAPACITY);
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
        boolean wasOpen = file.isOpen();
        long before = value;
        // One that was deleted or replaced says the same for ever: asked only when the number did not change.
        if (attempt() && (!wasOpen || value != before || !file.isDeleted())) {
            return true;
        }
        file.close();
        return wasOpen && attempt();
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
        file.close();
    }

    private boolean attempt() {
        int opened = file.open();
        if (opened < 0) {
            return failed(Errno.of(-opened).map(Errno::reason).orElse(GapReason.READ_FAILED), Errno.words(-opened));
        }
        int length = file.read();
        if (length < 0) {
            return failed(
                    Errno.of(-length).map(Errno::reasonOfRead).orElse(GapReason.READ_FAILED), Errno.words(-length));
        }
        return length > 0 ? parse(length) : failed(GapReason.MALFORMED, "empty");
    }

    /// The decimal number of the first line; a sign and blanks around it are allowed.
    private boolean parse(int length) {
        int at = 0;
        while (at < length && file.at(at) == ' ') {
            at++;
        }
        boolean negative = at < length && file.at(at) == '-';
        int first = negative ? at + 1 : at;
        int next = first;
        long number = 0;
        while (next < length && isDigit(file.at(next))) {
            int digit = file.at(next) - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                return malformed(length);
            }
            number = number * 10 + digit;
            next++;
        }
        if (next == first || (next < length && !isBlank(file.at(next)))) {
            return malformed(length);
        }
        value = negative ? -number : number;
        return true;
    }

    private boolean malformed(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = file.at(i);
        }
        String line = new String(text, java.nio.charset.StandardCharsets.US_ASCII).strip();
        return failed(GapReason.MALFORMED, "not a whole number: '" + line + "'");
    }

    private boolean failed(GapReason why, String what) {
        reason = why;
        detail = what;
        return false;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isBlank(byte character) {
        return character == '\n' || character == ' ' || character == '\r' || character == 0;
    }
}
