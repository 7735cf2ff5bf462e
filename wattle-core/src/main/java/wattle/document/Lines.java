package wattle.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of a UTF-8 text, one at a time, with the line and column of every byte that cannot be text.
final class Lines implements AutoCloseable {

    private static final int LONGEST = 100_000;
    private static final int BUFFER = 1 << 16;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final String file;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private byte[] line = new byte[256];
    private int length;
    private int number;

    Lines(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    /// Goes to the next line.
    boolean next() throws IOException {
        length = 0;
        boolean any = false;
        while (true) {
            if (at == filled) {
                filled = in.read(buffer);
                at = 0;
                if (filled <= 0) {
                    filled = 0;
                    break;
                }
            }
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            append(end);
            at = end;
            if (end < filled) {
                at++;
                break;
            }
        }
        if (any) {
            number++;
        }
        return any;
    }

    private void append(int end) {
        int more = end - at;
        if (length + more > LONGEST) {
            throw InputFault.at(
                    new Location(file, number + 1, 1),
                    "",
                    "this line has more than %d bytes.".formatted(LONGEST),
                    "Maybe this is not a table.");
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(buffer, at, line, length, more);
        length += more;
    }

    /// The line, counted from 1.
    int number() {
        return number;
    }

    /// The line without its end.
    String text() {
        int start = number == 1 && length >= 3 && Arrays.equals(line, 0, 3, MARK, 0, 3) ? 3 : 0;
        int end = length > start && line[length - 1] == '\r' ? length - 1 : length;
        boolean plain = true;
        for (int i = start; i < end; i++) {
            if (line[i] < ' ' && line[i] != '\t') {
                plain = false;
            }
        }
        return plain ? new String(line, start, end - start, StandardCharsets.ISO_8859_1) : decoded(start, end - start);
    }

    private String decoded(int start, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(line, start, count);
        CharBuffer chars = CharBuffer.allocate(count);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            throw InputFault.at(
                    new Location(file, number, text.length() + 1),
                    "",
                    "the byte 0x%02X here is not UTF-8 text.".formatted(line[bytes.position()] & 0xff),
                    "Maybe save the file as UTF-8.");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\t') {
                throw InputFault.at(
                        new Location(file, number, i + 1),
                        "",
                        "the control character U+%04X is not allowed in a table.".formatted((int) text.charAt(i)),
                        "Maybe this is a binary file.");
            }
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
