package wattle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wattle.app.reproduction.Cell;
import wattle.catalog.Catalog;

/// What the built-in cases come to, in both modes. Counts are exact: one more or one less is a change of law.
final class ReproduceTest {

    private static final String TABLE_IV = "savazzi2022_table4_mnist.json";
    private static final Reproduce REPRODUCE = new Reproduce(Catalog.builtIn());
    private static final Reproduction WRITTEN = REPRODUCE.replay(List.of(), false);
    private static final Reproduction PUBLISHED = REPRODUCE.replay(List.of(), true);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void asPublishedTheServerRowsOfTableIvAgreeExceptTwo() {
        assertThat(agreeing(PUBLISHED, "MNIST_FA_", "comm_energy_kJ")).isEqualTo(11);
        assertThat(agreeing(PUBLISHED, "MNIST_FA-D_", "comm_energy_kJ")).isEqualTo(11);
    }

    @Test
    void asWrittenNoRowWithDeepSleepAgreesAndEachSaysWhy() {
        List<Cell> cells = cells(WRITTEN, "MNIST_FA-D_", "comm_energy_kJ");

        assertThat(cells).hasSize(12).allSatisfy(c -> {
            assertThat(c.judgement().within()).contains(false);
            assertThat(c.judgement().exception()).get().asString().contains("K devices as receivers", "2.7.1");
        });
        assertThat(agreeing(WRITTEN, "MNIST_FA_", "comm_energy_kJ")).isEqualTo(11);
    }

    @Test
    void consensusRowsAgreeOnceBecauseTheMinimumOfTheRangeIsTheirRule() {
        for (Reproduction mode : List.of(WRITTEN, PUBLISHED)) {
            assertThat(agreeing(mode, "MNIST_CFA_", "comm_energy_kJ")).isEqualTo(1);
            assertThat(agreeing(mode, "MNIST_CFA_", "comp_energy_kJ")).isEqualTo(1);
        }
    }

    @Test
    void everyCellThatDisagreesHasADocumentedReason() {
        for (Reproduction mode : List.of(WRITTEN, PUBLISHED)) {
            assertThat(mode.cells())
                    .filteredOn(c -> !c.judgement().within().orElse(false))
                    .allSatisfy(c -> assertThat(c.judgement().exception()).isPresent());
        }
    }

    @Test
    void computingDoesNotDependOnWhoReceives() {
        for (String policy : List.of("FA", "FA-D", "CFA")) {
            assertThat(agreeing(WRITTEN, "MNIST_" + policy + "_", "comp_energy_kJ"))
                    .isEqualTo(agreeing(PUBLISHED, "MNIST_" + policy + "_", "comp_energy_kJ"));
        }
        assertThat(agreeing(WRITTEN, "MNIST_FA_", "comp_energy_kJ")).isEqualTo(7);
        assertThat(agreeing(WRITTEN, "MNIST_FA-D_", "comp_energy_kJ")).isEqualTo(9);
    }

    @Test
    void smallChecksAgreeExceptThePrintedBoundOfOtherRounds() {
        List<Cell> checks = WRITTEN.cells().stream()
                .filter(c -> c.file().contains("small_checks"))
                .toList();

        assertThat(checks).hasSize(15);
        assertThat(checks)
                .filteredOn(c -> !c.judgement().within().orElseThrow())
                .extracting(Cell::id)
                .containsExactly("R_DU_FA_MNIST");
        assertThat(cell(WRITTEN, "R_DU_FA_MNIST").computed().number().orElseThrow())
                .isCloseTo(3.2049, within(1e-4));
        assertThat(cell(WRITTEN, "R_DU_case_a").computed().number().orElseThrow())
                .isCloseTo(6.1888, within(1e-4));
        assertThat(cell(WRITTEN, "R_CI_CIFAR_K30").computed().text()).isEqualTo("not satisfied");
    }

