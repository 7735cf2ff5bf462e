package wattle.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.GZIPInputStream;
import wattle.document.InputFault;
import wattle.document.Location;

/// A text file of another tool.
///
/// @param name as the user typed it, for messages
/// @param lines without their ends
/// @param zone where times that carry no offset were written
public record ForeignFile(String name, List<String> lines, ZoneId zone) {

    /// Far above any power log, far below what could fill the memory: an hour at 1 kHz has about 200 MB.
    private static final int MOST_BYTES = 400_000_000;

    private static final int HEAD = 40;

    /// Copies the lines.
    public ForeignFile {
        lines = List.copyOf(lines);
    }

    /// Reads a file; one whose name ends in `.gz` is unpacked.
    ///
    /// @throws InputFault when it cannot be read or is not text
    public static ForeignFile of(Path path, ZoneId zone) {
        String name = path.toString();
        try (InputStream in = open(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw InputFault.inFile(
                        name, "this file has more than 400 MB.", "Maybe cut it to the time that matters.");
            }
            return of(name, bytes, zone);
        } catch (NoSuchFileException e) {
            throw InputFault.inFile(name, "there is no such file.", "Maybe its name is misspelt.");
        } catch (IOException e) {
            throw InputFault.inFile(name, "this file cannot be read: " + e.getMessage() + ".", "");
        }
    }

    /// Takes bytes that came from a file of this name.
    public static ForeignFile of(String name, byte[] bytes, ZoneId zone) {
        for (int i = 0; i < Math.min(bytes.length, 4096); i++) {
            if (bytes[i] == 0) {
                throw InputFault.inFile(
                        name, "this is a binary file, but text is expected.", "Maybe export it as CSV.");
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<String> lines = whole.lines().toList();
        if (lines.stream().allMatch(String::isBlank)) {
            throw InputFault.inFile(
                    name, "this file is empty.", "Maybe the tool had not written yet when it was copied.");
        }
        return new ForeignFile(name, lines, zone);
    }

    /// The first lines, in small letters, to tell the format from.
    String head() {
        return String.join("\n", lines.subList(0, Math.min(HEAD, lines.size()))).toLowerCase(java.util.Locale.ROOT);
    }

    /// The first line that is neither empty nor a comment.
    String header() {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
    }

    /// The last part of its name, in small letters.
    String base() {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.toLowerCase(java.util.Locale.ROOT);
    }

    /// A fault at a place.
    ///
    /// @param line counted from 0
    /// @param column counted from 1
    InputFault fault(int line, int column, String what, String maybe) {
        return InputFault.at(new Location(name, line + 1, column), "", what, maybe);
    }

    /// A fault of the whole file.
    InputFault fault(String what, String maybe) {
        return InputFault.inFile(name, what, maybe);
    }

    private static InputStream open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw InputFault.inFile(path.toString(), "this is a folder, but a file is expected.", "");
        }
        InputStream in = Files.newInputStream(path);
        if (!path.toString().endsWith(".gz")) {
            return in;
        }
        try (in) {
            return new GZIPInputStream(new ByteArrayInputStream(in.readNBytes(MOST_BYTES)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
