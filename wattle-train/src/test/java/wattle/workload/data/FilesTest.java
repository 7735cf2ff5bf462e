package wattle.workload.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.app.training.NotInstalled;
import wattle.document.InputFault;

class FilesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void idxIsReadAndWhatIsCutOffIsRefused() throws IOException {
        byte[] whole = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, (byte) 255};
        Idx idx = Idx.read(Files.write(folder.resolve("a.idx"), whole));
        assertThat(idx.shape()).containsExactly(2, 3);
        assertThat(idx.values()).containsExactly(1, 2, 3, 4, 5, -1);
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.idx"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Idx.read(cut)).isInstanceOf(InputFault.class);
        }
        Path packed = Files.write(folder.resolve("b.gz"), whole);
        assertThatThrownBy(() -> Idx.read(packed))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("b.gz");
    }

    /// The same volume in both byte orders and every type has the same values.
    @Test
    void niftiOfBothByteOrdersAndAllTypes() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (int type : new int[] {2, 4, 8, 16, 64, 256, 512}) {
                Nifti volume = Nifti.read(Files.write(folder.resolve("v.nii"), volume(order, type)));
                assertThat(volume.shape()).containsExactly(2, 3, 1);
                assertThat(volume.values()).as("%s %d", order, type).containsExactly(1, 3, 5, 7, 9, 11);
                assertThat(volume.at(1, 2, 0)).isEqualTo(11);
            }
        }
    }

    @Test
    void aNiftiThatIsCutOffOrOfAStrangeTypeIsRefused() throws IOException {
        byte[] whole = volume(ByteOrder.BIG_ENDIAN, 4);
        for (int length : new int[] {0, 100, 350, whole.length - 1}) {
            Path cut = Files.write(folder.resolve("cut.nii"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Nifti.read(cut)).isInstanceOf(InputFault.class);
        }
        byte[] complex = volume(ByteOrder.LITTLE_ENDIAN, 4);
        complex[70] = 32;
        Path odd = Files.write(folder.resolve("odd.nii"), complex);
        assertThatThrownBy(() -> Nifti.read(odd)).isInstanceOf(InputFault.class).hasMessageContaining("type 32");
    }

    @Test
    void aMissingDataSetNamesTheCommandThatInstallsIt() {
        DebianData missing = new DebianData("dataset-nothing", folder.resolve("nowhere"));
        assertThatThrownBy(() -> missing.file("a"))
                .isInstanceOf(NotInstalled.class)
                .hasMessageContaining("sudo apt-get install dataset-nothing");
    }

    /// 0 to 5, doubled and raised by 1.
    private static byte[] volume(ByteOrder order, int type) {
        ByteBuffer bytes = ByteBuffer.allocate(352 + 6 * 8).order(order);
        bytes.putInt(0, 348).putShort(40, (short) 3);
        bytes.putShort(42, (short) 2).putShort(44, (short) 3).putShort(46, (short) 1);
        bytes.putShort(70, (short) type).putFloat(108, 352).putFloat(112, 2).putFloat(116, 1);
        bytes.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
        bytes.position(352);
        for (int i = 0; i < 6; i++) {
            switch (type) {
                case 2, 256 -> bytes.put((byte) i);
                case 4, 512 -> bytes.putShort((short) i);
                case 8 -> bytes.putInt(i);
                case 16 -> bytes.putFloat(i);
                default -> bytes.putDouble(i);
            }
        }
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }
}
