package wattle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.catalog.Catalog;
import wattle.comparison.Answer;
import wattle.comparison.Outcome;
import wattle.run.Cost;
import wattle.run.Origin;
import wattle.run.Run;
import wattle.run.RunFolder;

class RunFoldersTest {

    private static final String SCENARIO = """
            name: Clinics
            question: Where should 20 clinics train?
            task:
              model: unet3d-kits19-mlperf
              target: Dice 0.59
              horizon: 1 year
              data: {items-per-device: 96, item-size: 60..140 MB}
              inference: {requests-per-day: 500, request-size: 60..140 MB, response-size: 1 MB}
            places:
              devices: {machine: jetson-agx-xavier-32gb, count: 20, grid: FRA}
              cloud: {machine: dgx-a100-8x80, site: aws-eu-west-1}
            links:
              access: fixed
            training:
              epochs: 100..500
              rounds: 15 (10..30)
              local-epochs: 2
              reaches: {local: 'no, Dice 0.50'}
            """;

    @TempDir
    Path home;

    @Test
    void everyOutcomeBecomesARunThatSaysTheSame() throws IOException {
        Answer answer = answer();
        Path folder = home.resolve("runs");
        int written = RunFolders.write(answer, folder, "0.1.0");

        List<String> ids =
                answer.outcomes().stream().map(o -> o.paradigm().id()).sorted().toList();
        try (Stream<Path> folders = Files.list(folder)) {
            assertThat(folders.map(f -> String.valueOf(f.getFileName())).sorted())
                    .containsExactlyElementsOf(ids);
        }
        assertThat(written).isEqualTo(ids.size()).isGreaterThan(2);
        for (Outcome outcome : answer.outcomes()) {
            Run run = new RunFolder(folder.resolve(outcome.paradigm().id())).read();
            assertThat(run.ledger()).isEqualTo(outcome.ledger());
            assertThat(run.energy()).isEqualTo(outcome.energy().total());
            assertThat(run.origin()).isEqualTo(Origin.CLOSED_FORM);
            assertThat(run.cost(Cost.WALL_TIME).isPresent())
                    .isEqualTo(outcome.service().timeToTarget().isPresent());
            assertThat(run.cost(Cost.PEAK_MEMORY)).isEmpty();
            assertThat(run.provenance().scenario()).isEqualTo(answer.question().digest());
            assertThat(run.provenance().inputs()).hasSameSizeAs(answer.basis().inputs());
        }
    }

    @Test
    void theModelsSizeComesBackInBits() throws IOException {
        Answer answer = answer();
        Path folder = home.resolve("runs");
        RunFolders.write(answer, folder, "0.1.0");
        Run run = new RunFolder(folder.resolve("federated")).read();

        double fromText = answer.basis().inputs().stream()
                .filter(i -> i.key().equals("task.model.size"))
                .map(i -> i.value().value().typical()
                        * wattle.quantity.Dimension.DATA.toBase(1, i.unit()).orElseThrow())
                .findFirst()
                .orElseThrow();
        assertThat(run.cost(Cost.MODEL_SIZE).orElseThrow().typical())
                .isEqualTo(fromText)
                .isGreaterThan(1e6);
    }

    private Answer answer() throws IOException {
        Path file = Files.writeString(home.resolve("clinics.yaml"), SCENARIO);
        return new Compare(Catalog.builtIn(), "0.1.0").answer(file);
    }
}
