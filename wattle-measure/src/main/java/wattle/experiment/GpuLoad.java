package wattle.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.meter.nvml.GpuProcesses;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;

/// How much of each accelerator's time the job took, and how much everybody took: utilisation times seconds, by the
/// driver's own account of processes.
final class GpuLoad implements Meter {

    /// The driver keeps a sample for each sixth of a second to a second (`nvml.h`, nvmlDeviceGetProcessUtilization).
    private static final double SHORTEST_S = 1;

    private static final String GPU = "gpu-";

    private final GpuProcesses processes;
    private final JobUsage usage;
    private final LongSupplier nanos;
    private final Map<String, double[]> seconds = new LinkedHashMap<>();
    private long before;

    private GpuLoad(GpuProcesses processes, Set<String> uuids, JobUsage usage, LongSupplier nanos) {
        this.processes = processes;
        this.usage = usage;
        this.nanos = nanos;
        uuids.forEach(uuid -> seconds.put(uuid, new double[2]));
    }

    /// @return empty when none of the meters watches an accelerator whose driver tells of processes
    static Optional<GpuLoad> of(Machine machine, List<Meter> meters, JobUsage usage) {
        Set<String> uuids = new TreeSet<>();
        for (Meter meter : meters) {
            for (Channel channel : meter.channels()) {
                String name = channel.part().name();
                if (channel.id().meter().equals("nvml") && name.startsWith(GPU)) {
                    uuids.add(name.substring(GPU.length()));
                }
            }
        }
        return uuids.isEmpty()
                ? Optional.empty()
                : GpuProcesses.open(machine).map(processes -> new GpuLoad(processes, uuids, usage, machine.nanos()));
    }

    /// The job's channel of an accelerator.
    static ChannelId job(Part gpu) {
        return new ChannelId("job/" + gpu.name());
    }

    /// Everybody's channel of an accelerator.
    static ChannelId everybody(Part gpu) {
        return new ChannelId("load/" + gpu.name());
    }

    @Override
    public List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        for (String uuid : seconds.keySet()) {
            Part gpu = Part.NODE.inner(GPU + uuid);
            channels.add(Load.observed(job(gpu), "s", true, "time of its multiprocessors that the job took"));
            channels.add(Load.observed(everybody(gpu), "s", true, "time of its multiprocessors that anybody took"));
        }
        return channels;
    }

    @Override
    public Pace pace() {
        return new Pace(Cost.LIBRARY, SHORTEST_S, Double.POSITIVE_INFINITY);
    }

    @Override
    public void read(Consumer<Reading> sink) {
        long begin = nanos.getAsLong();
        Set<Long> ours = usage.alive();
        GpuProcesses.Shares shares = processes.read();
        Moment moment = Moment.between(begin, nanos.getAsLong());
        double since = before == 0 ? 0 : (moment.nanos() - before) * 1e-9;
        before = moment.nanos();
        for (GpuProcesses.Share share : shares.shares()) {
            double[] taken = seconds.get(share.gpu());
            if (taken != null) {
                double time = share.smPercent() / 100 * since;
                taken[0] += ours.contains(share.pid()) ? time : 0;
                taken[1] += time;
            }
        }
        seconds.forEach((uuid, taken) -> {
            Part gpu = Part.NODE.inner(GPU + uuid);
            if (!shares.unknown().contains(uuid)) {
                sink.accept(new Reading.Observation(job(gpu), moment, taken[0]));
                sink.accept(new Reading.Observation(everybody(gpu), moment, taken[1]));
            }
        });
    }

    @Override
    public void close() {
        processes.close();
    }
}
