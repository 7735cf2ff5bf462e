package wattle.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// How busy the machine is: CPU time by kind, memory, and what Wattle itself uses. `proc(5)`.
final class Load implements Meter {

    static final ChannelId BUSY = new ChannelId("load/cpu-busy");
    static final ChannelId IOWAIT = new ChannelId("load/cpu-iowait");
    static final ChannelId MEMORY = new ChannelId("load/memory-used");
    static final ChannelId OURS = new ChannelId("wattle/cpu");

    private static final Path REAL = Path.of("/proc");
    private static final double TICKS_PER_S = 100;
    /// A hundredth of a second is the step of these counters; the ends of windows are read anyway.
    private static final double SHORTEST_S = 1;

    private final ProcFile stat;
    private final ProcFile meminfo;
    private final ProcFile self;
    private final LongSupplier nanos;

    private Load(ProcFile stat, ProcFile meminfo, ProcFile self, LongSupplier nanos) {
        this.stat = stat;
        this.meminfo = meminfo;
        this.self = self;
        this.nanos = nanos;
    }

    /// What this process and its child do is in the real `/proc`, whatever stands for the machine's root.
    static Load open(Machine machine) throws IOException {
        Path shown = machine.file("proc");
        Path proc = Files.exists(shown.resolve("stat")) && Files.exists(shown.resolve("meminfo")) ? shown : REAL;
        return new Load(
                new ProcFile(proc.resolve("stat"), 512),
                new ProcFile(proc.resolve("meminfo"), 512),
                new ProcFile(REAL.resolve("self/stat"), 1024),
                machine.nanos());
    }

    @Override
    public List<Channel> channels() {
        return List.of(
                observed(BUSY, "s", true, "CPU time of all processors, not idle and not waiting"),
                observed(IOWAIT, "s", true, "CPU time of all processors, idle while a disk is waited for"),
                observed(MEMORY, "B", false, "memory in use: total less available"),
                observed(OURS, "s", true, "CPU time of Wattle itself"));
    }

    @Override
    public Pace pace() {
        return new Pace(Cost.FAST, SHORTEST_S, Double.POSITIVE_INFINITY);
    }

    @Override
    public void read(Consumer<Reading> sink) {
        long begin = nanos.getAsLong();
        try {
            String[] cpu = stat.text().split(" +", 10);
            String[] memory = meminfo.text().split("\\s+", 10);
            String own = self.text();
            String[] fields = own.substring(own.lastIndexOf(')') + 2).split(" ", 15);
            Moment moment = Moment.between(begin, nanos.getAsLong());
            // cpu user nice system idle iowait irq softirq steal
            double busy = ticks(cpu, 1) + ticks(cpu, 2) + ticks(cpu, 3) + ticks(cpu, 6) + ticks(cpu, 7) + ticks(cpu, 8);
            sink.accept(new Reading.Observation(BUSY, moment, busy));
            sink.accept(new Reading.Observation(IOWAIT, moment, ticks(cpu, 5)));
            // MemTotal: n kB MemFree: n kB MemAvailable: n kB
            double used = (Double.parseDouble(memory[1]) - Double.parseDouble(memory[7])) * 1024;
            sink.accept(new Reading.Observation(MEMORY, moment, used));
            sink.accept(new Reading.Observation(OURS, moment, ticks(fields, 11) + ticks(fields, 12)));
        } catch (IOException | RuntimeException e) {
            Moment moment = Moment.between(begin, nanos.getAsLong());
            for (Channel channel : channels()) {
                sink.accept(new Reading.Gap(channel.id(), moment, GapReason.READ_FAILED, String.valueOf(e)));
            }
        }
    }

    @Override
    public void close() {
        stat.close();
        meminfo.close();
        self.close();
    }

    static Channel observed(ChannelId id, String unit, boolean cumulative, String note) {
        return new Channel(id, Part.NODE, new Signal.Observed(unit, cumulative), Basis.MEASURED, Traits.UNKNOWN, note);
    }

    private static double ticks(String[] fields, int place) {
        return Long.parseLong(fields[place]) / TICKS_PER_S;
    }
}
