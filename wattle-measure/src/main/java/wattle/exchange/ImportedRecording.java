package wattle.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import wattle.recording.Recorder;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Mark;
import wattle.trace.Reading;

/// Makes one recording of some files. Wall time stands in for monotonic time: nanoseconds since 1970.
public final class ImportedRecording {

    /// The window over which a run is counted.
    private static final String JOB = "wattle.job";

    /// Readings between two writes.
    private static final int MANY = 20_000;

    private final List<Track> tracks;
    private final List<Imported> files;

    private ImportedRecording(List<Imported> files) {
        this.files = files;
        this.tracks = merged(files);
    }

    /// When the energy is counted: the time that all energy channels have in common, or, when they have none, from
    /// the first value to the last.
    ///
    /// @param common whether it is the former
    public record Window(long fromNanos, long toNanos, boolean common) {}

    /// Joins files: channels of the same name are one, and a part is put inside of the sums that cover it.
    public static ImportedRecording of(List<Imported> files) {
        return new ImportedRecording(files);
    }

    /// Its channels, as they are written.
    public List<Track> tracks() {
        return tracks;
    }

    /// When its energy is counted.
    public Window window() {
        long latestFirst = Long.MIN_VALUE;
        long earliestLast = Long.MAX_VALUE;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Track track : tracks) {
            List<Long> times = times(track);
            if (track.channel().isEnergy() && times.size() > 1) {
                latestFirst = Math.max(latestFirst, times.getFirst());
                earliestLast = Math.min(earliestLast, times.getLast());
                first = Math.min(first, times.getFirst());
                last = Math.max(last, times.getLast());
            }
        }
        if (last < first) {
            return new Window(0, 0, false);
        }
        return latestFirst < earliestLast
                ? new Window(latestFirst, earliestLast, true)
                : new Window(first, last, false);
    }

    /// What must be known of the files, a sentence each.
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Imported file : files) {
            file.notes().forEach(note -> notes.add(file.facts().getOrDefault("file", "") + ": " + note));
        }
        if (!window().common() && files.size() > 1) {
            notes.add("the files have no time in common: maybe their clocks are in different zones (--zone)");
        }
        return notes;
    }

    /// Writes everything.
    ///
    /// @param facts of the whole run beside those of the files
    /// @throws IOException when the disk refuses
    public void write(Recorder recorder, Map<String, String> facts) throws IOException {
        recorder.anchor(0, 0);
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            recorder.fact(fact.getKey(), fact.getValue());
        }
        for (int i = 0; i < files.size(); i++) {
            for (Map.Entry<String, String> fact : files.get(i).facts().entrySet()) {
                recorder.fact("imported.%d.%s".formatted(i, fact.getKey()), fact.getValue());
            }
        }
        List<String> notes = notes();
        for (int i = 0; i < notes.size(); i++) {
            recorder.fact("imported.note." + i, notes.get(i));
        }
        Window window = window();
        recorder.add(new Mark.Begin(window.fromNanos(), JOB));
        recorder.add(new Mark.End(window.toNanos(), JOB));
        int waiting = 0;
        for (Track track : tracks) {
            recorder.add(track.channel());
            for (Reading reading : track.readings()) {
                recorder.add(reading);
                if (++waiting % MANY == 0) {
                    flush(recorder);
                }
            }
        }
        flush(recorder);
    }

    private static void flush(Recorder recorder) throws IOException {
        Optional<String> refused = recorder.flush();
        if (refused.isPresent()) {
            throw new IOException("the recording could not be written: " + refused.get());
        }
    }

    private static List<Long> times(Track track) {
        return track.readings().stream()
                .filter(reading -> !(reading instanceof Reading.Gap))
                .map(reading -> reading.moment().nanos())
                .toList();
    }

    private static List<Track> merged(List<Imported> files) {
        Set<wattle.trace.Part> parts = files.stream()
                .flatMap(file -> file.tracks().stream())
                .filter(track -> track.channel().isEnergy())
                .map(track -> track.channel().part())
                .collect(Collectors.toSet());
        Map<ChannelId, Channel> channels = new LinkedHashMap<>();
        Map<ChannelId, List<Reading>> readings = new LinkedHashMap<>();
        for (Imported file : files) {
            for (Track track : file.tracks()) {
                Channel of = track.channel();
                channels.putIfAbsent(
                        of.id(),
                        new Channel(
                                of.id(),
                                Parts.nested(of.part(), parts),
                                of.signal(),
                                of.basis(),
                                of.traits(),
                                of.note()));
                readings.computeIfAbsent(of.id(), _ -> new ArrayList<>()).addAll(track.readings());
            }
        }
        return channels.values().stream()
                .map(channel -> new Track(
                        channel,
                        readings.getOrDefault(channel.id(), List.of()).stream()
                                .sorted(Comparator.comparingLong(
                                        reading -> reading.moment().nanos()))
                                .toList()))
                .toList();
    }
}
