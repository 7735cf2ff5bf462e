package wattle.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import wattle.workload.learning.Work;

/// Parameters and FLOP against counts by hand.
class WorkTest {

    /// Convolutions: 28²·16·9 and 14²·32·16·9 multiply-adds; layers 1568·64 and 64·10. The first convolution has no
    /// gradient towards its input.
    @Test
    void theSmallClassifier() {
        Work work = Workload.CLASSIFIER.work("small");
        long first = 28 * 28 * 16 * 9;
        long rest = 14 * 14 * 32 * 16 * 9 + 1568 * 64 + 64 * 10;
        assertThat(work.parameters()).isEqualTo(16 * 9 + 16 + 32 * 16 * 9 + 32 + 1568 * 64 + 64 + 640 + 10);
        assertThat(first + rest).isEqualTo(1_117_056);
        assertThat(work.forwardFlop()).isEqualTo(2 * (first + rest));
        assertThat(work.trainingFlop()).isEqualTo(2 * (2 * first + 3 * rest));
    }

    /// The number that McMahan et al. 2017 print.
    @Test
    void theNetworkOfMcMahanHasItsParameters() {
        Work work = Workload.CLASSIFIER.work("mcmahan");
        assertThat(work.parameters()).isEqualTo(1_663_370);
        assertThat(work.modelBytes()).isEqualTo(4 * 1_663_370);
        assertThat(work.forwardFlop()).isEqualTo(2L * (784 * 32 * 25 + 196 * 64 * 32 * 25 + 3136 * 512 + 512 * 10));
    }

    /// Level by level: blocks of two convolutions, enlargements of 2 × 2, one convolution of 1 × 1.
    @Test
    void theUNet() {
        long pixels = 112 * 96;
        long blocks = pixels * 9 * (8 + 64)
                + pixels / 4 * 9 * (8 * 16 + 16 * 16)
                + pixels / 16 * 9 * (16 * 32 + 32 * 32)
                + pixels / 64 * 9 * (32 * 64 + 64 * 64)
                + pixels / 16 * 9 * (64 * 32 + 32 * 32)
                + pixels / 4 * 9 * (32 * 16 + 16 * 16)
                + pixels * 9 * (16 * 8 + 8 * 8);
        long enlarging = pixels / 64 * 4 * 64 * 32 + pixels / 16 * 4 * 32 * 16 + pixels / 4 * 4 * 16 * 8;
        long last = pixels * 8 * 2;
        assertThat(Workload.SEGMENTATION.work("small").forwardFlop()).isEqualTo(2 * (blocks + enlarging + last));
        assertThat(Workload.SEGMENTATION.work("small").parameters()).isEqualTo(121_394);
    }

    @Test
    void everyPresetCanBeCountedAndGrows() {
        for (Workload workload : Workload.values()) {
            long before = 0;
            for (String size : workload.card().sizes()) {
                Work work = workload.work(size);
                assertThat(work.forwardFlop()).as("%s %s", workload, size).isGreaterThan(before);
                assertThat(work.trainingFlop()).isBetween(2 * work.forwardFlop(), 3 * work.forwardFlop());
                before = work.forwardFlop();
            }
        }
    }
}
