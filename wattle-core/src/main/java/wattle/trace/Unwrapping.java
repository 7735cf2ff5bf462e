package wattle.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes an energy curve of a counter's raw numbers: takes wraps out, and finds what cannot be true. Equation ME-1.
///
/// Each counter is unwrapped alone, before anything is added. What is between two numbers is one of:
///
/// - the difference, when the counter rose by what the part can have drawn;
/// - the difference over the modulus, when it fell and may have wrapped once;
/// - one of several candidates a whole modulus apart, when it could have wrapped more than once meanwhile: the one
///   nearest to the power around is taken, and the others are its doubt;
/// - unknown, when it fell without reason (a reset) or rose beyond reason: then the energy of that time is
///   estimated from the power around it, and its doubt is as large as that power varies.
public final class Unwrapping {

    /// What a part can draw where nobody says: more than any socket, accelerator or module on sale draws.
    private static final double PEAK_W = 3000;

    /// How far above its plausible peak a part may seem to be in a short interval, as counters update late.
    private static final double LEEWAY = 3;

    /// A counter of a part that never rests and does not move for this long is frozen, in s.
    private static final double FROZEN_S = 2;

    private final Samples samples;
    private final Signal.EnergyCounter counter;
    private final double peakW;
    private final double periodS;
    private final boolean isPeriodKnown;
    private final int[] still;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Integer> kept = new ArrayList<>();

    /// A number that is the same for longer than this many periods is a new number, and the same.
    private static final double HELD = 1.5;

    /// Read so much more often than it is made that its steps show.
    private static final double OFTEN = 0.7;

    /// Energy between two kept samples; negative where it is unknown.
    private static final double UNKNOWN = -1;

    private Unwrapping(Samples samples, Signal.EnergyCounter counter) {
        this.samples = samples;
        this.counter = counter;
        peakW = samples.channel().traits().peakW().orElse(PEAK_W);
        still = still(samples);
        isPeriodKnown = samples.channel().traits().periodS().isPresent();
        periodS = samples.channel().traits().periodS().orElse(samples.medianStepS());
    }

    /// @return empty when there are fewer than two usable samples
    /// @throws IllegalArgumentException when the channel is not an energy counter
    public static Optional<EnergyCurve> of(Samples samples) {
        if (!(samples.channel().signal() instanceof Signal.EnergyCounter counter)) {
            throw new IllegalArgumentException(samples.channel().id() + " is not an energy counter");
        }
        return new Unwrapping(samples, counter).curve();
    }

    private Optional<EnergyCurve> curve() {
        List<Double> energies = differences();
        if (isPeriodKnown && samples.medianStepS() < OFTEN * periodS && kept.size() > 3) {
            // When the first number was made is not known; when it changed is.
            kept.removeFirst();
            energies.removeFirst();
        }
        int n = kept.size();
        if (n < 2 || energies.stream().allMatch(energy -> energy == UNKNOWN)) {
            return Optional.empty();
        }
        double[] joules = new double[n];
        double[] doubt = new double[n];
        Around around = new Around(energies);
        int wraps = 0;
        for (int i = 1; i < n; i++) {
            double energy = energies.get(i - 1);
            double variance = 0;
            double lengthS = seconds(kept.get(i - 1), kept.get(i));
            if (energy == UNKNOWN) {
                double power = around.powerW(i - 1);
                energy = power * lengthS;
                double spread = Math.max(around.spreadW(), 0.3 * power) * lengthS;
                variance = spread * spread;
            } else if (counter.modulus() > 0) {
                wraps += raw(i) < raw(i - 1) ? 1 : 0;
                double more = hidden(energy, lengthS, around.powerW(i - 1));
                if (canHide(lengthS)) {
                    variance = Math.pow(modulusJ() * Math.max(more, 0.5), 2) / 4;
                    found(Finding.Kind.AMBIGUOUS_WRAP, i - 1, i, ambiguity(energy, lengthS, more));
                }
                energy += more * modulusJ();
            }
            joules[i] = joules[i - 1] + energy;
            doubt[i] = doubt[i - 1] + variance;
        }
        if (wraps > 0) {
            found(Finding.Kind.WRAPPED, 0, n - 1, "the counter wrapped " + times(wraps) + "; corrected");
        }
        frozen(energies);
        Gaps.find(samples, findings);
        long[] nanos = kept.stream().mapToLong(samples::nanos).toArray();
        double quantum = Math.max(
                counter.joulesPerUnit(), samples.channel().traits().quantum().orElse(0));
        EnergyCurve.Edge edge = new EnergyCurve.Edge(Math.min(periodS, samples.medianStepS()), callS(), quantum, 0);
        return Optional.of(new EnergyCurve(samples.channel(), edge, nanos, joules, new double[n], doubt, findings));
    }

