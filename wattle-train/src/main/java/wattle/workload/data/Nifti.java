package wattle.workload.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import wattle.document.InputFault;

/// A volume in the NIfTI-1 format (one file, `.nii` or `.nii.gz`), of either byte order.
///
/// @param shape sizes along x, y, z
/// @param values scaled as the head says, x fastest
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record Nifti(int[] shape, float[] values) {

    private static final int HEAD = 348;
    private static final int AT_DIMENSIONS = 40;
    private static final int AT_TYPE = 70;
    private static final int AT_OFFSET = 108;
    private static final int AT_SLOPE = 112;
    private static final int AT_MAGIC = 344;
    private static final int LARGEST = 4096;

    /// Reads a file.
    ///
    /// @throws InputFault when it is no such file, or of a type that is not known
    public static Nifti read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Idx.bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.capacity() < HEAD + Integer.BYTES) {
            throw fault(file, "it is too short for the head of a NIfTI-1 file.");
        }
        if (bytes.getInt(0) != HEAD) {
            bytes.order(ByteOrder.BIG_ENDIAN);
        }
        if (bytes.getInt(0) != HEAD || bytes.get(AT_MAGIC) != 'n' || bytes.get(AT_MAGIC + 1) != '+') {
            throw fault(file, "this is no NIfTI-1 file in one piece: its head does not say 'n+1'.");
        }
        int[] shape = new int[3];
        int dimensions = bytes.getShort(AT_DIMENSIONS);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = i < dimensions ? bytes.getShort(AT_DIMENSIONS + 2 * (i + 1)) : 1;
            if (shape[i] < 1 || shape[i] > LARGEST) {
                throw fault(file, "size %d of dimension %d makes no volume.".formatted(shape[i], i + 1));
            }
        }
        Type type = Type.of(bytes.getShort(AT_TYPE));
        if (type == null) {
            throw fault(file, "values of NIfTI type %d cannot be read.".formatted(bytes.getShort(AT_TYPE)));
        }
        int offset = Math.round(bytes.getFloat(AT_OFFSET));
        float slope = bytes.getFloat(AT_SLOPE);
        float intercept = slope == 0 ? 0 : bytes.getFloat(AT_SLOPE + Float.BYTES);
        float[] values = new float[shape[0] * shape[1] * shape[2]];
        if (offset < HEAD || offset + (long) values.length * type.width > bytes.capacity()) {
            throw fault(file, "its head promises more values than there are.");
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = intercept + (slope == 0 ? 1 : slope) * type.value(bytes, offset + i * type.width);
        }
        return new Nifti(shape, values);
    }

    /// The value of a voxel.
    public float at(int x, int y, int z) {
        return values[(z * shape[1] + y) * shape[0] + x];
    }

    private static InputFault fault(Path file, String what) {
        return InputFault.inFile(
                file.toString(), what, "Maybe convert it to a plain .nii file of floats or whole numbers.");
    }

    /// What a voxel is stored as.
    private enum Type {
        UNSIGNED_BYTE(2, 1),
        SHORT(4, 2),
        INT(8, 4),
        FLOAT(16, 4),
        DOUBLE(64, 8),
        BYTE(256, 1),
        UNSIGNED_SHORT(512, 2);

        private final int code;
        private final int width;

        Type(int code, int width) {
            this.code = code;
            this.width = width;
        }

        static @org.jspecify.annotations.Nullable Type of(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return null;
        }

        float value(ByteBuffer bytes, int at) {
            return switch (this) {
                case UNSIGNED_BYTE -> bytes.get(at) & 0xff;
                case BYTE -> bytes.get(at);
                case SHORT -> bytes.getShort(at);
                case UNSIGNED_SHORT -> bytes.getShort(at) & 0xffff;
                case INT -> bytes.getInt(at);
                case FLOAT -> bytes.getFloat(at);
                case DOUBLE -> (float) bytes.getDouble(at);
            };
        }
    }
}
