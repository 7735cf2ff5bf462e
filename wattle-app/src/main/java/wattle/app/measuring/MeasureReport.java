package wattle.app.measuring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import wattle.experiment.MeasuredRun;
import wattle.experiment.Outcome;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.report.Amounts;
import wattle.report.Digits;
import wattle.run.Origin;
import wattle.run.Stage;
import wattle.trace.Basis;
import wattle.trace.EnergyEstimate;
import wattle.trace.Finding;

/// What a measured run came to, as text: first the total, its interval, how much of it was measured, and the
/// boundary; then where it went.
public final class MeasureReport {

    private static final int MOST_PHASES = 12;

    private final List<Outcome> outcomes;
    private final StringBuilder text = new StringBuilder();

    private MeasureReport(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /// @param outcomes one for each machine; at least one
    public static String of(List<Outcome> outcomes) {
        MeasureReport report = new MeasureReport(outcomes);
        report.headline();
        for (Outcome outcome : outcomes) {
            report.parts(outcome);
            report.idle(outcome);
            report.target(outcome);
            report.stages(outcome);
            report.phases(outcome);
            report.usage(outcome);
            report.findings(outcome);
        }
        return report.text.toString();
    }

    private void headline() {
        EnergyEstimate total = outcomes.stream()
                .map(outcome -> outcome.account().gross())
                .reduce(EnergyEstimate.NOTHING, EnergyEstimate::plus);
        double wallS =
                outcomes.stream().mapToDouble(o -> o.usage().wallS()).max().orElse(0);
        Origin origin = MeasuredRun.origin(outcomes);
        String time = Amounts.typical(Dimension.TIME, Range.exactly(wallS));
        if (origin == Origin.UNMEASURED) {
            boolean told =
                    outcomes.stream().anyMatch(outcome -> !outcome.findings().isEmpty());
            text.append((told
                            ? "Energy unknown: no meter gave readings in %s that can be trusted; why is said below.\n"
                            : "Energy unknown: no meter gave enough readings in %s.\n")
                    .formatted(time));
        } else {
            text.append("%s, 99 %% interval, in %s; %s\n".formatted(energy(total), time, shares(origin)));
        }
        text.append("Boundary: ").append(boundary()).append('\n');
        outcomes.forEach(outcome -> {
            String unread = outcome.facts().getOrDefault("unread", "");
            if (!unread.isEmpty()) {
                text.append("Not read: %s. What to do: wattle doctor\n".formatted(unread));
            }
        });
    }

    private String shares(Origin origin) {
        if (outcomes.stream().anyMatch(outcome -> outcome.facts().containsKey("imported"))) {
            return "IMPORTED: told by another tool, not measured by Wattle.";
        }
        if (origin == Origin.MODELLED) {
            return "MODELLED from utilisation, 0 % measured.";
        }
        double vendor = 0;
        double sum = 0;
        for (Outcome outcome : outcomes) {
            for (Outcome.Slice slice : outcome.account().slices()) {
                double joules = slice.line().energy().joules() * slice.share();
                sum += joules;
                vendor += slice.line().channel().basis() == Basis.VENDOR_MODEL ? joules : 0;
            }
        }
        long percent = sum > 0 ? Math.round(100 * vendor / sum) : 0;
        return "100 % measured" + (percent > 0 ? " (%d %% by vendor counters), ".formatted(percent) : ", ")
                + "0 % modelled.";
    }

    private String boundary() {
        return outcomes.stream()
                        .map(outcome -> (outcome.account().cover().roots().isEmpty()
                                        ? "nothing"
                                        : outcome.account().cover().roots().stream()
                                                .map(root ->
                                                        root.channel().part().name())
                                                .collect(Collectors.joining(" + ")))
                                + " of " + outcome.facts().getOrDefault("host", "this machine")
                                + outcome.account()
                                        .cover()
                                        .unseen()
                                        .map(reason -> "; " + reason)
                                        .orElse(""))
                        .collect(Collectors.joining("; "))
                + ". IT energy: no facility overhead. No place is assumed, so no carbon.";
    }

    private void parts(Outcome outcome) {
        Columns columns = new Columns("lrrrl", "part", "energy", "power", "idle", "meter");
        Map<String, List<Outcome.Slice>> lines = new LinkedHashMap<>();
        outcome.account()
                .slices()
                .forEach(slice -> lines.computeIfAbsent(slice.line().name(), _ -> new ArrayList<>())
                        .add(slice));
        double wallS = outcome.usage().wallS();
        lines.forEach((name, slices) -> {
            EnergyEstimate energy = slices.getFirst().line().energy();
            boolean idle = slices.getFirst().idleJ().isPresent();
            double idleJ =
                    slices.stream().mapToDouble(s -> s.idleJ().orElse(0.0)).sum();
            columns.add(
                    name,
                    energy(energy),
                    wallS > 0 ? Digits.part(energy.joules() / wallS) + " W" : Digits.MISSING,
                    idle && wallS > 0 ? Digits.part(idleJ / wallS) + " W" : Digits.MISSING,
                    slices.getFirst().line().channel().id()
                            + basis(slices.getFirst().line().channel().basis()));
        });
        if (!columns.isEmpty()) {
            text.append('\n').append(columns.text("  "));
        }
        List<Outcome.ChannelEnergy> others = outcome.channels().stream()
                .filter(channel -> !channel.chosen() && channel.energy().isPresent())
                .toList();
        if (!others.isEmpty()) {
            Columns beside = new Columns("lrl", "beside, not added", "energy", "meter");
            others.forEach(other -> beside.add(
                    other.channel().part().name(),
                    energy(other.energy().orElse(EnergyEstimate.NOTHING)),
                    other.channel().id() + basis(other.channel().basis())));
            text.append('\n').append(beside.text("  "));
        }
    }

    private static String basis(Basis basis) {
        return switch (basis) {
            case MEASURED -> "";
            case VENDOR_MODEL -> " (vendor)";
            case OUR_MODEL -> " (modelled)";
        };
    }

    private void idle(Outcome outcome) {
        outcome.account()
                .net()
                .ifPresent(net -> text.append("\nNet of the idle machine: %s.\n".formatted(energy(net))));
        boolean drifts = outcome.channels().stream()
                .anyMatch(channel -> channel.chosen()
                        && channel.idle().filter(idle -> idle.drifts()).isPresent());
        if (drifts) {
            text.append("The idle power before and after differs by more than chance: net energy is in doubt.\n");
        }
        outcome.account()
                .attribution()
                .ifPresent(attribution -> text.append("\nThe job's part: %s; the rest: %s. %s.\n"
                        .formatted(energy(attribution.attributed()), energy(attribution.rest()), attribution.how())));
    }

    private void target(Outcome outcome) {
        Optional<Outcome.Target> target = outcome.progress().target();
        if (target.isEmpty()) {
            return;
        }
        String until = target.get().until().toString();
        target.get()
                .first()
                .ifPresentOrElse(
                        point -> text.append("\nTarget %s reached after %s, %s (at %s)%s.\n"
                                .formatted(
                                        until,
                                        Amounts.typical(Dimension.TIME, Range.exactly(point.seconds())),
                                        point.energy()
                                                .map(MeasureReport::energy)
                                                .orElse("energy unknown"),
                                        Digits.given(point.value()),
                                        before(target.get()))),
                        () -> text.append("\nTarget %s not reached%s.\n"
                                .formatted(
                                        until,
                                        target.get()
                                                .before()
                                                .map(last -> "; the last value was " + Digits.given(last.value()))
                                                .orElse(": no value of this metric was seen"))));
    }

    private static String before(Outcome.Target target) {
        return target.before()
                .flatMap(point -> point.energy()
                        .map(energy -> "; not yet at %s (%s)"
                                .formatted(
                                        Amounts.typical(Dimension.ENERGY, Range.exactly(energy.joules())),
                                        Digits.given(point.value()))))
                .orElse("");
    }

    private void stages(Outcome outcome) {
        Map<Stage, Double> stages = new LinkedHashMap<>();
        outcome.account()
                .slices()
                .forEach(slice -> stages.merge(
                        slice.stage(), slice.share() * slice.line().energy().joules(), Double::sum));
        if (stages.size() > 1) {
            double sum = stages.values().stream().mapToDouble(j -> j).sum();
            text.append("\nBy stage: ")
                    .append(stages.entrySet().stream()
                            .map(entry -> "%s %.0f %%".formatted(entry.getKey().word(), 100 * entry.getValue() / sum))
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
    }

    private void phases(Outcome outcome) {
        Map<String, List<Outcome.Phase>> names = new LinkedHashMap<>();
        outcome.progress()
                .phases()
                .forEach(phase -> names.computeIfAbsent(phase.window().name(), _ -> new ArrayList<>())
                        .add(phase));
        if (names.isEmpty()) {
            return;
        }
        Columns columns = new Columns("lrrr", "phase", "times", "time", "energy");
        names.entrySet().stream().limit(MOST_PHASES).forEach(entry -> {
            double seconds = entry.getValue().stream()
                    .mapToDouble(phase -> phase.window().seconds())
                    .sum();
            boolean known =
                    entry.getValue().stream().allMatch(phase -> phase.energy().isPresent());
            EnergyEstimate energy = entry.getValue().stream()
                    .flatMap(phase -> phase.energy().stream())
                    .reduce(EnergyEstimate.NOTHING, EnergyEstimate::plus);
            columns.add(
                    entry.getKey(),
                    String.valueOf(entry.getValue().size()),
                    Amounts.typical(Dimension.TIME, Range.exactly(seconds)),
                    known ? energy(energy) : "too short");
        });
        text.append('\n').append(columns.text("  "));
        if (names.size() > MOST_PHASES) {
            text.append("  … and %d more\n".formatted(names.size() - MOST_PHASES));
        }
    }

    private void usage(Outcome outcome) {
        List<String> words = new ArrayList<>();
        double processors = Double.parseDouble(outcome.facts().getOrDefault("processors", "1"));
        double available = processors * outcome.usage().wallS();
        outcome.usage().jobCpuS().ifPresent(s -> words.add("%s CPU-h".formatted(Digits.part(s / 3600))));
        if (!outcome.usage().gpus().isEmpty()) {
            words.add("%s GPU-h".formatted(Digits.part(outcome.usage().gpuHours())));
            outcome.usage()
                    .gpus()
                    .forEach((part, busy) ->
                            busy.ifPresent(share -> words.add("%s %.0f %% busy".formatted(part.name(), share * 100))));
        }
        if (available > 0) {
            outcome.usage().busyS().ifPresent(s -> words.add("processors %.0f %% busy".formatted(100 * s / available)));
            outcome.usage()
                    .iowaitS()
                    .ifPresent(s -> words.add("%.0f %% waiting for disks".formatted(100 * s / available)));
        }
        outcome.usage()
                .peakMemoryB()
                .ifPresent(b ->
                        words.add("peak memory %s".formatted(Amounts.typical(Dimension.DATA, Range.exactly(b * 8)))));
        if (!words.isEmpty()) {
            text.append("\nUsed: ").append(String.join(", ", words)).append(".\n");
        }
        outcome.usage()
                .oursS()
                .ifPresent(s -> text.append("Wattle itself took %s of one core.\n"
                        .formatted(percent(s / Math.max(1e-9, outcome.usage().wallS())))));
        outcome.usage()
                .gpus()
                .forEach((part, busy) -> busy.ifPresent(share -> {
                    if (share < 0.5) {
                        text.append("%s stood still for %.0f %% of the job and drew power all the while.\n"
                                .formatted(part.name(), 100 * (1 - share)));
                    }
                }));
    }

    private static String percent(double share) {
        return share < 0.001 ? "less than 0.1 %" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private void findings(Outcome outcome) {
        List<Finding> told = outcome.findings();
        if (told.isEmpty()) {
            return;
        }
        text.append("\nWhat to know of these numbers:\n");
        told.stream()
                .map(finding -> "  %s %s: %s\n".formatted(finding.kind().word(), finding.channel(), finding.detail()))
                .distinct()
                .forEach(text::append);
    }

    private static String energy(EnergyEstimate energy) {
        double half = energy.halfWidth();
        double joules = Math.max(0, energy.joules());
        return Amounts.of(Dimension.ENERGY, new Range(Math.max(0, joules - half), joules, joules + half));
    }
}
