package wattle.live;

import java.util.Optional;
import java.util.TreeMap;
import wattle.trace.Channel;
import wattle.trace.Reading;
import wattle.trace.Signal;

/// The energy of one channel since it was first read, kept up reading by reading.
///
/// A recording is unwrapped with hindsight; here there is none, so a fall that one wrap explains is a wrap, and any
/// other is a reset, whose energy is not known and not invented. The total never falls.
final class Tally {

    /// What a part can draw where nobody says: more than any socket, accelerator or module on sale draws.
    private static final double PEAK_W = 3000;

    /// How far above its plausible peak a part may seem to be in a short interval, as counters update late.
    private static final double LEEWAY = 3;

    /// Counters update late, by up to this, in s: RAPL's by 1 ms, an accelerator's by 100 ms, a BMC's by 1 s.
    private static final double LATE_S = 1;

    /// A gauge that was silent for longer than this says nothing of the time between, in s.
    private static final double SILENT_S = 60;

    private final Channel channel;
    private final TreeMap<String, Long> gaps = new TreeMap<>();
    private boolean begun;
    private long nanos;
    private long raw;
    private double lastW;
    private double joules;
    private Optional<Double> watts = Optional.empty();

    Tally(Channel channel) {
        this.channel = channel;
    }

    /// @param joules since the first reading, in J
    /// @param watts at the last reading, in W; empty while it is not known
    /// @param gaps reads that gave nothing, by reason
    record Now(Channel channel, double joules, Optional<Double> watts, TreeMap<String, Long> gaps) {}

    Now now() {
        return new Now(channel, joules, watts, new TreeMap<>(gaps));
    }

    void add(Reading reading) {
        double seconds = (reading.moment().nanos() - nanos) * 1e-9;
        if (begun && seconds < 0) {
            // A device that keeps a ring may repeat what it said; time only goes on.
            return;
        }
        switch (reading) {
            case Reading.Counter counter -> count(counter.raw(), seconds);
            case Reading.Power power -> integrate(power.watts(), seconds);
            case Reading.Gap gap -> {
                missed(gap.reason().word());
                return;
            }
            case Reading.Observation _ -> {
                return;
            }
        }
        nanos = reading.moment().nanos();
        begun = true;
    }

    private void count(long next, double seconds) {
        if (!(channel.signal() instanceof Signal.EnergyCounter(double worth, long modulus))) {
            return;
        }
        if (begun) {
            Optional<Double> step = step(next, worth, modulus);
            double most = LEEWAY * channel.traits().peakW().orElse(PEAK_W) * (seconds + LATE_S);
            if (step.isPresent() && step.get() <= most) {
                joules += step.get();
                watts = seconds > 0 ? Optional.of(step.get() / seconds) : watts;
            } else {
                missed("reset");
                watts = Optional.empty();
            }
        }
        raw = next;
    }

    /// In J; empty when the counter fell and does not wrap.
    private Optional<Double> step(long next, double worth, long modulus) {
        // A counter of all 64 bits is unsigned, and its difference is right across its end.
        long rise = next - raw;
        if (Long.compareUnsigned(next, raw) >= 0) {
            return Optional.of((rise >= 0 ? rise : rise + 0x1p64) * worth);
        }
        return modulus > 0 ? Optional.of((rise + modulus) * worth) : Optional.empty();
    }

    private void integrate(double next, double seconds) {
        if (begun && seconds > SILENT_S) {
            missed("silent");
        } else if (begun) {
            joules += Math.max(0, (lastW + next) / 2 * seconds);
        }
        lastW = next;
        watts = Optional.of(next);
    }

    private void missed(String reason) {
        gaps.merge(reason, 1L, Long::sum);
    }
}
