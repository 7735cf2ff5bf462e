package wattle.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.app.training.Aggregation;
import wattle.app.training.LearningParadigm;
import wattle.app.training.TrainingResult;
import wattle.app.training.TrainingWatcher;
import wattle.app.training.TrainingWish;
import wattle.document.InputFault;
import wattle.experiment.Until;
import wattle.workload.data.DebianData;

/// Real training of the smallest presets on real data.
class TrainingTest {

    private static final Pattern WEIGHTS = Pattern.compile("weights ([0-9a-f]{8})");

    @TempDir
    private Path folder = Path.of("");

    private final ReferenceTrainer trainer = new ReferenceTrainer();

    @BeforeAll
    static void dataIsHere() {
        Assumptions.assumeTrue(
                Files.isDirectory(DebianData.FASHION_MNIST.folder()) && Files.isDirectory(DebianData.MRICRON.folder()),
                "apt-get install dataset-fashion-mnist mricron-data");
    }

    /// Ends by itself after some evaluations.
    private static final class Looker implements TrainingWatcher {

        private final List<String> lines = new ArrayList<>();
        private final int most;

        Looker(int most) {
            this.most = most;
        }

        @Override
        public void say(String line) {
            lines.add(line);
        }

        @Override
        public boolean isStopped() {
            return lines.stream().filter(line -> line.contains(" of ")).count() >= most;
        }
    }

    private static TrainingWish wish(String target, TrainingWish.Learning learning, double most, Optional<Path> file) {
        Until until = Until.of(target);
        String workload = until.metric().equals("dice") ? "segmentation" : "classifier";
        return new TrainingWish(
                workload,
                Optional.of("tiny"),
                until,
                learning,
                new TrainingWish.Execution(7, 1, Optional.of(most), file));
    }

    private static TrainingWish.Learning one() {
        return new TrainingWish.Learning(LearningParadigm.CENTRALISED, 1, 1, 1, "iid", Aggregation.FEDAVG, 2);
    }

    private static TrainingWish.Learning many(LearningParadigm paradigm, Aggregation aggregation) {
        return new TrainingWish.Learning(paradigm, 30, 0.1, 1, "iid", aggregation, 2);
    }

    private static String weights(TrainingResult result) {
        Matcher found = WEIGHTS.matcher(result.report());
        assertThat(found.find()).as(result.report()).isTrue();
        return found.group(1);
    }

    /// Stopped after one evaluation of two and gone on from its checkpoint, a training has the weights of one
    /// that was not.
    @Test
    void aTrainingThatWasCutShortGoesOnToTheSameWeights() throws IOException {
        Path file = folder.resolve("c.safetensors");
        TrainingWish whole = wish("accuracy>=0.99", one(), 0.4, Optional.empty());
        TrainingResult uncut = trainer.train(whole, new Looker(100));
        assertThat(uncut.reached()).isFalse();
        assertThat(uncut.quality()).isBetween(0.7, 0.99);
        TrainingWish kept = wish("accuracy>=0.99", one(), 0.4, Optional.of(file));
        TrainingResult cut = trainer.train(kept, new Looker(1));
        assertThat(cut.isStopped()).isTrue();
        assertThat(weights(cut)).isNotEqualTo(weights(uncut));
        Looker looker = new Looker(100);
        TrainingResult resumed = trainer.train(kept, looker);
        assertThat(looker.lines).anyMatch(line -> line.contains("goes on after"));
        assertThat(weights(resumed)).isEqualTo(weights(uncut));
        assertThat(resumed.quality()).isEqualTo(uncut.quality());
        TrainingWish other =
                new TrainingWish("classifier", Optional.of("small"), kept.until(), kept.learning(), kept.execution());
        assertThatThrownBy(() -> trainer.train(other, new Looker(1)))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("another training");
    }

    @Test
    void theBrainIsFound() throws IOException {
        TrainingResult result = trainer.train(wish("dice>=0.8", one(), 40, Optional.empty()), new Looker(100));
        assertThat(result.reached()).as(result.report()).isTrue();
        assertThat(result.quality()).isGreaterThanOrEqualTo(0.8);
    }

    /// 3 of 30 clients with 2 000 images each take part in a round: 6 000 samples, and 3 models each way.
    @Test
    void everyAggregationLearnsAndCountsWhatTravels() throws IOException {
        for (Aggregation aggregation : Aggregation.values()) {
            Looker looker = new Looker(100);
            TrainingResult result = trainer.train(
                    wish("accuracy>=0.99", many(LearningParadigm.FEDERATED, aggregation), 0.3, Optional.empty()),
                    looker);
            assertThat(result.quality()).as(aggregation.word()).isGreaterThan(0.3);
            double megabytes = 3 * 3 * 4 * 26_698 * 1e-6;
            assertThat(result.report())
                    .contains("18000 samples", "3 rounds, %.4g MB up, %.4g MB down".formatted(megabytes, megabytes));
        }
    }

    /// One round each. Where every client has a model, those that did not train yet are no better than chance.
    @Test
    void everyOtherParadigmLearns() throws IOException {
        for (LearningParadigm paradigm :
                List.of(LearningParadigm.HIERARCHICAL, LearningParadigm.DECENTRALISED, LearningParadigm.LOCAL)) {
            boolean oneModel = paradigm == LearningParadigm.HIERARCHICAL;
            TrainingWish.Learning learning = new TrainingWish.Learning(
                    paradigm, oneModel ? 20 : 6, oneModel ? 0.1 : 0.34, 1, "dirichlet:10", Aggregation.FEDAVG, 2);
            Looker looker = new Looker(1);
            TrainingResult result = trainer.train(wish("accuracy>=0.99", learning, 0.1, Optional.empty()), looker);
            assertThat(result.quality()).as(paradigm.word()).isGreaterThan(oneModel ? 0.3 : 0.13);
            assertThat(looker.lines).anyMatch(line -> line.contains("worst 0."));
            boolean exchanges = !result.report().contains("0.000 MB up, 0.000 MB down, 0.000 MB between");
            assertThat(exchanges).isEqualTo(paradigm != LearningParadigm.LOCAL);
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedWithWhatWould() {
        assertThatThrownBy(() -> trainer.check(
                        wish("dice>=0.5", many(LearningParadigm.CENTRALISED, Aggregation.FEDAVG), 1, Optional.empty())))
                .hasMessageContaining("Maybe --paradigm federated");
        TrainingWish wrong = new TrainingWish(
                "clasifier",
                Optional.empty(),
                Until.of("accuracy>=0.5"),
                one(),
                new TrainingWish.Execution(1, 1, Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> trainer.check(wrong)).hasMessageContaining("Maybe classifier");
    }
}
