package wattle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wattle.quantity.Energy;
import wattle.quantity.Interval;

class LedgerTest {

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyViewAddsUpToTheTotal(long seed) {
        Ledger ledger = RandomRuns.ledger(new SplittableRandom(seed));
        double total = ledger.total().joules();

        List<Function<Entry, ?>> views = List.of(
                Entry::stage, Entry::place, Entry::activity, Entry::sector, Entry::origin, Entry::key, Entry::note);
        for (Function<Entry, ?> view : views) {
            double sum = ledger.by(view::apply).values().stream()
                    .mapToDouble(Energy::joules)
                    .sum();
            assertThat(sum).isCloseTo(total, within(1e-9 * total));
        }
    }

    @Test
    void aSumCountsOnlyWhatMatches() {
        Ledger ledger = new Ledger(List.of(entry(Stage.TRAIN, 3), entry(Stage.INFER, 4), entry(Stage.TRAIN, 5)));

        assertThat(ledger.sum(e -> e.stage() == Stage.TRAIN)).isEqualTo(new Energy(8));
        assertThat(ledger.by(Entry::stage))
                .containsExactly(
                        java.util.Map.entry(Stage.TRAIN, new Energy(8)),
                        java.util.Map.entry(Stage.INFER, new Energy(4)));
        assertThat(new Ledger(List.of()).total()).isEqualTo(Energy.ZERO);
    }

    @Test
    void energyIsNeverNegative() {
        assertThatThrownBy(() -> entry(Stage.TRAIN, -1)).hasMessageContaining("train at cloud is negative");
    }

    private static Entry entry(Stage stage, double joules) {
        return new Entry(
                stage,
                new Place("cloud", Sector.IT),
                Activity.COMPUTE,
                Sector.IT,
                Interval.exactly(new Energy(joules)),
                Origin.MEASURED,
                "");
    }
}
