package wattle.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import wattle.meter.Meter;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// On a clock of its own: nothing here waits for real time.
class SamplerTest {

    private static final long PERIOD_NANOS = 1_000_000;
    private static final ChannelId ID = new ChannelId("rapl/package-0");

    private final AtomicLong now = new AtomicLong(5);
    private final List<Reading> readings = new ArrayList<>();

    /// 1 kHz, woken up to 40 ms late: there are as many readings as periods, and the account says how many were late.
    @Test
    void everyPeriodHasItsReadingHoweverLateTheThreadWakes() {
        SplittableRandom random = new SplittableRandom(3);
        long start = now.get();
        try (Sampler sampler = sampler(new Clocked(Meter.Cost.FAST, 3_000))) {
            sampler.tick();
            for (int i = 0; i < 2_000; i++) {
                now.addAndGet(i % 50 == 0 ? random.nextLong(40_000_000) : PERIOD_NANOS / 2);
                for (int due = 0; due < 50; due++) {
                    sampler.tick();
                }
            }
            long periods = (now.get() - start) / PERIOD_NANOS;

            assertThat((long) readings.size()).isBetween(periods - 1, periods + 1);
            assertThat(sampler.punctuality().reads()).isEqualTo(readings.size());
            assertThat(sampler.punctuality().missed()).isZero();
            assertThat(sampler.punctuality().late()).isGreaterThan(100);
            assertThat(sampler.punctuality().worstS()).isBetween(0.02, 0.041);
        }
        assertThat(readings)
                .isSortedAccordingTo(
                        (a, b) -> Long.compare(a.moment().nanos(), b.moment().nanos()));
    }

    /// A machine that stands still for a minute is not read sixty thousand times when it goes on, and that is said.
    @Test
    void aBacklogThatIsTooLongIsGivenUpAndSaid() {
        try (Sampler sampler = sampler(new Clocked(Meter.Cost.FAST, 3_000))) {
            sampler.tick();
            now.addAndGet(60_000_000_000L);
            sampler.tick();
            sampler.tick();

            assertThat(readings).hasSizeLessThan(10);
            assertThat(sampler.punctuality().missed()).isBetween(59_990L, 60_000L);
            assertThat(sampler.punctuality().toString())
                    .contains("late by up to 60.0 s")
                    .contains("missed");
        }
    }

    /// A read that takes longer than its period is an overload: it does not end, and the missed ones are counted.
    @Test
    void aMeterSlowerThanItsPeriodIsSaidToBe() {
        try (Sampler sampler = sampler(new Clocked(Meter.Cost.FAST, 3 * PERIOD_NANOS))) {
            while (now.get() < 20_000_000_000L) {
                sampler.tick();
            }

            Punctuality reads = sampler.punctuality();
            assertThat(reads.missed()).isGreaterThan(10_000);
            assertThat(reads.reads() + reads.missed()).isBetween(18_900L, 20_001L);
        }
    }

    /// A controller that takes three seconds is not asked again for every second it has missed.
    @Test
    void missedReadsOfASlowDeviceAreNotMadeUpFor() {
        try (Sampler sampler = sampler(new Clocked(Meter.Cost.NETWORK, 3))) {
            sampler.tick();
            now.addAndGet(500 * PERIOD_NANOS);
            sampler.tick();

            assertThat(readings).hasSize(2);
            assertThat(sampler.punctuality()).isEqualTo(Punctuality.NONE);
        }
    }

    private Sampler sampler(Meter meter) {
        Sampler sampler =
                new Sampler(List.of(meter), List.of(), PERIOD_NANOS * 1e-9, now::get, tick -> readings.addAll(tick));
        sampler.begin();
        return sampler;
    }

    /// Its reads take their time on the test's clock.
    private final class Clocked implements Meter {

        private final Cost cost;
        private final long callNanos;

        Clocked(Cost cost, long callNanos) {
            this.cost = cost;
            this.callNanos = callNanos;
        }

        @Override
        public List<Channel> channels() {
            return List.of();
        }

        @Override
        public Pace pace() {
            return new Pace(cost, 0, Double.POSITIVE_INFINITY);
        }

        @Override
        public void read(Consumer<Reading> sink) {
            long begin = now.get();
            sink.accept(new Reading.Counter(ID, Moment.between(begin, now.addAndGet(callNanos)), begin));
        }

        @Override
        public void close() {}
    }
}
