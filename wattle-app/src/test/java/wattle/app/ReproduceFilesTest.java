package wattle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.app.reproduction.Cell;
import wattle.catalog.Catalog;
import wattle.document.InputFault;

/// Files that users bring: other numbers, gaps, and everything that can be wrong with them.
final class ReproduceFilesTest {

    private static final String GOOD = """
            {"cases": [{"id": "one",
              "inputs": {"policy": "FA", "K": 17, "Ka": 5, "bW_bits": 1234567, "EE_U": 7300, "EE_D": 41000,
                "PUE_gamma": 1.31, "rounds_min": 11, "rounds_max": 16, "N_neighbours": null,
                "E_k_C_J_per_round": 3.7, "E_PS_J_per_round_incl_PUE": 2.9},
              "expected": {"comm_energy_kJ": 1.5},
              "tolerance": {"comm_energy_kJ": 0.11}}]}
            """;

    private static final Reproduce REPRODUCE = new Reproduce(Catalog.builtIn());

    @TempDir
    private Path folder = Path.of("");

    /// The equations once more, by hand: an oracle for numbers that no table holds.
    private static double comm(String policy, boolean asPublished, int rounds) {
        double bits = rounds * 1234567.0;
        double up = 1 / 7300.0;
        double down = 1 / 41000.0;
        return switch (policy) {
            case "FA" -> bits * (5 * up + 1.31 * 17 * down) / 1000;
            case "FA-D" -> bits * 5 * up / 1000 + bits * 1.31 * (asPublished ? 17 : 5) * down / 1000;
            default -> bits * 5 * (up + down) / 1000;
        };
    }

    @ParameterizedTest
    @CsvSource({"FA, 14, 17", "FA-D, 16, 5", "CFA, 11, 5", "fa_d, 16, 5"})
    void otherNumbersFollowTheClosedForm(String policy, int rounds, int trainers) throws IOException {
        for (boolean asPublished : new boolean[] {false, true}) {
            String law = policy.toUpperCase(Locale.ROOT).replace('_', '-');
            double comm = comm(law, asPublished, rounds);
            double server = law.equals("CFA") ? 0 : 2.9;
            double comp = rounds * (trainers * 3.7 + server) / 1000;
            String text = GOOD.replace("\"FA\"", "\"" + policy + "\"")
                    .replace("\"comm_energy_kJ\": 1.5", "\"comm_energy_kJ\": " + comm + ", \"comp_energy_kJ\": " + comp)
                    .replace("\"comm_energy_kJ\": 0.11", "\"comm_energy_kJ\": 1e-9, \"comp_energy_kJ\": 1e-9");

            List<Cell> cells = replay(text, asPublished);

            assertThat(cells).hasSize(2).allSatisfy(c -> {
                assertThat(c.judgement().within()).contains(true);
                assertThat(Math.abs(c.difference().orElseThrow())).isLessThan(1e-9);
            });
        }
    }

    @Test
    void theEnergyOfCentralisedLearningIsItsUploadsAndEpochs() throws IOException {
        String text = """
                {"cases": [{"inputs": {"policy": "CL", "K": 9, "EE_U": 15000, "bE_Mbit": 31, "PUE_gamma": 1.5,
                  "E_0_C_J_per_round": 40, "rounds_min": 30, "rounds_max": 30},
                  "expected": {"comm_energy_kJ": 18.6, "comp_energy_kJ": 1.8, "total_energy_kJ": 20.4}}]}
                """;

        assertThat(replay(text, false)).hasSize(3).allSatisfy(c -> {
            assertThat(c.id()).isEqualTo("case 1");
            assertThat(Math.abs(c.difference().orElseThrow())).isLessThan(1e-9);
        });
    }

    @Test
    void unitsMayStandInTheValue() throws IOException {
        String text = GOOD.replace("1234567", "\"1234.567 kbit\"")
                .replace("7300", "\"7.3 kbit/J\"")
                .replace("3.7", "\"3.7 J\"");

        double plain = replay(GOOD, false).getFirst().computed().number().orElseThrow();
        assertThat(replay(text, false).getFirst().computed().number().orElseThrow())
                .isCloseTo(plain, org.assertj.core.api.Assertions.within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"min, 11", "midpoint, 14", "max, 16"})
    void aStatedRuleForRoundsIsHonoured(String rule, double rounds) throws IOException {
        Cell cell = replay(GOOD.replace("\"K\": 17", "\"rounds_rule\": \"" + rule + "\", \"K\": 17"), false)
                .getFirst();

        assertThat(cell.rounds().orElseThrow().number()).isEqualTo(rounds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"FA\" → \"CFA-GE\"",
                "\"FA\" → null",
                "comm_energy_kJ\": 1.5 → latency_s\": 1.5",
                "comm_energy_kJ\": 1.5 → comm_energy_kJ\": null",
                "comm_energy_kJ\": 1.5 → comm_energy_kJ\": \"n/a\"",
                "\"rounds_min\": 11 → \"rounds_min\": null",
                "\"bW_bits\": 1234567 → \"bW_bits\": null",
                "\"comm_energy_kJ\": 1.5 → \"carbon_delta_vs_CL_g\": -1.2",
                "\"EE_U\": 7300 → \"EE_U\": 1e-305"
            })
    void whatIsNotKnownIsACellWithAReason(String change) throws IOException {
        Cell cell = replay(changed(change), false).getFirst();

        assertThat(cell.judgement().within()).isEmpty();
        assertThat(cell.judgement().exception()).get().asString().isNotBlank();
    }

