package wattle.simulation.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private record Event(long time, long order, int kind, int entity, int stamp) {}

    /// Random models that put down none to three events at each: at once, soon, or far away, and that are sometimes
    /// held.
    @Test
    void eventsHappenByTimeAndThenByInsertion() {
        for (long seed = 0; seed < 300; seed++) {
            new Model(seed).compare();
        }
    }

    private static final class Model {
        private final SplittableRandom random;
        private final Agenda agenda = new Agenda(0);
        private final PriorityQueue<Event> expected =
                new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
        private long order;
        private int budget = 2000;

        Model(long seed) {
            random = new SplittableRandom(seed);
        }

        void put() {
            long ahead = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> random.nextInt(3);
                case 2 -> random.nextInt(100_000);
                default -> random.nextLong(1L << random.nextInt(1, 50));
            };
            Event e = new Event(agenda.now() + ahead, order++, random.nextInt(256), random.nextInt(), random.nextInt());
            expected.add(e);
            agenda.at(e.time, e.kind, e.entity, e.stamp);
            budget--;
        }

        void on(int kind, int entity, int stamp) {
            Event e = expected.remove();
            assertThat(new Event(agenda.now(), e.order, kind, entity, stamp)).isEqualTo(e);
            assertThat(agenda.size()).isEqualTo(expected.size());
            for (int i = random.nextInt(4); i > 0 && budget > 0; i--) {
                put();
            }
            assertThat(agenda.nextTime()).isEqualTo(expected.isEmpty() ? Long.MAX_VALUE : expected.peek().time);
            if (random.nextInt(20) == 0) {
                agenda.stop();
            }
        }

        void compare() {
            for (int i = 0; i < 20; i++) {
                put();
            }
            while (!expected.isEmpty()) {
                if (random.nextBoolean()) {
                    agenda.run(this::on);
                } else {
                    long until = agenda.now() + random.nextLong(1L << random.nextInt(1, 50));
                    agenda.runUntil(until, this::on);
                    assertThat(agenda.now()).isLessThanOrEqualTo(until);
                    put();
                }
            }
            assertThat(agenda.size()).isZero();
        }
    }

    @Test
    void runningUntilATimeArrivesThereAndTakesWhatIsDueAtIt() {
        Agenda agenda = new Agenda(4);
        List<Integer> seen = new ArrayList<>();
        agenda.at(5, 1, 50, 0);
        agenda.at(7, 1, 70, 0);
        assertThat(agenda.runUntil(5, (_, e, _) -> seen.add(e))).isEqualTo(1);
        assertThat(agenda.runUntil(6, (_, e, _) -> seen.add(e))).isZero();
        assertThat(agenda.now()).isEqualTo(6);
        agenda.at(6, 1, 60, 0);
        assertThat(agenda.run((_, e, _) -> seen.add(e))).isEqualTo(2);
        assertThat(seen).containsExactly(50, 60, 70);
    }

    @Test
    void aModelCanBeLookedAtAfterEveryEvent() {
        Agenda agenda = new Agenda(4);
        int[] looks = {0};
        agenda.check(() -> looks[0]++);
        agenda.at(1, 0, 0, 0);
        agenda.at(2, 0, 0, 0);
        agenda.run((_, _, _) -> {});
        assertThat(looks[0]).isEqualTo(2);
    }

    @Test
    void clearingGoesBackToTheStart() {
        Agenda agenda = new Agenda(4);
        agenda.at(10, 0, 0, 0);
        agenda.at(1L << 40, 0, 0, 0);
        agenda.runUntil(20, (_, _, _) -> {});
        agenda.clear();
        assertThat(agenda.now()).isZero();
        assertThat(agenda.nextTime()).isEqualTo(Long.MAX_VALUE);
        agenda.at(3, 9, 8, 7);
        assertThat(agenda.run((k, e, s) -> assertThat(List.of(k, e, s)).containsExactly(9, 8, 7)))
                .isEqualTo(1);
    }

    @Test
    void thePastAndUnknownKindsAreRefused() {
        Agenda agenda = new Agenda(4);
        agenda.runUntil(10, (_, _, _) -> {});
        assertThatThrownBy(() -> agenda.at(9, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> agenda.at(10, 256, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> agenda.at(10, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> agenda.runUntil(9, (_, _, _) -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secondsBecomeNanoseconds() {
        assertThat(Agenda.nanos(1.4e-9)).isEqualTo(1);
        assertThat(Agenda.nanos(1.6e-9)).isEqualTo(2);
        assertThat(Agenda.nanos(1e300)).isEqualTo(Agenda.HORIZON_NANOS);
        assertThat(Agenda.nanos(Double.POSITIVE_INFINITY)).isEqualTo(Agenda.HORIZON_NANOS);
        assertThatThrownBy(() -> Agenda.nanos(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Agenda.nanos(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double s = Math.exp(random.nextDouble(-20, 20));
            assertThat(Agenda.nanosNotBefore(s) / 1e9).isGreaterThanOrEqualTo(s);
            assertThat(Agenda.nanosNotBefore(s) - Agenda.nanos(s)).isBetween(0L, 2L + (long) (2 * Math.ulp(s) * 1e9));
        }
    }
}
