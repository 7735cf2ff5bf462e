package wattle.simulation.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import wattle.signal.Signal;

class BillTest {

    private static final Books.Watcher NOBODY = (_, _, _, _) -> {};
    private static final double HOUR_S = 3600;

    /// 1 kW for two hours, the second at twice the price: 1 kWh at 0.20 and 1 kWh at 0.40.
    @Test
    void aJouleHasThePriceOfItsMoment() {
        Signal price = Signal.of(new double[] {0, HOUR_S}, new double[] {0.20 / 3.6e6, 0.40 / 3.6e6}, 0);
        Bill bill = new Bill(Optional.of(price), Optional.empty(), _ -> 1, NOBODY);

        bill.spent(Post.TRAIN, 7.2e6, 0, 2 * HOUR_S);

        assertThat(bill.cost().orElseThrow()).isCloseTo(0.60, within(1e-12));
        assertThat(bill.coveredJ()).isEmpty();
    }

    @Test
    void facilityOverheadIsPaidForAsWell() {
        Bill bill = new Bill(
                Optional.of(Signal.constant(1e-7)), Optional.empty(), post -> post == Post.AGGREGATE ? 1.5 : 1, NOBODY);

        bill.spent(Post.AGGREGATE, 1000, 5, 5);
        bill.spent(Post.TRAIN, 1000, 0, 5);

        assertThat(bill.spentJ()).isEqualTo(2500);
        assertThat(bill.cost().orElseThrow()).isCloseTo(2.5e-4, within(1e-18));
    }

    /// 100 W of surplus in the first hour only, 250 W used in two: 100 W × 1 h can be covered.
    @Test
    void surplusCoversWhatIsSpentWhileItIsThere() {
        Signal surplus = Signal.of(new double[] {0, HOUR_S}, new double[] {100, 0}, 0);
        Bill bill = new Bill(Optional.empty(), Optional.of(surplus), _ -> 1, NOBODY);

        bill.spent(Post.WAIT, 50 * 2 * HOUR_S, 0, 2 * HOUR_S);
        bill.spent(Post.TRAIN, 200 * 2 * HOUR_S, 0, 2 * HOUR_S);

        assertThat(bill.coveredJ().orElseThrow()).isCloseTo(100 * HOUR_S, within(1e-6));
        assertThat(bill.cost()).isEmpty();
    }

    /// More surplus than use covers all of it, and a negative one nothing.
    @Test
    void surplusNeverCoversMoreThanIsSpent() {
        Bill plenty = new Bill(Optional.empty(), Optional.of(Signal.constant(1e9)), _ -> 1, NOBODY);
        Bill lack = new Bill(Optional.empty(), Optional.of(Signal.constant(-5)), _ -> 1, NOBODY);

        for (Bill bill : new Bill[] {plenty, lack}) {
            bill.spent(Post.TRAIN, 12_345, 10, 10 + 400 * 24 * HOUR_S);
        }

        assertThat(plenty.coveredJ().orElseThrow()).isCloseTo(12_345, within(1e-6));
        assertThat(lack.coveredJ().orElseThrow()).isZero();
    }
}
