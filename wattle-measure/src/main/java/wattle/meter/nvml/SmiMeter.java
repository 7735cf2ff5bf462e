package wattle.meter.nvml;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
import wattle.trace.Signal.Averaging;
import wattle.trace.Traits;

/// All GPUs through one `nvidia-smi` that goes on printing; never one process for each reading.
final class SmiMeter implements Meter {

    /// The program is asked for a line each 100 ms.
    private static final double PERIOD_S = 0.1;

    private static final int PATIENCE_S = 2;
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

    private final Machine machine;
    private final List<String> command;
    private final SmiCsv csv;
    private final Map<ChannelId, Channel> channels = new LinkedHashMap<>();
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private @Nullable Process process;
    private long notBeforeNanos = Long.MIN_VALUE;
    private long pauseNanos = 1_000_000_000L;
    private boolean open = true;

    /// @param nanos when it came
    /// @param text null at the end
    private record Line(Process from, long nanos, @Nullable String text) {}

    SmiMeter(Machine machine, List<String> command, SmiCsv csv, List<SmiCsv.Row> rows) {
        this.machine = machine;
        this.command = new ArrayList<>(command);
        this.command.add("-lms");
        this.command.add("100");
        this.csv = csv;
        for (SmiCsv.Row row : rows) {
            row.cells().keySet().stream().sorted().forEach(column -> {
                boolean absent = row.cells().get(column) instanceof SmiCsv.Cell.Missing(GapReason reason, String _)
                        && reason == GapReason.NOT_SUPPORTED;
                if (!absent) {
                    Channel channel = channel(row, column);
                    channels.put(channel.id(), channel);
                }
            });
        }
    }

    private static Channel channel(SmiCsv.Row row, SmiCsv.Column column) {
        Signal signal = switch (column) {
            case POWER, POWER_INSTANT -> new Signal.PowerGauge(new Averaging.Unknown());
            case POWER_AVERAGE -> new Signal.PowerGauge(new Averaging.Window(1));
            case UTILISATION -> new Signal.Observed("%", false);
            case MEMORY_USED -> new Signal.Observed("B", false);
        };
        Traits traits = signal instanceof Signal.PowerGauge
                ? Traits.UNKNOWN.period(PERIOD_S).quantum(0.01).accuracy(0.05) // two decimals; ± 5 %: nvidia-smi(1)
                : Traits.UNKNOWN;
        String note = row.name() + ": nvidia-smi " + column.header() + ", local time of the program.";
        return new Channel(id(row, column), Part.NODE.inner("gpu-" + row.uuid()), signal, Basis.MEASURED, traits, note);
    }

    private static ChannelId id(SmiCsv.Row row, SmiCsv.Column column) {
        String name = switch (column) {
            case POWER -> "power";
            case POWER_INSTANT -> "power-instant";
            case POWER_AVERAGE -> "power-average";
            case UTILISATION -> "utilisation";
            case MEMORY_USED -> "memory-used";
        };
        return new ChannelId("nvml/" + row.uuid() + "/" + name);
    }

    @Override
    public List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    @Override
    public Pace pace() {
        return new Pace(Cost.NETWORK, PERIOD_S, Double.POSITIVE_INFINITY);
    }

    @Override
    public void read(Consumer<Reading> sink) {
        long begin = machine.nanos().getAsLong();
        if (!open) {
            return;
        }
        try {
            if (process == null && begin < notBeforeNanos) {
                gaps(sink, GapReason.READ_FAILED, "nvidia-smi has ended; it is started again after a pause", begin);
                return;
            }
            if (process == null) {
                process = start();
            }
            @Nullable Line line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (line == null) {
                gaps(sink, GapReason.TIMED_OUT, "nvidia-smi printed nothing for " + PATIENCE_S + " s", begin);
            }
            while (line != null) {
                take(line, sink);
                line = lines.poll();
            }
        } catch (IOException e) {
            rest();
            gaps(sink, GapReason.READ_FAILED, "nvidia-smi does not start: " + e.getMessage(), begin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            gaps(sink, GapReason.READ_FAILED, "interrupted", begin);
        }
    }

    private void take(Line line, Consumer<Reading> sink) {
        if (line.text() == null) {
            if (line.from().equals(process)) {
                rest();
                gaps(sink, GapReason.GONE, "nvidia-smi has ended", line.nanos());
            }
            return;
        }
        csv.row(line.text()).ifPresent(row -> {
            pauseNanos = 1_000_000_000L;
            emit(row, new Moment(line.nanos(), 0, row.micros()), sink);
        });
    }

    private void emit(SmiCsv.Row row, Moment moment, Consumer<Reading> sink) {
        row.cells().keySet().stream().sorted().forEach(column -> {
            @Nullable Channel channel = channels.get(id(row, column));
            SmiCsv.@Nullable Cell cell = row.cells().get(column);
            if (channel != null && cell != null) {
                sink.accept(
                        switch (cell) {
                            case SmiCsv.Cell.Missing(GapReason reason, String text) ->
                                new Reading.Gap(channel.id(), moment, reason, text);
                            case SmiCsv.Cell.Amount(double value) ->
                                channel.isEnergy()
                                        ? new Reading.Power(channel.id(), moment, value)
                                        : new Reading.Observation(channel.id(), moment, value);
                        });
            }
        });
    }

    private void gaps(Consumer<Reading> sink, GapReason reason, String detail, long begin) {
        Moment moment = Moment.between(begin, machine.nanos().getAsLong());
        channels.keySet().forEach(id -> sink.accept(new Reading.Gap(id, moment, reason, detail)));
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.getOutputStream().close();
        Thread.ofVirtual().name("nvidia-smi").start(() -> pump(started));
        return started;
    }

    private void pump(Process from) {
        try (BufferedReader reader = from.inputReader(StandardCharsets.UTF_8)) {
            String text = reader.readLine();
            while (text != null) {
                lines.add(new Line(from, machine.nanos().getAsLong(), text));
                text = reader.readLine();
            }
        } catch (IOException e) {
            // The pipe breaks when the process is ended; the end is told below either way.
            from.destroy();
        }
        lines.add(new Line(from, machine.nanos().getAsLong(), null));
    }

    /// Ends what runs, and waits longer each time before it is started again.
    private void rest() {
        if (process != null) {
            process.destroy();
            process = null;
        }
        notBeforeNanos = machine.nanos().getAsLong() + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }

    @Override
    public void close() {
        open = false;
        if (process != null) {
            process.destroy();
            process = null;
        }
    }
}
