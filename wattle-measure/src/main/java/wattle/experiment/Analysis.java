package wattle.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wattle.recording.Recording;
import wattle.trace.Channel;
import wattle.trace.Cover;
import wattle.trace.Curves;
import wattle.trace.EnergyCurve;
import wattle.trace.EnergyEstimate;
import wattle.trace.Feeds;
import wattle.trace.Finding;
import wattle.trace.Mark;
import wattle.trace.Samples;

/// Works out what a recording came to. Reads nothing but the recording: the same one gives the same numbers on any
/// machine, at any time.
public final class Analysis {

    /// The fact that names the channels which were fetched from archives after the job.
    public static final String ARCHIVED = "archived";

    /// Every channel is read just before the job and just after it; a read this near is that one.
    private static final long EDGE_NANOS = 50_000_000;

    /// Between two periodic reads a mark is interpolated, unless a read this near happens to be there. At the metric
    /// that decides when to stop, channels are read on purpose, as at an edge.
    private static final long MARK_NANOS = 5_000_000;

    private final Recording recording;
    private final Map<Channel, EnergyCurve> curves = new LinkedHashMap<>();
    private final List<Window> windows;
    private final Window job;
    private final Feeds feeds;
    private final List<Finding> findings = new ArrayList<>();

    private Analysis(Recording recording) {
        this.recording = recording;
        long last = Long.MIN_VALUE;
        for (Map.Entry<Channel, Samples> entry : recording.samples().entrySet()) {
            Samples samples = entry.getValue();
            if (samples.size() > 0) {
                last = Math.max(last, samples.nanos(samples.size() - 1));
            }
            if (entry.getKey().isEnergy()) {
                Curves.of(samples).ifPresent(curve -> curves.put(entry.getKey(), curve));
            }
        }
        feeds = Feeds.of(curves);
        feeds.sum().ifPresent(sum -> curves.put(sum.channel(), sum));
        windows = Window.of(recording.marks(), last);
        job = Window.named(windows, Experiment.JOB).orElse(new Window(Experiment.JOB, last, last));
    }

    /// @return empty when the job never began
    public static Optional<Outcome> of(Recording recording) {
        boolean began = recording.marks().stream()
                .anyMatch(mark -> mark instanceof Mark.Begin(long _, String name) && name.equals(Experiment.JOB));
        return began ? Optional.of(new Analysis(recording).outcome()) : Optional.empty();
    }

    private Outcome outcome() {
        Map<Channel, EnergyEstimate> energies = new LinkedHashMap<>();
        curves.forEach((channel, curve) -> {
            findings.addAll(curve.findings());
            curve.around(job.fromNanos(), job.toNanos(), EDGE_NANOS).ifPresent(energy -> energies.put(channel, energy));
        });
        Agreement.check(energies, job, findings);
        Mirrors mirrors = Mirrors.of(curves, findings);
        Trust trust = new Trust(energies, job, findings);
        Cover cover = trust.cover(
                channel -> !mirrors.isMirror(channel) && !feeds.channels().contains(channel) && spansTheJob(channel));
        if (feeds.sum().isEmpty() && !feeds.channels().isEmpty()) {
            findings.add(new Finding(
                    Finding.Kind.GAPS,
                    feeds.channels().getFirst().id(),
                    job.fromNanos(),
                    job.toNanos(),
                    "it sees one feed of the machine, and no other feed was seen with it: not counted"));
        }
        findings.addAll(trust.told());
        findings.addAll(cover.findings());
        Map<Channel, Idle> idles = idles();
        Observer.check(recording.samples(), curves, windows, findings);
        Slices slices = new Slices(cover, curves, idles, windows, job, defaultStage());
        Usage usage = Usage.of(recording.samples(), job);
        Set<Channel> chosen = new java.util.HashSet<>();
        cover.roots().forEach(root -> collect(root, chosen));
        List<Outcome.ChannelEnergy> channels = curves.keySet().stream()
                .map(channel -> new Outcome.ChannelEnergy(
                        channel,
                        Optional.ofNullable(energies.get(channel)),
                        Optional.ofNullable(idles.get(channel)),
                        chosen.contains(channel)))
                .toList();
        Optional<EnergyEstimate> idle = slices.idle();
        return new Outcome(
                recording.facts(),
                new Outcome.Account(
                        job,
                        cover,
                        slices.all(),
                        idle,
                        Sharing.of(
                                cover, slices.all(), usage, recording.facts().getOrDefault("tree", "process table"))),
                usage,
                progress(cover),
                channels,
                findings);
    }

