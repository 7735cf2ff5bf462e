package wattle.meter.slurm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import wattle.meter.Archive;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// `sacct -P`: one line of the job, and one of each of its steps (sacct(1)).
record SlurmArchive(Path program, String job) implements Archive {

    private static final int TIMEOUT_S = 30;

    @Override
    public String device() {
        return "SLURM accounting of job " + job;
    }

    @Override
    public List<Channel> channels() {
        return List.of(new Channel(
                new ChannelId("slurm/whole-job/energy"),
                Part.CLUSTER_JOB,
                new Signal.EnergyCounter(1, 0),
                Basis.MEASURED,
                Traits.UNKNOWN.quantum(1),
                "sacct ConsumedEnergyRaw of the whole job, from its start and on all its nodes. It is the energy of the"
                        + " nodes and not of the job: real only where the job has its nodes to itself (--exclusive)"));
    }

    /// Two readings: 0 at the job's start, its energy after its elapsed time, whenever it is asked.
    @Override
    public void fetch(Instant from, Instant to, Consumer<Reading> sink) throws IOException {
        String[] row = row(List.of(ask().split("\n", -1)));
        long elapsed = number(row[1], "ElapsedRaw");
        long joules = number(row[2], "ConsumedEnergyRaw");
        if (joules == 0 && elapsed > 0) {
            throw new IOException(
                    device() + ": it accounts no energy. Maybe AcctGatherEnergyType is none (slurm.conf).");
        }
        Instant start = Instant.ofEpochSecond(number(row[4], "Start"));
        ChannelId channel = channels().getFirst().id();
        sink.accept(new Reading.Counter(channel, at(start), 0));
        sink.accept(new Reading.Counter(channel, at(start.plusSeconds(elapsed)), joules));
    }

    private static Moment at(Instant time) {
        return new Moment(0, 0, ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    private String[] row(List<String> lines) throws IOException {
        for (String line : lines) {
            String[] cells = line.strip().split("\\|", -1);
            if (cells.length >= 5 && cells[0].equals(job)) {
                return cells;
            }
        }
        throw new IOException(device() + ": sacct does not know it");
    }

    /// Missing where it is empty, or 2⁶⁴ − 2 or 2⁶⁴ − 1: SLURM's own words for no value and for infinity
    /// (slurm.h).
    private long number(String cell, String name) throws IOException {
        try {
            return Long.parseLong(cell.strip());
        } catch (NumberFormatException _) {
            throw new IOException("%s: %s is '%s'. Maybe AcctGatherEnergyType is none (slurm.conf)."
                    .formatted(device(), name, cell.strip()));
        }
    }

    private String ask() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(), "-j", job, "-P", "-n", "-o", "JobID,ElapsedRaw,ConsumedEnergyRaw,NodeList,Start");
        builder.environment().put("LC_ALL", "C");
        // Times as seconds since 1970 (sacct(1), environment variables).
        builder.environment().put("SLURM_TIME_FORMAT", "%s");
        Process process = builder.redirectErrorStream(true).start();
        Thread guard = Thread.ofVirtual().start(() -> end(process));
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("%s: sacct ended with %d: %s".formatted(device(), code, said.strip()));
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(device() + ": interrupted", e);
        } finally {
            process.destroyForcibly();
            guard.interrupt();
        }
    }

    /// Ends a program that gives no answer: the accounting's data base may hang.
    private static void end(Process process) {
        try {
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
