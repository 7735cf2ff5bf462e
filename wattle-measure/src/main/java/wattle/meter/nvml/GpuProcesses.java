package wattle.meter.nvml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wattle.meter.Machine;
import wattle.meter.nvml.NvmlSession.Found;
import wattle.meter.nvml.NvmlSession.Start;

/// Which process used which GPU how much, for sharing its energy out. Pids are those of the machine, not of
/// a container.
///
/// Used by one thread at a time, which need not be the one that reads the meters.
public final class GpuProcesses implements AutoCloseable {

    private final NvmlSession session;
    private final Map<String, Long> lastMicros = new HashMap<>();
    private boolean open = true;

    private GpuProcesses(NvmlSession session) {
        this.session = session;
    }

    /// @param gpu the UUID of the GPU
    /// @param smPercent share of the time of its multiprocessors, in %; mean of the driver's samples
    public record Share(String gpu, long pid, double smPercent) {}

    /// @param unknown the UUIDs of GPUs that do not say: those divided by MIG, and old ones
    public record Shares(List<Share> shares, List<String> unknown) {

        /// Copies the lists.
        public Shares {
            shares = List.copyOf(shares);
            unknown = List.copyOf(unknown);
        }
    }

    /// Starts with what happens from now on; empty without a working driver.
    public static Optional<GpuProcesses> open(Machine machine) {
        if (NvmlSession.start(machine) instanceof Start.Started(NvmlSession session)) {
            GpuProcesses processes = new GpuProcesses(session);
            processes.read();
            return Optional.of(processes);
        }
        return Optional.empty();
    }

    /// The means since the last call, by GPU and by pid.
    public Shares read() {
        List<Share> shares = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        if (open) {
            session.found().forEach(found -> read(found, shares, unknown));
        }
        return new Shares(shares, unknown);
    }

    private void read(Found found, List<Share> shares, List<String> unknown) {
        String uuid = found.gpu().uuid();
        Answer<List<NvmlDevice.Share>> answer = found.device().processes(lastMicros.getOrDefault(uuid, 0L));
        if (answer.found().isEmpty()) {
            // NOT_FOUND: nothing ran since the last call.
            if (answer.code() != NvmlCode.NOT_FOUND) {
                unknown.add(uuid);
            }
            return;
        }
        Map<Long, List<Integer>> byPid = new TreeMap<>();
        for (NvmlDevice.Share share : answer.found().orElseThrow()) {
            byPid.computeIfAbsent(share.pid(), _ -> new ArrayList<>()).add(share.smPercent());
            lastMicros.merge(uuid, share.micros(), Math::max);
        }
        byPid.forEach((pid, percents) -> shares.add(new Share(
                uuid,
                pid,
                percents.stream().mapToInt(Integer::intValue).average().orElseThrow())));
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            session.close();
        }
    }
}
