package wattle.app.measuring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wattle.experiment.Experiment;
import wattle.experiment.Metric;
import wattle.experiment.Plan;
import wattle.experiment.Scheduler;
import wattle.experiment.SignalTarget;
import wattle.experiment.Stopped;
import wattle.experiment.Until;
import wattle.experiment.Watcher;
import wattle.meter.Meter;
import wattle.recording.Recorder;
import wattle.recording.Recording;
import wattle.recording.Shelf;

/// `wattle measure`: runs a command under every meter, and works out what it cost.
public final class Measure {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Meters meters;
    private final String version;

    public Measure(Meters meters, String version) {
        this.meters = meters;
        this.version = version;
    }

    /// What the user wants.
    ///
    /// @param facts name, stage, tags, by name
    /// @param kinds of meters; empty for all
    /// @param runs where they are kept
    public record Wish(
            List<String> command,
            RunShelf runs,
            Map<String, String> facts,
            Plan.Rhythm rhythm,
            List<String> kinds,
            List<Metric> metrics,
            Optional<Until> until) {}

    /// @param report of everything that has been written up to now, for people
    /// @param late readings that were lost because the disk was full
    public record Done(Path run, Experiment.End end, String report, long late) {}

    /// Measures once.
    ///
    /// @param control is told where signals go
    public Done run(Wish wish, Experiment.Output output, Watcher watcher, SignalTarget control)
            throws IOException, InterruptedException {
        Map<String, String> variables = meters.machine().variables();
        Optional<Scheduler> scheduler = Scheduler.of(variables);
        int node = scheduler.map(Scheduler::node).orElse(0);
        int localRank = scheduler.map(Scheduler::localRank).orElse(0);
        // One process on each machine reads its meters: two would count the same joules twice.
        boolean elected = localRank == 0;
        String id = scheduler.isPresent()
                ? free(wish.runs(), scheduler.get())
                : id(wish.command(), wish.facts().getOrDefault("name", ""));
        Path run = wish.runs().of(id);
        Files.createDirectories(run);
        List<Meters.Found> found = elected ? meters.probe(wish.kinds()) : List.of();
        List<Meter> ready = ProbeMeters.filled(meters.machine(), Meters.ready(found), watcher::say);
        Shelf shelf = elected ? wish.runs().shelf(id, node) : Shelf.of(marks(run, node, localRank));
        Optional<Shelf> spool = elected ? wish.runs().spool(id, node) : Optional.empty();
        try (Recorder recorder = new Recorder(shelf, spool, id, node)) {
            Map<String, String> facts = facts(wish, id, scheduler);
            Meters.unread(found).ifPresent(unread -> facts.put("unread", unread));
            Plan plan = new Plan(wish.command(), facts, wish.rhythm(), wish.metrics(), wish.until());
            Experiment.End end = Experiment.run(meters.machine(), ready, recorder, plan, output, watcher, control);
            Optional<String> refused = recorder.flush();
            refused.ifPresent(why -> watcher.say("the last readings could not be written: " + why));
            Optional<String> held = recorder.held();
            if (held.isPresent()) {
                return new Done(
                        run,
                        end,
                        "The data base does not answer; everything is in %s. Once it does: wattle runs recompute %s\n"
                                .formatted(held.get(), id),
                        recorder.lost());
            }
            if (elected) {
                fetch(shelf, new Recording.Key(id, node), wish.kinds(), watcher);
            }
            try {
                wish.runs().recompute(id, version);
            } catch (IOException e) {
                watcher.say("run.json could not be written (%s); once there is room: wattle runs recompute %s"
                        .formatted(e.getMessage(), id));
            }
            return new Done(run, end, wish.runs().report(id), recorder.lost());
        } catch (Stopped e) {
            watcher.say("the command was not started; what was read is kept in " + run);
            throw e;
        } finally {
            ready.forEach(Meter::close);
        }
    }

    /// An archive that fails harms nothing: what was measured here stands.
    private void fetch(Shelf shelf, Recording.Key key, List<String> kinds, Watcher watcher) {
        try {
            new Archives(meters, kinds, watcher::say).fetch(shelf, key, true);
        } catch (IOException e) {
            watcher.say("what archives said could not be kept (%s); to ask again: wattle runs fetch %s"
                    .formatted(e.getMessage(), key.run()));
        }
    }

    /// The scheduler's job, which all its machines call the same; and its second run when this process was measured in
    /// it before, which all its machines count alike.
    private static String free(RunShelf runs, Scheduler job) throws IOException {
        String first = job.name() + "-" + job.job();
        String id = first;
        for (int i = 2; isTaken(runs, id, job); i++) {
            id = first + "-" + i;
        }
        return id;
    }

    private static boolean isTaken(RunShelf runs, String id, Scheduler job) throws IOException {
        return job.localRank() == 0
                ? runs.holds(id, job.node())
                : Files.exists(marks(runs.of(id), job.node(), job.localRank()));
    }

    /// Where a process writes that does not read the meters: beside what counts.
    private static Path marks(Path run, int node, int localRank) {
        return run.resolve("marks-%d-%d.db".formatted(node, localRank));
    }

    private Map<String, String> facts(Wish wish, String id, Optional<Scheduler> scheduler) {
        Map<String, String> facts = new TreeMap<>(wish.facts());
        facts.put("run", id);
        facts.put("wattle", version);
        facts.put("command", String.join(" ", wish.command()));
        facts.put("folder", Path.of("").toAbsolutePath().toString());
        facts.put("host", host());
        facts.put(
                "started",
                String.valueOf(
                        Instant.ofEpochSecond(0, meters.machine().micros().getAsLong() * 1000)));
        facts.put("java", String.valueOf(Runtime.version()));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("period_s", String.valueOf(wish.rhythm().periodS()));
        scheduler.ifPresent(job -> facts.putAll(job.facts()));
        return facts;
    }

    private String id(List<String> command, String name) {
        String word =
                name.isBlank() ? String.valueOf(Path.of(command.getFirst()).getFileName()) : name;
        String safe = RunShelf.safe(word);
        long micros = meters.machine().micros().getAsLong();
        String stamp = STAMP.format(Instant.ofEpochSecond(micros / 1_000_000));
        // Several may begin in one second: the microseconds tell them apart.
        return "%s-%s-%05x".formatted(stamp, safe, micros % 1_000_000);
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine whose own name no resolver knows still has one.
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
        }
    }
}
