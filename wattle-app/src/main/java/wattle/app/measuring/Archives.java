package wattle.app.measuring;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import wattle.experiment.Analysis;
import wattle.experiment.Outcome;
import wattle.meter.Archive;
import wattle.meter.Machine;
import wattle.recording.Recorder;
import wattle.recording.Recording;
import wattle.recording.Shelf;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Reading;

/// What others recorded of a job, asked for when it has ended, and again whenever somebody wants: data arrive late.
final class Archives {

    /// Before and after the job, for the ends of an integral.
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Meters meters;
    private final List<String> kinds;
    private final Consumer<String> say;

    /// @param kinds to ask; empty for all
    /// @param say is told of an archive that does not answer, which harms nothing
    Archives(Meters meters, List<String> kinds, Consumer<String> say) {
        this.meters = meters;
        this.kinds = List.copyOf(kinds);
        this.say = say;
    }

    /// Asks every archive about one machine's part of a run, and keeps what they say beside it. What was kept earlier
    /// stays unless as many channels or more came now.
    ///
    /// @param here whether it is this machine, now; otherwise a machine is known by what was recorded of it
    /// @return how many channels came
    int fetch(Shelf shelf, Recording.Key key, boolean here) throws IOException {
        Recording recording = Recording.read(shelf, key);
        List<Outcome> outcomes = Analysis.of(recording).map(List::of).orElse(List.of());
        if (outcomes.isEmpty()) {
            return 0;
        }
        List<Archive> archives = archives(recording.facts(), key, here);
        long epoch = recording.epochNanos();
        Instant from =
                Instant.ofEpochSecond(0, outcomes.getFirst().account().job().fromNanos() - epoch);
        Instant to =
                Instant.ofEpochSecond(0, outcomes.getFirst().account().job().toNanos() - epoch);
        Map<Channel, List<Reading>> said = new LinkedHashMap<>();
        for (Archive archive : archives) {
            said.putAll(ask(archive, from.minus(MARGIN), to.plus(MARGIN)));
        }
        if (!said.isEmpty() && isNoLess(said, shelf, key.archives())) {
            keep(shelf, key.archives(), epoch, said);
        }
        return said.size();
    }

    /// Of a scheduler's job only the first machine asks for what concerns them all.
    private List<Archive> archives(Map<String, String> facts, Recording.Key key, boolean here) {
        Machine now = meters.machine();
        Machine machine = here ? now : remembered(now, facts);
        return meters.archives(machine, kinds).stream()
                .filter(archive -> key.node() == 0
                        || archive.channels().stream()
                                .allMatch(channel -> channel.part().isOfOneMachine()))
                .toList();
    }

    /// The machine as it was: with the variables and the name that were recorded, and no files.
    private static Machine remembered(Machine now, Map<String, String> facts) {
        Map<String, String> variables = new HashMap<>(now.variables());
        facts.forEach((name, value) -> {
            if (name.startsWith("slurm.")) {
                variables.put(name.substring("slurm.".length()), value);
            }
        });
        variables.put("HOSTNAME", facts.getOrDefault("host", ""));
        return new Machine(now.file("nonexistent"), variables, now.settings(), now.nanos(), now.micros());
    }

    private Map<Channel, List<Reading>> ask(Archive archive, Instant from, Instant to) {
        Map<ChannelId, List<Reading>> readings = new HashMap<>();
        try {
            archive.fetch(
                    from,
                    to,
                    reading -> readings.computeIfAbsent(reading.channel(), _ -> new ArrayList<>())
                            .add(reading));
        } catch (IOException e) {
            say.accept("an archive gave nothing: %s; to ask again later: wattle runs fetch".formatted(e.getMessage()));
            return Map.of();
        }
        Map<Channel, List<Reading>> said = new LinkedHashMap<>();
        for (Channel channel : archive.channels()) {
            List<Reading> of = readings.getOrDefault(channel.id(), List.of());
            if (of.stream().anyMatch(reading -> !(reading instanceof Reading.Gap))) {
                said.put(channel, of);
            }
        }
        if (said.isEmpty()) {
            say.accept("%s has no values of this time yet; to ask again later: wattle runs fetch"
                    .formatted(archive.device()));
        }
        return said;
    }

    private static boolean isNoLess(Map<Channel, List<Reading>> said, Shelf shelf, Recording.Key key)
            throws IOException {
        Set<ChannelId> now = said.keySet().stream().map(Channel::id).collect(Collectors.toSet());
        return Recording.read(shelf, key).samples().keySet().stream().allMatch(channel -> now.contains(channel.id()));
    }

    private void keep(Shelf shelf, Recording.Key key, long epoch, Map<Channel, List<Reading>> said) throws IOException {
        try (Recorder recorder = new Recorder(shelf, key.run(), key.node())) {
            recorder.clear();
            // The node's own clock: device times mean the same in both.
            recorder.anchor(epoch, 0);
            recorder.fact("fetched", String.valueOf(meters.machine().micros().getAsLong()));
            for (Channel channel : said.keySet()) {
                recorder.add(channel);
            }
            said.values().forEach(readings -> readings.forEach(recorder::add));
        }
    }
}
