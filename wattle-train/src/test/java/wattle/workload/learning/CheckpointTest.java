package wattle.workload.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.document.InputFault;

class CheckpointTest {

    @TempDir
    private Path folder = Path.of("");

    private static Checkpoint some() {
        return new Checkpoint(Map.of("steps", "7"), Map.of("a", new Checkpoint.Block(new long[] {2, 2}, new float[] {
            1, -2, Float.MIN_VALUE, 4
        })));
    }

    @Test
    void whatIsWrittenIsReadBitByBit() throws IOException {
        Path file = folder.resolve("c.safetensors");
        some().write(file);
        some().write(file);
        Checkpoint read = Checkpoint.read(file);
        assertThat(read.facts()).containsEntry("steps", "7");
        Checkpoint.Block block = Objects.requireNonNull(read.blocks().get("a"));
        assertThat(block.shape()).containsExactly(2, 2);
        assertThat(block.values()).containsExactly(1, -2, Float.MIN_VALUE, 4);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /// The length of the head, little-endian; the head; the numbers: as safetensors say.
    @Test
    void theFormatIsSafetensors() throws IOException {
        Path file = folder.resolve("c.safetensors");
        some().write(file);
        byte[] bytes = Files.readAllBytes(file);
        int head = (bytes[0] & 0xff) | ((bytes[1] & 0xff) << 8);
        assertThat(new String(bytes, 8, head, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"__metadata__\":{\"steps\":\"7\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}");
        assertThat(bytes).hasSize(8 + head + 16);
    }

    @Test
    void whatIsCutOffIsRefused() throws IOException {
        Path file = folder.resolve("c.safetensors");
        some().write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Checkpoint.read(file))
                    .as("%d bytes", length)
                    .isInstanceOf(InputFault.class);
        }
    }

    /// Mixing with neighbours leaves the mean of all models, and brings them nearer to it.
    @Test
    void mixingKeepsTheMean() {
        List<float[]> models =
                List.of(new float[] {1}, new float[] {2}, new float[] {6}, new float[] {-1}, new float[] {7});
        List<float[]> mixed = Peers.mixed(models, 2);
        assertThat(mixed.stream().mapToDouble(m -> m[0]).average().orElse(0)).isBetween(2.999999, 3.000001);
        assertThat(mixed.get(0)[0]).isEqualTo((7 + 1 + 2) / 3f);
        assertThat(mixed.get(3)[0]).isEqualTo((6 - 1 + 7) / 3f);
    }

    @Test
    void randomnessIsByPlaceAndNotByTurn() {
        assertThat(Seeds.of(1, 2, 3).nextLong()).isEqualTo(Seeds.of(1, 2, 3).nextLong());
        assertThat(List.of(
                        Seeds.of(1, 2, 3).nextLong(),
                        Seeds.of(1, 3, 2).nextLong(),
                        Seeds.of(2, 2, 3).nextLong(),
                        Seeds.of(1, 2).nextLong()))
                .doesNotHaveDuplicates();
    }
}
