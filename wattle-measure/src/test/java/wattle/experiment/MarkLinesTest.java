package wattle.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.trace.Mark;

class MarkLinesTest {

    private final MarkLines lines =
            new MarkLines(List.of(Metric.of("val_dice=([0-9.]+)"), Metric.of("loss:Loss \\| ([-0-9.eE]+)")));

    @Test
    void metricsAreFoundInAnyLine() {
        assertThat(lines.of(5, "epoch 3/10 val_dice=0.812 lr=1e-3"))
                .containsExactly(new Mark.Metric(5, "val_dice", 0.812));
        assertThat(lines.of(5, "Loss | 1.5e-3")).containsExactly(new Mark.Metric(5, "loss", 0.0015));
        assertThat(lines.of(5, "nothing to see")).isEmpty();
        assertThat(lines.of(5, "val_dice=...")).isEmpty();
    }

    /// The commonest form of all: its colon is the line's, and the epoch is not the accuracy.
    @Test
    void aColonBeforeTheValueMakesNoName() {
        for (String regex : List.of("val_acc: ([0-9.]+)", "val_acc:([0-9.]+)?", "val_acc:\\s*([0-9.]+)")) {
            MarkLines one = new MarkLines(List.of(Metric.of(regex)));

            assertThat(Metric.of(regex).name()).isEqualTo("val_acc");
            assertThat(one.of(1, "Epoch 1/50 loss: 0.5")).isEmpty();
        }
        assertThat(new MarkLines(List.of(Metric.of("val_acc: ([0-9.]+)"))).of(1, "Epoch 1/50 val_acc: 0.75"))
                .containsExactly(new Mark.Metric(1, "val_acc", 0.75));
    }

    @Test
    void ownLinesBeginEndAndTellMetrics() {
        assertThat(lines.of(1, "wattle: begin evaluate")).containsExactly(new Mark.Begin(1, "evaluate"));
        assertThat(lines.of(1, "  wattle: end evaluate")).containsExactly(new Mark.End(1, "evaluate"));
        assertThat(lines.of(1, "wattle: note warmed up")).containsExactly(new Mark.Note(1, "warmed up"));
        assertThat(lines.of(1, "wattle: epoch=3 acc=0.91"))
                .containsExactly(new Mark.Metric(1, "epoch", 3), new Mark.Metric(1, "acc", 0.91));
        assertThat(lines.of(1, "I love wattle: begin x")).isEmpty();
    }

    /// A regular expression is looked for in every line, also in one that is understood without.
    @Test
    void understoodLinesAreSearchedForMetricsAsWell() {
        assertThat(lines.of(1, "wattle: note val_dice=0.7 of 1"))
                .containsExactly(new Mark.Note(1, "val_dice=0.7 of 1"), new Mark.Metric(1, "val_dice", 0.7));
        assertThat(lines.of(1, "wattle: val_dice=0.7")).containsExactly(new Mark.Metric(1, "val_dice", 0.7));
        assertThat(lines.of(1, ":::MLLOG {\"key\": \"eval_stop\"} val_dice=0.7"))
                .contains(new Mark.Metric(1, "val_dice", 0.7));
    }

    @Test
    void aTargetIsWrittenAsItWasRead() {
        for (String target : List.of("flops>=1.0E30", "acc>=0.85", "steps>=100000", "loss<=-3")) {
            assertThat(Until.of(target)).hasToString(target);
        }
    }

    @Test
    void theMeasurementsOwnWindowsAreNotTheJobsToMove() {
        assertThat(lines.of(1, "wattle: end wattle.job")).isEmpty();
        assertThat(lines.of(1, "wattle: begin wattle.idle-before")).isEmpty();
    }

    @Test
    void mlperfLinesAreRead() {
        assertThat(lines.of(
                        9,
                        ":::MLLOG {\"namespace\": \"\", \"time_ms\": 1, \"event_type\": \"POINT_IN_TIME\", \"key\":"
                                + " \"eval_accuracy\", \"value\": 0.759, \"metadata\": {\"epoch_num\": 4}}"))
                .containsExactly(new Mark.Metric(9, "eval_accuracy", 0.759));
        assertThat(lines.of(
                        9,
                        "rank0 :::MLLOG {\"event_type\": \"INTERVAL_START\", \"key\": \"epoch_start\", \"value\": null,"
                                + " \"metadata\": {\"epoch_num\": 4}}"))
                .containsExactly(new Mark.Begin(9, "epoch 4"));
        assertThat(lines.of(9, ":::MLLOG {\"key\": cut off")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acc", "acc>0.9", "acc=>0.9", ">=0.9", "acc>=many"})
    void aTargetThatIsNoneSaysHowOneReads(String text) {
        assertThatThrownBy(() -> Until.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text.equals("acc>=many") ? "many" : "Maybe 'val_dice>=0.85'");
    }

    @Test
    void targetsAreReachedFromTheirSide() {
        assertThat(Until.of("acc >= 85 %").isReachedBy(0.85)).isTrue();
        assertThat(Until.of("loss<=0.2").isReachedBy(0.21)).isFalse();
        assertThat(Until.of("loss<=0.2").isReachedBy(0.2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"val_dice=[0-9]+", "(a)(b)", "(", "([0-9.]+)"})
    void aMetricWithoutOneNamedNumberIsRefused(String regex) {
        assertThatThrownBy(() -> Metric.of(regex)).isInstanceOf(IllegalArgumentException.class);
    }
}
