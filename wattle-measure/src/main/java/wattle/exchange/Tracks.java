package wattle.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// Collects what a file says, channel by channel.
final class Tracks {

    /// Energy is kept as whole microjoules, finer than any format here writes.
    static final double MICROJOULE = 1e-6;

    private final String tool;
    private final ForeignFile file;
    private final Map<String, One> all = new LinkedHashMap<>();
    private final Map<String, String> facts = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    Tracks(String tool, ForeignFile file) {
        this.tool = tool;
        this.file = file;
        fact("tool", tool);
        fact("file", file.base());
    }

    void fact(String name, String value) {
        facts.put(name, value);
    }

    void note(String sentence) {
        if (!notes.contains(sentence)) {
            notes.add(sentence);
        }
    }

    /// Says so when the file's times do not tell where on Earth they are true.
    void zoned(String example) {
        if (!Stamps.hasOffset(example)) {
            note("the times carry no offset and are read as %s; another zone is given with --zone"
                    .formatted(file.zone()));
        }
    }

    /// A gauge of power.
    ///
    /// @param path of the channel below the tool's name
    One power(String path, Part part, Signal.Averaging averaging, Basis basis, String note) {
        return one(path, part, new Signal.PowerGauge(averaging), basis, Traits.UNKNOWN, note);
    }

    /// A counter in whole µJ that starts at 0 in the file. It was read at the time that the row says, so its
    /// update takes no time of its own: RAPL's is 1 ms (Intel SDM vol. 3B, 15.10).
    One energy(String path, Part part, Basis basis, long modulusMicrojoules, String note) {
        Signal.EnergyCounter counter = new Signal.EnergyCounter(MICROJOULE, modulusMicrojoules);
        return one(path, part, counter, basis, Traits.UNKNOWN.period(0.001), note);
    }

    /// Something beside energy.
    One observed(String path, Part part, String unit, boolean cumulative, String note) {
        return one(path, part, new Signal.Observed(unit, cumulative), Basis.MEASURED, Traits.UNKNOWN, note);
    }

    private One one(String path, Part part, Signal signal, Basis basis, Traits traits, String note) {
        ChannelId id = new ChannelId(tool + "/" + path.replaceAll("\\s+", "_"));
        String whole = "imported from " + file.base() + (note.isEmpty() ? "" : "; " + note);
        return all.computeIfAbsent(id.text(), _ -> new One(new Channel(id, part, signal, basis, traits, whole)));
    }

    Imported done() {
        if (all.values().stream().noneMatch(one -> one.channel.isEnergy())) {
            throw file.fault("this file says nothing of power or energy.", "Maybe it is another of the tool's files.");
        }
        return new Imported(
                all.values().stream()
                        .map(one -> new Track(one.channel, one.readings))
                        .toList(),
                facts,
                notes);
    }

    /// One channel.
    static final class One {

        private final Channel channel;
        private final List<Reading> readings = new ArrayList<>();
        private double joules;

        private One(Channel channel) {
            this.channel = channel;
        }

        /// A value that the instrument itself gave this time.
        void at(long micros, double value) {
            add(new Moment(micros * 1000, 0, micros), value);
        }

        /// A value that was read at this time, and may be up to one period older.
        void readAt(long micros, double value) {
            add(new Moment(micros * 1000, 0, Moment.NO_DEVICE_TIME), value);
        }

        /// Nothing, where a value should be.
        void gap(long micros, GapReason reason, String detail) {
            readings.add(new Reading.Gap(channel.id(), new Moment(micros * 1000, 0, micros), reason, detail));
        }

        /// A value, or a gap where the cell is empty.
        void at(long micros, OptionalDouble value) {
            if (value.isPresent()) {
                at(micros, value.getAsDouble());
            } else {
                gap(micros, GapReason.READ_FAILED, "the cell is empty");
            }
        }

        /// A counter's energy since its start, in J.
        void joulesAt(long micros, double since) {
            counter(micros, Math.round(since / MICROJOULE));
        }

        /// Energy that was used since the last value, in J. The first has no last, and sets the start only.
        void moreAt(long micros, double more) {
            if (!readings.isEmpty()) {
                joules += more;
            }
            joulesAt(micros, joules);
        }

        /// Energy that was used between two times, in J; nothing was used before the first.
        void between(long fromMicros, long toMicros, double used) {
            joulesAt(fromMicros, joules);
            joules += used;
            joulesAt(toMicros, joules);
        }

        /// A counter's number, modulo its range.
        void counter(long micros, long units) {
            Signal.EnergyCounter counter = (Signal.EnergyCounter) channel.signal();
            long raw = counter.modulus() > 0 ? Math.floorMod(units, counter.modulus()) : units;
            readings.add(new Reading.Counter(channel.id(), new Moment(micros * 1000, 0, micros), raw));
        }

        boolean isEmpty() {
            return readings.isEmpty();
        }

        private void add(Moment moment, double value) {
            readings.add(
                    channel.isEnergy()
                            ? new Reading.Power(channel.id(), moment, value)
                            : new Reading.Observation(channel.id(), moment, value));
        }
    }
}
