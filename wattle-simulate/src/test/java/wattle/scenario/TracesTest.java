package wattle.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.catalog.Catalog;
import wattle.document.Documents;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.signal.OnTimes;

/// Traces and fleets beside a scenario, and five hundred broken ones of each.
class TracesTest {

    @TempDir
    Path folder;

    private Node node(String value) {
        return Documents.parse("file: " + value, "s.yaml")
                .entry("file")
                .orElseThrow()
                .value();
    }

    private OnTimes onTimes(String text) throws IOException {
        Files.writeString(folder.resolve("on.csv"), text);
        return new OnTimesReader(Optional.of(folder)).read(node("on.csv"));
    }

    private FleetTable fleet(String text) throws IOException {
        Files.writeString(folder.resolve("fleet.csv"), text);
        return new FleetReader(Optional.of(folder)).read(node("fleet.csv"));
    }

    @Test
    void readsWhenDevicesAreThere() throws IOException {
        OnTimes times = onTimes("device,from_s,to_s\n2,50,inf\n0,10,20\n0,15,30\n");
        assertThat(times.devices()).isEqualTo(3);
        assertThat(times.intervals()).as("overlaps are joined").isEqualTo(2);
        assertThat(times.offAtS(0, 12)).isEqualTo(30);
        assertThat(times.isOn(1, 12)).isFalse();
        assertThat(times.offAtS(2, 60)).isInfinite();
    }

