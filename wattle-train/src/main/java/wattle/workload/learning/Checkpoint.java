package wattle.workload.learning;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wattle.document.InputFault;

/// The state of a training in a file of the safetensors format, which other tools read as well.
///
/// @param facts words, by name
/// @param blocks numbers, by name
public record Checkpoint(Map<String, String> facts, Map<String, Block> blocks) {

    private static final String FACTS = "__metadata__";
    private static final int LONGEST_HEAD = 100_000_000;

    /// Copies the maps.
    public Checkpoint {
        facts = new LinkedHashMap<>(facts);
        blocks = new LinkedHashMap<>(blocks);
    }

    /// @param shape sizes, outermost first
    /// @param values row by row
    @SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
    public record Block(long[] shape, float[] values) {}

    /// Writes it in place of what is there. Whoever is killed meanwhile has the one before.
    public void write(Path file) throws IOException {
        ObjectNode head = JsonMapper.shared().createObjectNode();
        ObjectNode words = head.putObject(FACTS);
        facts.forEach(words::put);
        long end = 0;
        for (Map.Entry<String, Block> entry : blocks.entrySet()) {
            ObjectNode described = head.putObject(entry.getKey());
            described.put("dtype", "F32");
            for (long size : entry.getValue().shape()) {
                described.withArray("shape").add(size);
            }
            described.withArray("shape");
            long from = end;
            end += (long) entry.getValue().values().length * Float.BYTES;
            described.putArray("data_offsets").add(from).add(end);
        }
        byte[] text = head.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + text.length + end))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (Block block : blocks.values()) {
            for (float value : block.values()) {
                bytes.putFloat(value);
            }
        }
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (java.nio.channels.FileChannel channel = java.nio.channels.FileChannel.open(
                beside,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.TRUNCATE_EXISTING,
                java.nio.file.StandardOpenOption.WRITE)) {
            bytes.flip();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Reads a file.
    ///
    /// @throws InputFault when it is none of [#write], or damaged
    public static Checkpoint read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.remaining() < Long.BYTES ? -1 : bytes.getLong();
        if (length < 2 || length > Math.min(LONGEST_HEAD, bytes.remaining())) {
            throw fault(file, "this is no checkpoint: a safetensors file begins with the length of its head.");
        }
        byte[] text = new byte[(int) length];
        bytes.get(text);
        ByteBuffer numbers = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            JsonNode head = JsonMapper.shared().readTree(text);
            Map<String, String> facts = new LinkedHashMap<>();
            head.path(FACTS)
                    .properties()
                    .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString("")));
            Map<String, Block> blocks = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : head.properties()) {
                if (!entry.getKey().equals(FACTS)) {
                    blocks.put(entry.getKey(), block(file, entry.getValue(), numbers));
                }
            }
            return new Checkpoint(facts, blocks);
        } catch (JacksonException e) {
            InputFault fault = fault(file, "the head of this checkpoint cannot be read: it is no JSON.");
            fault.initCause(e);
            throw fault;
        }
    }

    private static Block block(Path file, JsonNode described, ByteBuffer numbers) {
        long from = described.path("data_offsets").path(0).asLong(-1);
        long to = described.path("data_offsets").path(1).asLong(-1);
        JsonNode sizes = described.path("shape");
        long[] shape = new long[sizes.size()];
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.path(i).asLong(-1);
            count *= shape[i];
        }
        boolean fits = from >= 0 && to <= numbers.capacity() && to - from == count * Float.BYTES;
        if (!fits || !described.path("dtype").asString("").equals("F32")) {
            throw fault(file, "this checkpoint was cut off, or holds something else than 32-bit floats.");
        }
        float[] values = new float[(int) count];
        numbers.position((int) from);
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.getFloat();
        }
        return new Block(shape, values);
    }

    private static InputFault fault(Path file, String what) {
        return InputFault.inFile(
                file.toString(), what, "Maybe another file after --checkpoint, or none to begin anew.");
    }
}
