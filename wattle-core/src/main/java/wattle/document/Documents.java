package wattle.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads YAML, and JSON as a part of it, into located nodes. Whatever is wrong with a file becomes an
/// [InputFault].
public final class Documents {

    /// Far above any scenario that a person writes, far below what could fill the memory.
    public static final int MOST_BYTES = 5_000_000;

    private Documents() {}

    /// Reads a file. Faults show it as it is given here, so pass what the user typed.
    ///
    /// @throws InputFault when it cannot be read or is not one well-formed document with keys at its root
    public static Node.Mapping read(Path file) {
        String text = text(bytes(file), file.toString());
        // JSON may be indented with tabs, and has none inside its strings; YAML may not.
        boolean json = file.toString().endsWith(".json");
        return parse(json ? text.replace('\t', ' ') : text, file.toString());
    }

    /// Reads text that came from `fileName`, or from somewhere that the user knows under this name.
    ///
    /// @throws InputFault when it is not one well-formed document with keys at its root
    public static Node.Mapping parse(String text, String fileName) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        refuseControlCharacters(withoutMark, fileName);
        return new Composition(withoutMark, fileName).root();
    }

    private static byte[] bytes(Path file) {
        String name = file.toString();
        try {
            long size = OrdinaryFile.size(file, name);
            if (size > MOST_BYTES) {
                throw OrdinaryFile.tooLarge(name, size, MOST_BYTES);
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw OrdinaryFile.tooLarge(name, bytes.length, MOST_BYTES);
                }
                return bytes;
            }
        } catch (IOException e) {
            throw OrdinaryFile.unreadable(file, name, e);
        }
    }

    private static String text(byte[] bytes, String name) {
        for (byte b : bytes) {
            if (b == 0) {
                throw InputFault.inFile(
                        name, "this is a binary file, but text is expected here.", "Maybe save it as UTF-8 text.");
            }
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw InputFault.at(
                    end(text, name),
                    "",
                    "the byte 0x%02X here is not UTF-8 text.".formatted(bytes[in.position()] & 0xff),
                    "Maybe save the file as UTF-8.");
        }
        return text;
    }

    private static void refuseControlCharacters(String text, String name) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                throw InputFault.at(
                        end(text.substring(0, i), name),
                        "",
                        "the control character U+%04X is not allowed in a document.".formatted(c),
                        "Maybe delete it.");
            }
        }
    }

    /// Where the next character after `text` stands.
    private static Location end(String text, String name) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return new Location(name, line, text.length() - text.lastIndexOf('\n'));
    }
}
