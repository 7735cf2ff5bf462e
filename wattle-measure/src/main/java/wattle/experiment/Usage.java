package wattle.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Part;
import wattle.trace.Samples;
import wattle.trace.Signal;

/// What a job used beside energy.
///
/// @param wallS from its start to its end, in s
/// @param jobCpuS CPU time of the command and all it started, in s
/// @param busyS CPU time of the whole machine that was not idle, in s
/// @param iowaitS CPU time spent waiting for disks, in s
/// @param peakMemoryB largest resident memory of the job, in B
/// @param oursS CPU time of Wattle itself, in s
/// @param gpus accelerators that were watched, with their mean utilisation (0 … 1) where it is known
/// @param gpuShares the job's share of their busy time, where the driver tells of processes
public record Usage(
        double wallS,
        OptionalDouble jobCpuS,
        OptionalDouble busyS,
        OptionalDouble iowaitS,
        OptionalDouble peakMemoryB,
        OptionalDouble oursS,
        Map<Part, OptionalDouble> gpus,
        Map<Part, Double> gpuShares) {

    /// The job's share of an accelerator's busy time, between 0 and 1; empty where the driver does not say, or where
    /// nobody used it.
    public OptionalDouble gpuShare(Part gpu) {
        Double share = gpuShares.get(gpu);
        return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
    }

    /// The job's share of the CPU time of the machine, between 0 and 1.
    public OptionalDouble cpuShare() {
        if (jobCpuS.isEmpty() || busyS.isEmpty() || busyS.getAsDouble() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.clamp(jobCpuS.getAsDouble() / busyS.getAsDouble(), 0, 1));
    }

    /// Accelerator-hours: each watched accelerator for the whole time, whether it computed or waited.
    public double gpuHours() {
        return gpus.size() * wallS / 3600;
    }

    static Usage of(Map<Channel, Samples> all, Window job) {
        Map<Part, OptionalDouble> gpus = new java.util.TreeMap<>(java.util.Comparator.comparing(Part::toString));
        for (Map.Entry<Channel, Samples> entry : all.entrySet()) {
            Part part = entry.getKey().part();
            if (part.name().startsWith("gpu-")) {
                gpus.putIfAbsent(part, OptionalDouble.empty());
                if (entry.getKey().id().text().endsWith("/utilisation")) {
                    gpus.put(part, mean(entry.getValue(), job));
                }
            }
        }
        Map<Part, Double> shares = new LinkedHashMap<>();
        for (Part gpu : gpus.keySet()) {
            double everybody = rise(all, GpuLoad.everybody(gpu), job).orElse(0);
            if (everybody > 0) {
                double ours = rise(all, GpuLoad.job(gpu), job).orElse(0);
                shares.put(gpu, Math.clamp(ours / everybody, 0, 1));
            }
        }
        return new Usage(
                job.seconds(),
                rise(all, JobLoad.CPU, job),
                rise(all, Load.BUSY, job),
                rise(all, Load.IOWAIT, job),
                most(all, JobLoad.MEMORY, job),
                rise(all, Load.OURS, job),
                gpus,
                shares);
    }

    private static Optional<Samples> find(Map<Channel, Samples> all, ChannelId id) {
        return all.entrySet().stream()
                .filter(entry ->
                        entry.getKey().id().equals(id) && entry.getKey().signal() instanceof Signal.Observed)
                .map(Map.Entry::getValue)
                .filter(samples -> samples.size() > 0)
                .findFirst();
    }

    private static OptionalDouble rise(Map<Channel, Samples> all, ChannelId id, Window job) {
        Optional<Samples> found = find(all, id);
        if (found.isEmpty()) {
            return OptionalDouble.empty();
        }
        Samples samples = found.get();
        return OptionalDouble.of(Math.max(0, at(samples, job.toNanos()) - at(samples, job.fromNanos())));
    }

    /// The value at a time, on a line between the samples about it.
    private static double at(Samples samples, long nanos) {
        int i = 0;
        while (i < samples.size() && samples.nanos(i) < nanos) {
            i++;
        }
        if (i == 0) {
            return samples.value(0);
        }
        if (i == samples.size()) {
            return samples.value(i - 1);
        }
        double share = (nanos - samples.nanos(i - 1)) / (double) (samples.nanos(i) - samples.nanos(i - 1));
        return samples.value(i - 1) + share * (samples.value(i) - samples.value(i - 1));
    }

    private static OptionalDouble most(Map<Channel, Samples> all, ChannelId id, Window job) {
        return find(all, id)
                .map(samples -> java.util.stream.IntStream.range(0, samples.size())
                        .filter(i -> samples.nanos(i) >= job.fromNanos() && samples.nanos(i) <= job.toNanos())
                        .mapToDouble(samples::value)
                        .max())
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble mean(Samples samples, Window job) {
        return java.util.stream.IntStream.range(0, samples.size())
                .filter(i -> samples.nanos(i) >= job.fromNanos() && samples.nanos(i) <= job.toNanos())
                .mapToDouble(i -> samples.value(i) / 100)
                .average();
    }
}
