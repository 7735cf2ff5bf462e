package wattle.workload.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import wattle.document.InputFault;

/// Unsigned bytes in the IDX format of the MNIST data sets: two zeros, the type, the number of dimensions, their
/// sizes, then the values.
///
/// @param shape sizes, outermost first
/// @param values row by row
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record Idx(int[] shape, byte[] values) {

    private static final int UNSIGNED_BYTES = 0x08;
    private static final int MOST_DIMENSIONS = 4;

    /// Reads a file, compressed by gzip when it is called `.gz`.
    ///
    /// @throws InputFault when it is no such file
    public static Idx read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(file));
        if (bytes.remaining() < Integer.BYTES
                || bytes.getShort() != 0
                || bytes.get() != UNSIGNED_BYTES
                || bytes.get(3) < 1
                || bytes.get(3) > MOST_DIMENSIONS) {
            throw fault(file, "this is no IDX file of unsigned bytes: it does not begin with 0, 0, 8.");
        }
        int[] shape = new int[bytes.get()];
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
            count = shape[i] < 0 || count < 0 || count > Integer.MAX_VALUE ? -1 : count * shape[i];
        }
        if (count != bytes.remaining()) {
            throw fault(
                    file,
                    "its head promises %s values, and %d follow."
                            .formatted(java.util.Arrays.toString(shape), bytes.remaining()));
        }
        byte[] values = new byte[bytes.remaining()];
        bytes.get(values);
        return new Idx(shape, values);
    }

    /// The whole content of a file, unpacked.
    static byte[] bytes(Path file) throws IOException {
        try (InputStream plain = Files.newInputStream(file)) {
            if (!file.toString().endsWith(".gz")) {
                return plain.readAllBytes();
            }
            try (InputStream unpacked = new GZIPInputStream(plain, 1 << 16)) {
                return unpacked.readAllBytes();
            }
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            InputFault fault = fault(file, "it cannot be unpacked: " + e.getMessage() + ".");
            fault.initCause(e);
            throw fault;
        }
    }

    private static InputFault fault(Path file, String what) {
        return InputFault.inFile(file.toString(), what, "Maybe the file was cut off; install or copy it again.");
    }
}
