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
                new ProcFile(proc.resolve("stat"), 256, 8),
                new ProcFile(proc.resolve("meminfo"), 256, 3),
                new ProcFile(REAL.resolve("self/stat"), 512, 12),
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
            stat.read();
            meminfo.read();
            self.read();
            Moment moment = Moment.between(begin, nanos.getAsLong());
            // cpu user nice system idle iowait irq softirq steal
            long busy =
                    stat.number(0) + stat.number(1) + stat.number(2) + stat.number(5) + stat.number(6) + stat.number(7);
            sink.accept(new Reading.Observation(BUSY, moment, busy / TICKS_PER_S));
            sink.accept(new Reading.Observation(IOWAIT, moment, stat.number(4) / TICKS_PER_S));
            // MemTotal: n kB MemFree: n kB MemAvailable: n kB
            long usedKb = meminfo.number(0) - meminfo.number(2);
            sink.accept(new Reading.Observation(MEMORY, moment, usedKb * 1024.0));
            // pid (name) state ppid pgrp session tty tpgid flags minflt cminflt majflt cmajflt utime stime
            sink.accept(new Reading.Observation(OURS, moment, (self.number(10) + self.number(11)) / TICKS_PER_S));
        } catch (IOException e) {
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
}