    /// What an archive says comes late: it counts only when its values reach from the job's beginning to its end, but
    /// for one step of its own.
    private boolean spansTheJob(Channel channel) {
        String archived = recording.facts().getOrDefault(ARCHIVED, "");
        EnergyCurve curve = curves.get(channel);
        Samples samples = recording.samples().get(channel);
        if (curve == null
                || samples == null
                || !List.of(archived.split(" ", -1)).contains(channel.id().text())) {
            return true;
        }
        long step = Math.round(samples.medianStepS() * 1e9);
        return curve.firstNanos() <= job.fromNanos() + step && curve.lastNanos() >= job.toNanos() - step;
    }

    private wattle.run.Stage defaultStage() {
        String word = recording.facts().getOrDefault("stage", "train");
        return Slices.stage(word).orElse(wattle.run.Stage.TRAIN);
    }

    private Map<Channel, Idle> idles() {
        Map<Channel, Idle> idles = new LinkedHashMap<>();
        Optional<Window> before = Window.named(windows, Experiment.BEFORE);
        Optional<Window> after = Window.named(windows, Experiment.AFTER);
        if (before.isPresent()) {
            curves.forEach((channel, curve) ->
                    Idle.of(curve, before.get(), after).ifPresent(idle -> idles.put(channel, idle)));
        }
        return idles;
    }

    private Outcome.Progress progress(Cover cover) {
        List<Outcome.Phase> phases = windows.stream()
                .filter(window -> !window.name().startsWith("wattle."))
                .map(window -> window.within(job))
                .filter(window -> window.seconds() > 0)
                .map(window ->
                        new Outcome.Phase(window, energy(cover, window.fromNanos(), window.toNanos(), MARK_NANOS)))
                .toList();
        Optional<Until> until =
                Optional.ofNullable(recording.facts().get("until")).map(Until::of);
        List<Outcome.Point> points = new ArrayList<>();
        for (Mark mark : recording.marks()) {
            if (mark instanceof Mark.Metric(long nanos, String name, double value)) {
                boolean decides =
                        until.filter(target -> target.metric().equals(name)).isPresent();
                points.add(new Outcome.Point(
                        name,
                        value,
                        (nanos - job.fromNanos()) * 1e-9,
                        energy(cover, job.fromNanos(), nanos, decides ? EDGE_NANOS : MARK_NANOS)));
            }
        }
        return new Outcome.Progress(phases, points, until.map(target -> target(target, points)));
    }

    private static Outcome.Target target(Until until, List<Outcome.Point> points) {
        Optional<Outcome.Point> before = Optional.empty();
        for (Outcome.Point point : points) {
            if (point.metric().equals(until.metric())) {
                if (until.isReachedBy(point.value())) {
                    return new Outcome.Target(until, Optional.of(point), before);
                }
                before = Optional.of(point);
            }
        }
        return new Outcome.Target(until, Optional.empty(), before);
    }

    private Optional<EnergyEstimate> energy(Cover cover, long from, long to, long nearNanos) {
        EnergyEstimate sum = EnergyEstimate.NOTHING;
        for (Cover.Region root : cover.roots()) {
            EnergyCurve curve = curves.get(root.channel());
            Optional<EnergyEstimate> energy = curve == null ? Optional.empty() : curve.around(from, to, nearNanos);
            if (energy.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(energy.get());
        }
        return cover.roots().isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    private static void collect(Cover.Region region, Set<Channel> chosen) {
        chosen.add(region.channel());
        region.inner().forEach(inner -> collect(inner, chosen));
    }
}
