package wattle.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wattle.run.Stage;
import wattle.trace.Channel;
import wattle.trace.Cover;
import wattle.trace.EnergyCurve;
import wattle.trace.EnergyEstimate;

/// Divides each line of a cover among the stages of a model's life that the job went through. A phase that is called
/// as a stage (`evaluate`) is that stage while it is the innermost one; the rest of the job is the stage it was
/// measured as.
final class Slices {

    private final List<Outcome.Slice> all = new ArrayList<>();
    private Optional<EnergyEstimate> idle;

    private record Span(Stage stage, long from, long to) {}

    Slices(
            Cover cover,
            Map<Channel, EnergyCurve> curves,
            Map<Channel, Idle> idles,
            List<Window> windows,
            Window job,
            Stage otherwise) {
        List<Span> spans = spans(windows, job, otherwise);
        idle = Optional.of(EnergyEstimate.NOTHING);
        for (Cover.Region root : cover.roots()) {
            Idle of = idles.get(root.channel());
            idle = of == null ? Optional.empty() : idle.map(sum -> sum.plus(of.over(job.seconds())));
        }
        if (cover.roots().isEmpty()) {
            idle = Optional.empty();
        }
        cover.roots().forEach(root -> slice(root, curves, idles, spans));
    }

    List<Outcome.Slice> all() {
        return all;
    }

    /// What the idle machine would have used, over all roots; empty unless all have a baseline.
    Optional<EnergyEstimate> idle() {
        return idle;
    }

    static Optional<Stage> stage(String word) {
        for (Stage stage : Stage.values()) {
            if (stage.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    private void slice(
            Cover.Region region, Map<Channel, EnergyCurve> curves, Map<Channel, Idle> idles, List<Span> spans) {
        region.inner().forEach(inner -> slice(inner, curves, idles, spans));
        Cover.Line line = new Cover(List.of(region), List.of()).lines().getLast();
        Map<Stage, Double> joules = new EnumMap<>(Stage.class);
        Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
        for (Span span : spans) {
            double own = energy(region.channel(), span, curves);
            for (Cover.Region inner : region.inner()) {
                own -= energy(inner.channel(), span, curves);
            }
            joules.merge(span.stage(), Math.max(0, own), Double::sum);
            seconds.merge(span.stage(), (span.to() - span.from()) * 1e-9, Double::sum);
        }
        double sum = joules.values().stream().mapToDouble(j -> j).sum();
        double time = seconds.values().stream().mapToDouble(s -> s).sum();
        Optional<Double> idleW = idleW(region, idles);
        joules.forEach((stage, energy) -> {
            double share = sum > 0 ? energy / sum : time > 0 ? seconds.getOrDefault(stage, 0.0) / time : 1;
            double joulesHere = share * Math.max(0, line.energy().joules());
            all.add(new Outcome.Slice(
                    line,
                    stage,
                    share,
                    idleW.map(watts -> Math.clamp(watts * seconds.getOrDefault(stage, 0.0), 0, joulesHere))));
        });
    }

    private static Optional<Double> idleW(Cover.Region region, Map<Channel, Idle> idles) {
        Idle whole = idles.get(region.channel());
        if (whole == null) {
            return Optional.empty();
        }
        double watts = whole.watts();
        for (Cover.Region inner : region.inner()) {
            Idle part = idles.get(inner.channel());
            if (part == null) {
                return Optional.empty();
            }
            watts -= part.watts();
        }
        return Optional.of(Math.max(0, watts));
    }

    private static double energy(Channel channel, Span span, Map<Channel, EnergyCurve> curves) {
        EnergyCurve curve = curves.get(channel);
        return curve == null
                ? 0
                : curve.between(span.from(), span.to())
                        .map(EnergyEstimate::joules)
                        .orElse(0.0);
    }

    private static List<Span> spans(List<Window> windows, Window job, Stage otherwise) {
        List<Window> staged = windows.stream()
                .filter(window -> stage(window.name()).isPresent())
                .map(window -> window.within(job))
                .filter(window -> window.toNanos() > window.fromNanos())
                .toList();
        List<Long> cuts = new ArrayList<>(List.of(job.fromNanos(), job.toNanos()));
        staged.forEach(window -> cuts.addAll(List.of(window.fromNanos(), window.toNanos())));
        List<Long> sorted = cuts.stream().distinct().sorted().toList();
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i + 1 < sorted.size(); i++) {
            long from = sorted.get(i);
            long to = sorted.get(i + 1);
            Stage stage = otherwise;
            long latest = Long.MIN_VALUE;
            for (Window window : staged) {
                boolean holds = window.fromNanos() <= from && window.toNanos() >= to;
                if (holds && window.fromNanos() >= latest) {
                    latest = window.fromNanos();
                    stage = stage(window.name()).orElse(otherwise);
                }
            }
            spans.add(new Span(stage, from, to));
        }
        return spans.isEmpty() ? List.of(new Span(otherwise, job.fromNanos(), job.toNanos())) : spans;
    }
}