    @Test
    void anAbsurdEndOfTheRangeDoesNotBreakTheSearchForAReason() throws IOException {
        String text = changed("\"rounds_max\": 16 → \"rounds_max\": 1e308").replace("\"FA\"", "\"CFA\"");

        assertThat(replay(text, false).getFirst().judgement().within()).contains(false);
    }

    @Test
    void withoutAToleranceTheLastPrintedDigitDecides() throws IOException {
        Cell cell = replay(changed("\"comm_energy_kJ\": 0.11 → \"other\": 1"), false)
                .getFirst();

        assertThat(cell.judgement().tolerance().orElseThrow().value())
                .isCloseTo(0.11, org.assertj.core.api.Assertions.within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"policy\": \"FA\", \"K\": 17 → \"policy\": \"FA\"  |2:13|K",
                "\"bW_bits\": 1234567, →   |2:13|bW",
                "\"PUE_gamma\": 1.31, →   |2:13|PUE_gamma",
                "\"rounds_min\": 11, →   |2:13|rounds_min",
                "\"inputs\" → \"input\"|1:12|inputs",
                "\"cases\" → \"case\"|1:1|cases",
                "\"K\": 17 → \"K\": \"many\"|2:35|whole number",
                "\"K\": 17 → \"K\": -17|2:35|below 1",
                "\"K\": 17 → \"K\": [17]|2:35|list",
                "\"Ka\": 5 → \"Ka\": 18|2:45|only 17",
                "1234567 → -1234567|2:59|negative",
                "1234567 → \"12 kg\"|2:59|kg",
                "7300 → 0|2:76|above 0",
                "1.31 → 0.31|3:18|below 1",
                "\"rounds_min\": 11 → \"rounds_min\": 17|3:38|above the most",
                "\"comm_energy_kJ\": 1.5 → \"comm_energy_kJ\": -1.5|5:34|negative",
                "\"comm_energy_kJ\": 0.11 → \"comm_energy_kJ\": -1|6:35|negative",
                "\"comm_energy_kJ\": 0.11 → \"comm_energy_kJ\": \"small\"|6:35|small",
                "}]} → }|7:1|well-formed"
            })
    void whatIsWrongIsLocated(String line) throws IOException {
        String[] parts = line.split("\\|", -1);

        InputFault fault =
                catchThrowableOfType(InputFault.class, () -> replay(changed(parts[0].replace("→   ", "→ ")), false));

        assertThat(fault)
                .isNotNull()
                .hasMessageContaining("cases.json:" + parts[1])
                .hasMessageContaining(parts[2]);
        assertThat(fault.maybe()).startsWith("Maybe");
    }

    @Test
    void aFolderIsReadInOrderAndSkipsWhatHasNoCases() throws IOException {
        Files.writeString(folder.resolve("b.json"), GOOD.replace("one", "second"));
        Files.writeString(folder.resolve("a.json"), GOOD.replace("one", "first"));
        Files.writeString(folder.resolve("c.json"), "{\"source\": \"a paper\"}");
        Files.writeString(folder.resolve("notes.txt"), "none");

        Reproduction result = REPRODUCE.replay(List.of(folder), false);

        assertThat(result.cells()).extracting(Cell::id).containsExactly("first", "second");
        assertThat(result.table()).contains("c.json: skipped, as it has no 'cases'");
    }

    @Test
    void anEmptyFolderAndAnAbsentFileAreFaults() {
        assertThat(catchThrowableOfType(InputFault.class, () -> REPRODUCE.replay(List.of(folder), false)))
                .hasMessageContaining("no *.json file");
        Path absent = folder.resolve("absent.json");
        assertThat(catchThrowableOfType(InputFault.class, () -> REPRODUCE.replay(List.of(absent), false)))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void jsonMayBeIndentedWithTabs() throws IOException {
        assertThat(replay(GOOD.replace("  ", "\t"), false)).hasSize(1);
    }

    @Test
    void aMeanPowerTimesItsDurationIsTheMeasuredEnergy() throws IOException {
        String text = """
                {"cases": [{"id": "run", "inputs": {"P_W": 37.0, "t_h": 76.6}, "expected_kWh": 2.8350}]}
                """;

        Cell cell = replay(text, false).getFirst();

        assertThat(cell.computed().number().orElseThrow())
                .isCloseTo(2.8342, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(cell.judgement().within()).contains(true);
    }

    private static String changed(String change) {
        String[] both = change.split(" → ", 2);
        assertThat(GOOD).contains(both[0]);
        return GOOD.replace(both[0], both[1]);
    }

    private List<Cell> replay(String text, boolean asPublished) throws IOException {
        Path file = folder.resolve("cases.json");
        Files.writeString(file, text);
        return REPRODUCE.replay(List.of(file), asPublished).cells();
    }
}
