package wattle.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    private List<Double> column(String text, String name) throws IOException {
        List<Double> numbers = new ArrayList<>();
        try (CsvTable table = CsvTable.open(file(text), "t.csv")) {
            int at = table.column(name);
            while (table.next()) {
                numbers.add(table.number(at));
            }
        }
        return numbers;
    }

    @Test
    void readsByName() throws IOException {
        assertThat(column("a,b\n1,2\n3,4\n", "b")).containsExactly(2.0, 4.0);
        assertThat(column("\uFEFFa,b\r\n 1 ,\t2\r\n# aside\r\n\r\n3,4", "a")).containsExactly(1.0, 3.0);
        assertThat(column("\"a\",\"b, c\"\n\"1e3\",-.5", "b, c")).containsExactly(-0.5);
    }

    @Test
    void whatCsvRowWritesIsReadBack() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            List<String> cells = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                StringBuilder cell = new StringBuilder("x");
                for (int j = random.nextInt(8); j > 0; j--) {
                    cell.append("a\",ü b".charAt(random.nextInt(6)));
                }
                cells.add(cell.append('y').toString());
            }
            Path file = file(CsvRow.of(List.of("a", "b", "c", "d")) + CsvRow.of(cells));
            try (CsvTable table = CsvTable.open(file, "t.csv")) {
                assertThat(table.next()).isTrue();
                assertThat(List.of(table.text(0), table.text(1), table.text(2), table.text(3)))
                        .isEqualTo(cells);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b;1,2;3         | t.csv:3:1: this row has 1 cells, but the header has 2.",
                "a,b;1,2,3         | t.csv:2:3: this row has 3 cells, but the header has 2.",
                "a,b;1,x           | t.csv:2:3: 'x' is not a number.",
                "a,b;1,NaN         | t.csv:2:3: 'NaN' is not a number.",
                "a,b;1,Infinity    | t.csv:2:3: 'Infinity' is not a number.",
                "a,b;1,1d          | t.csv:2:3: '1d' is not a number.",
                "a,b;1,0x1p3       | t.csv:2:3: '0x1p3' is not a number.",
                "a,b;1,1e999       | t.csv:2:3: '1e999' is not a number.",
                "a,b;1,            | t.csv:2:3: a number is missing here.",
                "a,b;1,1-2         | t.csv:2:3: '1-2' is not a number.",
                "a,b;1,\"2         | t.csv:2:3: a quotation mark is opened here and never closed.",
                "a,a;1,2           | t.csv:1:3: the column 'a' stands here twice.",
                "a,c;1,2           | t.csv:1:1: the header has no column 'b'.",
                "a,b;1,\u00072     | t.csv:2:3: the control character U+0007 is not allowed in a table."
            })
    void locatesWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> column(text.replace(';', '\n'), "b"))
                .isInstanceOf(InputFault.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        assertThatThrownBy(() -> column("", "a")).hasMessageStartingWith("t.csv: this file is empty.");
        Path latin = Files.write(folder.resolve("l.csv"), "a\n\u00fc".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> drain(latin)).hasMessageStartingWith("t.csv:2:1: the byte 0xFC here is not UTF-8");
        Path binary = Files.write(folder.resolve("b.csv"), new byte[] {'a', '\n', 0, 1, 2});
        assertThatThrownBy(() -> drain(binary)).hasMessageContaining("U+0000");
        assertThatThrownBy(() -> drain(folder)).hasMessageContaining("this is a folder");
        assertThatThrownBy(() -> drain(folder.resolve("bb.csv")))
                .hasMessageContaining("there is no such file")
                .hasMessageContaining("Maybe");
        Path wide = Files.writeString(folder.resolve("w.csv"), "a\n" + "1".repeat(200_000));
        assertThatThrownBy(() -> drain(wide)).hasMessageStartingWith("t.csv:2:1: this line has more than");
    }

    private static void drain(Path file) {
        try (CsvTable table = CsvTable.open(file, "t.csv")) {
            while (table.next()) {
                table.text(0);
            }
        }
    }

    /// Five hundred broken tables: each ends in a result or a located fault.
    @Test
    void everyBrokenTableEndsInAResultOrALocatedFault() throws IOException {
        byte[] good = "time_s,value\n0,1\n60,2.5\n120,\"3\"\n".getBytes(StandardCharsets.UTF_8);
        int results = 0;
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] broken = good.clone();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("m.csv"), broken);
            try (CsvTable table = CsvTable.open(file, "m.csv")) {
                int at = table.column("value");
                while (table.next()) {
                    assertThat(table.number(at)).isFinite();
                }
                results++;
            } catch (InputFault fault) {
                assertThat(fault.getMessage()).startsWith("m.csv:");
            } catch (RuntimeException e) {
                fail("seed %d ends in %s".formatted(seed, e), e);
            }
        }
        assertThat(results).isBetween(20, 480);
    }
}