    /// Chooses the samples to keep, and says what lies between them.
    private List<Double> differences() {
        List<Double> energies = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < samples.size(); i++) {
            if (isAllOnes(samples.raw(i))) {
                findings.add(finding(Finding.Kind.ALL_ONES, i, i, "every bit was set; the value was not used"));
                continue;
            }
            if (last < 0) {
                last = i;
                kept.add(i);
                continue;
            }
            double energy = difference(last, i);
            if (energy == 0 && isPeriodKnown && seconds(last, i) < HELD * periodS) {
                // Read more often than it is made: a staircase, whose steps say when it was made.
                continue;
            }
            if (energy == UNKNOWN && isStray(last, i)) {
                findings.add(finding(
                        Finding.Kind.JUMP,
                        last,
                        i,
                        "from %s to %s and back: the value was not used"
                                .formatted(
                                        Long.toUnsignedString(samples.raw(last)),
                                        Long.toUnsignedString(samples.raw(i)))));
                continue;
            }
            if (energy == UNKNOWN) {
                reset(last, i);
            }
            energies.add(energy);
            kept.add(i);
            last = i;
        }
        return energies;
    }

    private double difference(int from, int to) {
        long before = samples.raw(from);
        long after = samples.raw(to);
        long units = after - before;
        boolean fell = Long.compareUnsigned(after, before) < 0;
        if (fell) {
            if (counter.modulus() == 0 || before >= counter.modulus()) {
                return UNKNOWN;
            }
            units += counter.modulus();
        }
        double energy = unsigned(units) * counter.joulesPerUnit();
        // A counter that stood still may show at once what it did not show meanwhile.
        double stoodS = seconds(still[from], to);
        return energy > LEEWAY * peakW * (stoodS + periodS) + counter.joulesPerUnit() ? UNKNOWN : energy;
    }

    /// For each sample, the first of those up to it that say the same as it does.
    private static int[] still(Samples samples) {
        int[] since = new int[samples.size()];
        for (int i = 1; i < since.length; i++) {
            since[i] = samples.raw(i) == samples.raw(i - 1) ? since[i - 1] : i;
        }
        return since;
    }

    /// Whether a value makes no sense, but the next one continues from the last.
    private boolean isStray(int last, int i) {
        return i + 1 < samples.size()
                && !isAllOnes(samples.raw(i + 1))
                && Long.compareUnsigned(samples.raw(i + 1), samples.raw(last)) >= 0
                && difference(last, i + 1) != UNKNOWN
                && difference(i, i + 1) == UNKNOWN;
    }

    private void reset(int last, int i) {
        boolean fell = Long.compareUnsigned(samples.raw(i), samples.raw(last)) < 0;
        String what = "from %s to %s: "
                .formatted(Long.toUnsignedString(samples.raw(last)), Long.toUnsignedString(samples.raw(i)));
        findings.add(finding(
                fell ? Finding.Kind.RESET : Finding.Kind.JUMP,
                last,
                i,
                what
                        + (fell
                                ? "the counter began again; the energy between is estimated"
                                : "more than the part can draw; the energy between is estimated")));
    }

    private boolean isAllOnes(long raw) {
        boolean wide = counter.modulus() == 0 || counter.modulus() > 0xFFFFFFFFL;
        return raw == -1L || (wide && raw == 0xFFFFFFFFL && isAlone());
    }

    /// 2³² − 1 is a fair number for a wide counter, unless that is all it ever shows.
    private boolean isAlone() {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.raw(i) != 0xFFFFFFFFL) {
                return false;
            }
        }
        return true;
    }

    private boolean canHide(double lengthS) {
        return lengthS * peakW > modulusJ();
    }

    /// How many whole moduli more than seen bring the power nearest to what it is around.
    private double hidden(double energy, double lengthS, double aroundW) {
        if (!canHide(lengthS)) {
            return 0;
        }
        return Math.max(0, Math.rint((aroundW * lengthS - energy) / modulusJ()));
    }

    private String ambiguity(double energy, double lengthS, double more) {
        int most = (int) Math.floor((peakW * lengthS - energy) / modulusJ());
        return "%.0f s between two reads of a counter that can wrap in %.0f s: %.0f J and up to %d times %.0f J more; %.0f times taken"
                .formatted(lengthS, modulusJ() / peakW, energy, Math.max(0, most), modulusJ(), more);
    }

    private double modulusJ() {
        return counter.modulus() * counter.joulesPerUnit();
    }

    /// A processor, memory or accelerator that is on always draws something.
    private void frozen(List<Double> energies) {
        String name = samples.channel().part().name();
        if (name.equals("core") || name.equals("uncore")) {
            return;
        }
        int from = 0;
        for (int i = 0; i <= energies.size(); i++) {
            boolean still = i < energies.size() && energies.get(i) == 0;
            if (!still) {
                double lengthS = seconds(kept.get(from), kept.get(i));
                if (lengthS >= Math.max(FROZEN_S, 20 * periodS)) {
                    found(Finding.Kind.FROZEN, from, i, "the counter stood still for %.1f s".formatted(lengthS));
                }
                from = i + 1;
            }
        }
    }

    private double callS() {
        double longest = 0;
        for (int i : kept) {
            longest = Math.max(longest, samples.callNanos(i) * 1e-9);
        }
        return longest / Math.sqrt(12);
    }

    private long raw(int i) {
        return samples.raw(kept.get(i));
    }

    private double seconds(int from, int to) {
        return (samples.nanos(to) - samples.nanos(from)) * 1e-9;
    }

    private void found(Finding.Kind kind, int from, int to, String detail) {
        findings.add(finding(kind, kept.get(from), kept.get(to), detail));
    }

    private Finding finding(Finding.Kind kind, int from, int to, String detail) {
        return new Finding(kind, samples.channel().id(), samples.nanos(from), samples.nanos(to), detail);
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1) * 2.0;
    }

    /// The power before and after a piece whose energy is not known.
    private final class Around {

        private final List<Double> energies;
        private final double spreadW;

        Around(List<Double> energies) {
            this.energies = energies;
            double sum = 0;
            double square = 0;
            int n = 0;
            for (int i = 0; i < energies.size(); i++) {
                if (isSure(i)) {
                    double power = powerOf(i);
                    sum += power;
                    square += power * power;
                    n++;
                }
            }
            spreadW = n < 2 ? 0 : Math.sqrt(Math.max(0, square / n - (sum / n) * (sum / n)));
        }

        double spreadW() {
            return spreadW;
        }

        double powerW(int piece) {
            double before = nearest(piece, -1);
            double after = nearest(piece, 1);
            if (before < 0 || after < 0) {
                return Math.max(0, Math.max(before, after));
            }
            return (before + after) / 2;
        }

        private double nearest(int piece, int step) {
            for (int i = piece + step; i >= 0 && i < energies.size(); i += step) {
                if (isSure(i)) {
                    return powerOf(i);
                }
            }
            return -1;
        }

        private boolean isSure(int i) {
            return energies.get(i) != UNKNOWN
                    && !(counter.modulus() > 0 && canHide(seconds(kept.get(i), kept.get(i + 1))));
        }

        private double powerOf(int i) {
            return energies.get(i) / seconds(kept.get(i), kept.get(i + 1));
        }
    }
}