    @Test
    void countsOfOtherPapersAgree() {
        assertThat(cell(WRITTEN, "compression_int8").computed().number().orElseThrow())
                .isCloseTo(1 / 0.55, within(1e-12));
        assertThat(WRITTEN.cells())
                .filteredOn(c -> c.file().startsWith("guler") || c.file().startsWith("trinci"))
                .hasSize(5)
                .allSatisfy(c -> assertThat(c.judgement().within()).contains(true));
    }

    @Test
    void theSummaryIsTheWholeTruth() {
        assertThat(WRITTEN.summary().toString())
                .isEqualTo("130 cells, 93 compared, 49 within tolerance, 82 with an exception");
        assertThat(PUBLISHED.summary().toString())
                .isEqualTo("130 cells, 93 compared, 60 within tolerance, 71 with an exception");
    }

    @Test
    void whatIsFittedPerCellIsNeverRead() throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode table = (ObjectNode) mapper.readTree(resource());
        for (JsonNode item : table.withArray("cases")) {
            ObjectNode one = (ObjectNode) item;
            ((ObjectNode) one.get("inputs")).put("rounds_n", 123456).put("DL_receivers_used_by_paper", -7);
            one.putObject("replay").put("comm_energy_kJ", 1e9).put("rounds_exact", -1);
            one.putObject("blind").put("rounds_rule", "absurd").put("rounds_from_table_III", 99999);
        }
        Path poisoned = folder.resolve(TABLE_IV);
        Files.writeString(poisoned, mapper.writeValueAsString(table));

        List<Cell> clean =
                WRITTEN.cells().stream().filter(c -> c.file().equals(TABLE_IV)).toList();
        assertThat(REPRODUCE.replay(List.of(poisoned), false).cells())
                .usingRecursiveComparison()
                .ignoringFields("file")
                .isEqualTo(clean);
    }

    @Test
    void jsonKeepsItsContract() {
        JsonNode root = JsonMapper.builder().build().readTree(PUBLISHED.json());

        assertThat(root.get("cases").size()).isEqualTo(130);
        assertThat(root.get("summary").get("cells").asInt()).isEqualTo(130);
        assertThat(root.get("summary").get("within").asInt()).isEqualTo(60);
        assertThat(root.get("summary").get("exceptions").asInt()).isEqualTo(71);
        JsonNode first = root.get("cases").get(0);
        assertThat(first.get("id").asString()).isEqualTo("MNIST_FA_IID_K30_xi0.1");
        assertThat(first.get("published").asDouble()).isEqualTo(9.1);
        assertThat(first.get("computed").asDouble()).isCloseTo(9.18612, within(1e-12));
        assertThat(first.get("within").asBoolean()).isTrue();
        assertThat(first.get("exception").isNull()).isTrue();
        assertThat(root.get("cases").get(2).get("within").isNull()).isTrue();
    }

    @Test
    void everyTextFormHasEveryCellAndNamesTheOtherMode() {
        assertThat(WRITTEN.csv().lines()).hasSize(131);
        assertThat(WRITTEN.table()).contains("as written", "--as-published", "Total: 130 cells");
        assertThat(PUBLISHED.table()).contains("As published", "Without --as-published");
        assertThat(WRITTEN.markdown().lines().filter(l -> l.startsWith("| MNIST_")))
                .hasSize(108);
    }

    private static byte[] resource() throws IOException {
        try (var in = ReproduceTest.class.getResourceAsStream("/wattle/cases/" + TABLE_IV)) {
            if (in == null) {
                throw new IOException(TABLE_IV + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    private static Cell cell(Reproduction all, String id) {
        return all.cells().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<Cell> cells(Reproduction all, String id, String quantity) {
        Predicate<Cell> wanted =
                c -> c.id().startsWith(id) && c.quantity().key().equals(quantity);
        return all.cells().stream().filter(wanted).toList();
    }

    private static long agreeing(Reproduction all, String id, String quantity) {
        return cells(all, id, quantity).stream()
                .filter(c -> c.judgement().within().orElse(false))
                .count();
    }
}
