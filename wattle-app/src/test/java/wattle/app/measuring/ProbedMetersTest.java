package wattle.app.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.document.InputFault;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

class ProbedMetersTest {

    private static final Channel COUNTER = channel("rapl/package-0", new Signal.EnergyCounter(1e-6, 0));
    private static final Channel GAUGE =
            channel("nvml/GPU-5f:2c/power", new Signal.PowerGauge(new Signal.Averaging.Unknown()));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path file = folder.resolve("state/meters-n1.yaml");
        Map<ChannelId, Traits> traits = new LinkedHashMap<>();
        traits.put(COUNTER.id(), Traits.UNKNOWN.period(0.000978).quantum(61.03515625e-6));
        traits.put(GAUGE.id(), Traits.UNKNOWN.period(0.1));
        ProbedMeters probed = new ProbedMeters("2026-01-31", traits);

        probed.write(file, Map.of(COUNTER.id(), COUNTER, GAUGE.id(), GAUGE));

        assertThat(ProbedMeters.read(file)).contains(probed);
        assertThat(ProbedMeters.read(folder.resolve("nothing.yaml"))).isEmpty();
    }

    @Test
    void aFaultIsToldWithItsPlaceAndMeasuringGoesOnWithoutIt() throws IOException {
        Map<String, String> variables = Map.of("XDG_STATE_HOME", folder.toString());
        Path file = ProbedMeters.file(variables, Measure.host());
        Files.createDirectories(folder.resolve("wattle"));
        Files.writeString(
                file, "probed: '2026-01-31'\nchannels:\n  - id: rapl/x\n    shows: energy\n    period: 3 W\n");

        assertThatThrownBy(() -> ProbedMeters.read(file))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining(":5:");
        List<String> said = new ArrayList<>();
        assertThat(ProbeMeters.filled(machine(variables, new AtomicLong()), List.of(), said::add))
                .isEmpty();
        assertThat(said).singleElement().asString().contains("what was probed is left out", ":5:");
    }

    @Test
    void aChannelsOwnTraitsWinAndTheNoteSaysWhatWasProbed() {
        ProbedMeters probed = new ProbedMeters(
                "2026-01-31", Map.of(COUNTER.id(), Traits.UNKNOWN.period(0.5).quantum(2)));
        Channel known = new Channel(
                COUNTER.id(),
                COUNTER.part(),
                COUNTER.signal(),
                COUNTER.basis(),
                Traits.UNKNOWN.period(0.4),
                "powercap");

        Channel filled = probed.fill(known);

        assertThat(filled.traits().periodS()).isEqualTo(OptionalDouble.of(0.4));
        assertThat(filled.traits().quantum()).isEqualTo(OptionalDouble.of(2));
        assertThat(filled.note()).isEqualTo("powercap; step probed on 2026-01-31");
        assertThat(probed.fill(GAUGE)).isEqualTo(GAUGE);
    }

    /// A counter that says it moves each ms and moves each 10 ms: an end of a window is known ten times worse than it
    /// says.
    @Test
    void aCounterThatMovesMoreSlowlyThanItSaysIsFoundOutAtAGlance() {
        AtomicLong clock = new AtomicLong(1);
        for (long[] step : new long[][] {{10_000_000, 10}, {1_000_000, 1}}) {
            Meter meter = new Stepping(clock, step[0]);
            Map<String, String> variables =
                    Map.of("XDG_STATE_HOME", folder.resolve("empty").toString());

            Meter filled = ProbeMeters.filled(machine(variables, clock), List.of(meter), _ -> {})
                    .getFirst();

            assertThat(filled.channels().getFirst().traits().periodS().orElseThrow())
                    .isBetween(0.9e-3 * step[1], 1.15e-3 * step[1]);
        }
    }

    private static Machine machine(Map<String, String> variables, AtomicLong clock) {
        // Each look at the clock takes some time of it.
        return new Machine(
                folderOfNothing(),
                variables,
                Configuration.EMPTY.meters(),
                () -> clock.addAndGet(250_000),
                () -> clock.get() / 1000);
    }

    private static Path folderOfNothing() {
        return Path.of("/nonexistent");
    }

    private record Stepping(AtomicLong clock, long stepNanos) implements Meter {
        @Override
        public List<Channel> channels() {
            return List.of(new Channel(
                    COUNTER.id(), COUNTER.part(), COUNTER.signal(), COUNTER.basis(), Traits.UNKNOWN.period(0.001), ""));
        }

        @Override
        public Pace pace() {
            return new Pace(Cost.FAST, 0, 60);
        }

        @Override
        public void read(Consumer<Reading> sink) {
            long now = clock.get();
            sink.accept(new Reading.Counter(
                    COUNTER.id(), new Moment(now, 1000, Moment.NO_DEVICE_TIME), now / stepNanos * 1000));
        }

        @Override
        public void close() {}
    }

    private static Channel channel(String id, Signal signal) {
        return new Channel(new ChannelId(id), Part.NODE, signal, Basis.MEASURED, Traits.UNKNOWN, "");
    }
}
