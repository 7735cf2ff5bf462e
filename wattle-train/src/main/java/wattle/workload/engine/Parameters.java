package wattle.workload.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/// The trainable blocks of one model, by name, in the order in which they were made. First values are drawn
/// here and
/// not by the engine, so that every engine starts from the same.
public final class Parameters {

    private final Operations operations;
    private final SplittableRandom random;
    private final Map<String, Tensor> blocks = new LinkedHashMap<>();

    /// @param seed of the first values
    public Parameters(Operations operations, long seed) {
        this.operations = operations;
        this.random = new SplittableRandom(seed);
    }

    /// A block whose values are uniform within ±1/√`fanIn`, PyTorch's start for convolutions and linear layers.
    public Tensor uniform(String name, int fanIn, long... shape) {
        double bound = 1 / Math.sqrt(fanIn);
        float[] values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return add(name, values, shape);
    }

    /// A block of one value.
    public Tensor constant(String name, float value, long... shape) {
        float[] values = new float[size(shape)];
        java.util.Arrays.fill(values, value);
        return add(name, values, shape);
    }

    private Tensor add(String name, float[] values, long... shape) {
        Tensor block = operations.parameter(values, shape);
        if (blocks.put(name, block) != null) {
            throw new IllegalArgumentException("two parameters are called " + name);
        }
        return block;
    }

    /// Names and blocks, in order.
    public Map<String, Tensor> blocks() {
        return java.util.Collections.unmodifiableMap(blocks);
    }

    /// The blocks, in order.
    public List<Tensor> all() {
        return new ArrayList<>(blocks.values());
    }

    /// How many numbers are trained.
    public int count() {
        return Math.toIntExact(
                blocks.values().stream().mapToLong(Tensor::elements).sum());
    }

    /// All numbers, one block after the other.
    public float[] read(Backend backend) {
        float[] all = new float[count()];
        int at = 0;
        for (Tensor block : blocks.values()) {
            float[] values = backend.read(block);
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }

    /// Replaces all numbers.
    public void write(Backend backend, float[] all) {
        if (all.length != count()) {
            throw new IllegalArgumentException("%d numbers for %d parameters".formatted(all.length, count()));
        }
        int at = 0;
        for (Tensor block : blocks.values()) {
            int length = Math.toIntExact(block.elements());
            backend.write(block, java.util.Arrays.copyOfRange(all, at, at + length));
            at += length;
        }
    }

    /// A check sum of numbers, bit by bit: two trainings that came to the same have the same.
    public static long checksum(float[] values) {
        CRC32 crc = new CRC32();
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        crc.update(bytes);
        return crc.getValue();
    }

    private static int size(long... shape) {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return Math.toIntExact(product);
    }
}