    @Test
    void aTraceMayRepeat() throws IOException {
        Files.writeString(folder.resolve("on.csv"), "device,from_s,to_s\n0,10,20\n");
        OnTimes times = new OnTimesReader(Optional.of(folder)).read(node("{name: on.csv, repeats: 1 min}"));
        assertThat(times.onAtS(0, 30)).isEqualTo(70);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,20,10         | on.csv:2:6: the interval ends at 10 s, and starts at 20 s.",
                "0,10,10         | on.csv:2:6: the interval ends at 10 s, and starts at 10 s.",
                "0,-1,10         | on.csv:2:3: '-1' is before the simulation's start.",
                "-1,1,10         | on.csv:2:1: '-1' is not between 0 and",
                "0.5,1,10        | on.csv:2:1: '0.5' is not a whole number.",
                "1e9,1,10        | on.csv:2:1: '1e9' is not between 0 and",
                "0,1,nan         | on.csv:2:5: 'nan' is not a number.",
                "0,1e13,2e13     | on.csv:2:3: '1e13' s are more than 30 000 years."
            })
    void locatesWhatIsWrongInATrace(String row, String message) {
        assertThatThrownBy(() -> onTimes("device,from_s,to_s\n" + row + "\n"))
                .isInstanceOf(InputFault.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void readsAFleetInAnyOrder() throws IOException {
        FleetTable fleet = fleet("group,device,link,speed,items\nphone,1,0.5,2,3\npc,0,1,4,1\nphone,2,1,1,1\n");
        assertThat(fleet.size()).isEqualTo(3);
        assertThat(fleet.speed()).containsExactly(4, 2, 1);
        assertThat(fleet.link()).containsExactly(1, 0.5, 1);
        assertThat(fleet.power()).containsExactly(1, 1, 1);
        assertThat(fleet.items()).containsExactly(1, 3, 1);
        assertThat(fleet.groups()).containsExactly("phone", "pc");
        assertThat(fleet.group()).containsExactly(1, 0, 0);
        assertThat(fleet("device,speed,link\n0,1,1\n").groups()).containsExactly("devices");
    }

    @Test
    void aLargeFleetIsReadWhole() throws IOException {
        StringBuilder text = new StringBuilder("device,speed,link\n");
        for (int i = 99_999; i >= 0; i--) {
            text.append(i).append(',').append(1 + i).append("e-3,1\n");
        }
        FleetTable fleet = fleet(text.toString());
        assertThat(fleet.size()).isEqualTo(100_000);
        assertThat(fleet.speed()[99_999]).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device,speed,link;0,0,1        | fleet.csv:2:3: '0' is no factor",
                "device,speed,link;0,1,-2       | fleet.csv:2:5: '-2' is no factor",
                "device,speed,link;0,1,1;0,1,1  | fleet.csv:3:1: the device 0 stands here twice.",
                "device,speed,link;1,1,1;2,1,1  | fleet.csv: the devices must be numbered from 0 to 1 without gaps",
                "device,speed,link              | fleet.csv: this file has a header, but no rows.",
                "device,speed;0,1               | fleet.csv:1:1: the header has no column 'link'.",
                "device,speed,link,colour;0,1,1,2 | fleet.csv:1:1: the column 'colour' is not known in a fleet.",
                "device,speed,link,group;0,1,1, | fleet.csv:2:7: a group needs a name"
            })
    void locatesWhatIsWrongInAFleet(String text, String message) {
        assertThatThrownBy(() -> fleet(text.replace(';', '\n') + "\n"))
                .isInstanceOf(InputFault.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void thereAreNotMoreGroupsThanAByteCounts() {
        StringBuilder text = new StringBuilder("device,speed,link,group\n");
        for (int i = 0; i < 200; i++) {
            text.append(i).append(",1,1,g").append(i).append('\n');
        }
        assertThatThrownBy(() -> fleet(text.toString()))
                .hasMessageStartingWith("fleet.csv:129:")
                .hasMessageContaining("one group too many");
    }

    private interface Reads {
        void read(String text) throws IOException;
    }

    @Test
    void everyBrokenFileEndsInAResultOrALocatedFault() throws IOException {
        int results = broken("device,from_s,to_s\n0,0,10\n1,5,7.5\n0,20,inf\n2,1e3,2e3\n", "on.csv", this::onTimes)
                + broken(
                        "device,speed,link,power,group\n0,1,0.5,1,pc\n1,2,1,1,phone\n2,0.1,1,1,pc\n",
                        "fleet.csv",
                        this::fleet)
                + broken("time_s,carbon_g_per_kwh\n0,100\n3600,50\n7200,75.5\n", "c.csv", text -> {
                    Files.writeString(folder.resolve("c.csv"), text);
                    Keys keys = Keys.of(Documents.parse("carbon: {file: c.csv, repeats: 3 h}", "c.csv"));
                    new SignalsReader(Catalog.builtIn(), Optional.of(folder)).read(Optional.of(keys));
                });
        assertThat(results)
                .as("mutations are neither all fatal nor all harmless")
                .isBetween(75, 1400);
    }

    private static int broken(String good, String name, Reads reads) {
        int results = 0;
        for (int seed = 0; seed < 500; seed++) {
            String text = mutated(good, new SplittableRandom(seed));
            try {
                reads.read(text);
                results++;
            } catch (InputFault fault) {
                assertThat(fault.getMessage()).as(text).startsWith(name);
                assertThat(fault.what()).isNotBlank();
            } catch (RuntimeException | IOException e) {
                fail("seed %d of %s ends in %s%n%s".formatted(seed, name, e, text), e);
            }
        }
        return results;
    }

    private static final List<String> ODD = List.of(
            "", "NaN", "-1", "1e308", "1e-308", "0", "inf", "\"", "a,b", "99999999999", "\u0000", "\ufeff", "٣", "1,5");

    private static String mutated(String good, SplittableRandom random) {
        List<String> lines = new ArrayList<>(good.lines().toList());
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, line);
                case 2 -> lines.set(at, lines.set(random.nextInt(lines.size()), line));
                case 3 -> {
                    String[] cells = line.split(",", -1);
                    cells[random.nextInt(cells.length)] = ODD.get(random.nextInt(ODD.size()));
                    lines.set(at, String.join(",", cells));
                }
                case 4 -> {
                    int cut = random.nextInt(line.length() + 1);
                    lines.set(at, line.substring(0, cut) + (char) random.nextInt(0x2fff) + line.substring(cut));
                }
                default -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
            }
            if (lines.isEmpty()) {
                return "";
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
