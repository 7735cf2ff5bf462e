package wattle.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wattle.trace.Cover;
import wattle.trace.EnergyEstimate;
import wattle.trace.Part;

/// Divides the energy of a machine between the job and everybody else. Equation ME-7.
///
/// An accelerator is divided by the time of its multiprocessors, everything else by CPU time; one whose driver does
/// not say who used it is taken as the job's alone. What the idle machine draws is nobody's, and stays in the rest;
/// without a baseline it is divided as well. Job and rest sum to the total.
final class Sharing {

    private Sharing() {}

    static Optional<Outcome.Attribution> of(Cover cover, List<Outcome.Slice> slices, Usage usage, String tree) {
        if (usage.cpuShare().isEmpty() || cover.roots().isEmpty()) {
            return Optional.empty();
        }
        double cpu = usage.cpuShare().getAsDouble();
        Map<Cover.Line, Double> idle = new LinkedHashMap<>();
        boolean baseline = !slices.isEmpty()
                && slices.stream().allMatch(slice -> slice.idleJ().isPresent());
        slices.forEach(slice -> idle.merge(slice.line(), slice.idleJ().orElse(0.0), Double::sum));
        EnergyEstimate job = EnergyEstimate.NOTHING;
        List<String> words = new ArrayList<>();
        words.add("%.1f %% of the CPU time was the job's (%s)".formatted(cpu * 100, tree));
        for (Cover.Line line : cover.lines()) {
            double share = cpu;
            Part part = line.channel().part();
            if (part.name().startsWith("gpu-")) {
                OptionalDouble known = usage.gpuShare(part);
                share = known.orElse(1);
                words.add(
                        known.isPresent()
                                ? "%.1f %% of the time of %s".formatted(share * 100, part.name())
                                : "%s is taken as the job's alone".formatted(part.name()));
            }
            double joules = line.energy().joules();
            double dynamic = joules > 0 ? Math.clamp(1 - idle.getOrDefault(line, 0.0) / joules, 0, 1) : 0;
            job = job.plus(line.energy().times(dynamic * share));
        }
        EnergyEstimate gross = cover.total();
        EnergyEstimate rest = new EnergyEstimate(
                gross.joules() - job.joules(), gross.minus(job).sigmas());
        words.add(baseline ? "the idle machine's energy is nobody's" : "idle energy is divided as well");
        return Optional.of(new Outcome.Attribution(job, rest, cpu, String.join("; ", words)));
    }
}
