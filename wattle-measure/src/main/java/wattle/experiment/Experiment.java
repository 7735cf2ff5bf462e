package wattle.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.recording.Recorder;
import wattle.trace.Channel;
import wattle.trace.Mark;
import wattle.trace.Reading;

/// Conducts one measurement: baseline, job, baseline, with every reading and mark on disk within a second.
public final class Experiment {

    /// The phase of the job itself.
    public static final String JOB = "wattle.job";

    /// The idle time before it.
    public static final String BEFORE = "wattle.idle-before";

    /// The idle time after it.
    public static final String AFTER = "wattle.idle-after";

    /// A part of it before which nothing of this machine is read, so that an instrument outside can tell what reading
    /// costs: on some drivers the monitor raised an idle accelerator from 50 to 100 W (DCGM issue 464).
    public static final String QUIET = "wattle.idle-unobserved";

    /// How long a meter on the network may hold up the end of a window.
    private static final double NETWORK_S = 3;

    private final Machine machine;
    private final Recorder recorder;
    private final Plan plan;
    private final Watcher watcher;
    /// Rung when the job ends, and when its target is reached.
    private final Semaphore bell = new Semaphore(0);

    private final AtomicBoolean reached = new AtomicBoolean();
    private final AtomicReference<@Nullable Sampler> sampler = new AtomicReference<>();

    private Experiment(Machine machine, Recorder recorder, Plan plan, Watcher watcher) {
        this.machine = machine;
        this.recorder = recorder;
        this.plan = plan;
        this.watcher = watcher;
    }

    /// Where the job's output goes.
    public record Output(OutputStream out, OutputStream err) {}

    /// @param exitCode of the command; 128 + n when signal n ended it
    /// @param reached whether the target was reached, where there was one
    /// @param left processes of the job that still ran when its command had ended
    /// @param stoppedBy the signal that cut the idle time after the job short; 0 for none
    public record End(int exitCode, boolean reached, Set<Long> left, int stoppedBy) {

        /// The same, cut short by a signal.
        End stoppedBy(int signal) {
            return new End(exitCode, reached, left, signal);
        }
    }

    /// Measures. The recorder and the meters stay open: whoever opened them closes them.
    ///
    /// @param control is told where a signal goes (`signal(7)` numbers): to the job while it runs, and before and
    ///     after it to the experiment, which then ends; nowhere when all is done
    /// @throws IOException when the command cannot be started, or nothing can be written from the start
    /// @throws Stopped when a signal came before the job was started
    public static End run(
            Machine machine,
            List<Meter> meters,
            Recorder recorder,
            Plan plan,
            Output output,
            Watcher watcher,
            SignalTarget control)
            throws IOException, InterruptedException {
        return new Experiment(machine, recorder, plan, watcher).conduct(meters, output, control);
    }

    private End conduct(List<Meter> meters, Output output, SignalTarget control)
            throws IOException, InterruptedException {
        String name = plan.facts().getOrDefault("run", "job");
        String tag = "WATTLE_RUN=" + name;
        Idling idling = new Idling(Thread.currentThread());
        control.is(idling::stop);
        try (JobUsage usage = JobUsage.of(machine.root(), name, tag);
                Load load = Load.open(machine);
                MarkSocket socket = MarkSocket.open(machine.nanos(), this::mark);
                MarkFile file = MarkFile.beside(socket.path(), machine.nanos(), this::mark)) {
            List<Meter> timely = new ArrayList<>(meters);
            Optional<GpuLoad> gpus = GpuLoad.of(machine, meters, usage);
            gpus.ifPresent(timely::add);
            List<Meter> beside = List.of(load, new JobLoad(usage, machine.nanos()));
            describe(timely, beside, usage);
            try (Sampler sampler = new Sampler(timely, beside, plan.rhythm().periodS(), machine.nanos(), this::read);
                    Keeper _ = Keeper.start(machine, recorder, sampler, file, this::say)) {
                sampler.start();
                this.sampler.set(sampler);
                try {
                    unobserved(sampler);
                    idle(sampler, BEFORE);
                    Map<String, String> environment = new HashMap<>();
                    environment.put("WATTLE_RUN", name);
                    environment.put("WATTLE_SOCKET", socket.path().toString());
                    environment.put("WATTLE_MARKS", file.path().toString());
                    idling.check();
                    End end = job(
                            sampler,
                            usage,
                            () -> {
                                socket.settle();
                                file.finish();
                            },
                            environment,
                            output,
                            job -> idling.handOver(control, job));
                    control.is(idling::stop);
                    End ended = end.stoppedBy(idling.endsEarly(() -> idle(sampler, AFTER)));
                    punctual(sampler.punctuality());
                    return ended;
                } catch (InterruptedException e) {
                    throw idling.stopped(e);
                } finally {
                    control.isNobody();
                    gpus.ifPresent(GpuLoad::close);
                }
            }
        }
    }

    private void punctual(Punctuality reads) {
        recorder.fact("punctuality", reads.toString());
        if (reads.missed() > 0) {
            note("the machine was too busy to read its meters on time: " + reads);
        }
    }

    /// @param rest takes what the job said last, by socket or file
    /// @param control is given the way to send the job a signal
    private End job(
            Sampler sampler,
            JobUsage usage,
            Idling.Wait rest,
            Map<String, String> environment,
            Output output,
            Consumer<IntConsumer> control)
            throws IOException, InterruptedException {
        MarkLines lines = new MarkLines(plan.metrics());
        Job.Ends ends = new Job.Ends(
                output.out(),
                output.err(),
                line -> lines.of(machine.nanos().getAsLong(), line).forEach(this::mark));
        sampler.readEdge(NETWORK_S);
        mark(new Mark.Begin(now(), JOB));
        recorder.flush();
        Job started = Job.start(plan.command(), environment, usage, ends);
        control.accept(started::forward);
        started.whenEnded(bell::release);
        awaitEnd(started);
        // The end of the window is now, before anything else is waited for.
        mark(new Mark.End(now(), JOB));
        sampler.readEdge(NETWORK_S);
        if (sampler.isLate()) {
            note("a meter on the network did not answer in time at an end of the job");
        }
        started.drain();
        rest.run();
        Set<Long> left = usage.alive();
        if (!left.isEmpty()) {
            note("%d processes of the job still ran when its command had ended".formatted(left.size()));
        }
        recorder.fact("exit", String.valueOf(started.exitCode()));
        recorder.fact("reached", plan.until().isEmpty() ? "" : String.valueOf(reached.get()));
        return new End(started.exitCode(), reached.get(), left, 0);
    }

    private void awaitEnd(Job started) throws InterruptedException {
        while (!started.hasEnded() && !reached.get()) {
            bell.acquire();
        }
        if (started.hasEnded()) {
            return;
        }
        started.signal(Posix.SIGTERM);
        // A ring says only that something happened, perhaps before: what counts is whether the job has ended.
        long deadline = now() + Math.round(plan.rhythm().graceS() * 1e9);
        for (long left = deadline - now(); left > 0 && !started.hasEnded(); left = deadline - now()) {
            boolean rung = bell.tryAcquire(left, TimeUnit.NANOSECONDS);
            if (rung && started.hasEnded()) {
                return;
            }
        }
        if (!started.hasEnded()) {
            note("the job did not end within %s s of SIGTERM, and was killed"
                    .formatted(number(plan.rhythm().graceS())));
            started.signal(Posix.SIGKILL);
        }
        while (!started.hasEnded()) {
            bell.acquire();
        }
    }

    private void describe(List<Meter> timely, List<Meter> beside, JobUsage usage) throws IOException {
        recorder.anchor(now(), machine.micros().getAsLong());
        plan.facts().forEach(recorder::fact);
        recorder.fact("tree", usage.how());
        plan.until().ifPresent(target -> recorder.fact("until", target.toString()));
        List<Meter> all = new ArrayList<>(timely);
        all.addAll(beside);
        for (Meter meter : all) {
            for (Channel channel : meter.channels()) {
                recorder.add(channel);
                watcher.on(channel);
            }
        }
        // Some meters only say from when on to count at their first read.
        all.forEach(meter -> meter.read(_ -> {}));
        WarmUp.of(timely, beside, machine.nanos());
        Optional<String> refusal = recorder.flush();
        if (refusal.isPresent()) {
            throw new IOException("the recording cannot be written: " + refusal.get());
        }
    }

    private void unobserved(Sampler sampler) throws InterruptedException {
        if (plan.rhythm().baselineS() <= 0 || !sampler.hasOnlooker()) {
            return;
        }
        sampler.rest(true);
        mark(new Mark.Begin(now(), QUIET));
        Thread.sleep(Math.round(plan.rhythm().baselineS() * 1000));
        mark(new Mark.End(now(), QUIET));
        sampler.rest(false);
    }

    private void idle(Sampler sampler, String name) throws InterruptedException {
        double seconds = plan.rhythm().baselineS();
        if (seconds <= 0) {
            return;
        }
        watcher.say("measuring the idle machine for %s s".formatted(number(seconds)));
        mark(new Mark.Begin(now(), name));
        sampler.readEdge(NETWORK_S);
        Thread.sleep(Math.round(seconds * 1000));
        sampler.readEdge(NETWORK_S);
        mark(new Mark.End(now(), name));
    }

    private void read(List<Reading> readings) {
        recorder.add(readings);
        watcher.on(readings);
    }

    private void mark(Mark mark) {
        recorder.add(mark);
        watcher.on(mark);
        Optional<Until> until = plan.until();
        if (!(mark instanceof Mark.Metric(long _, String name, double value))
                || until.isEmpty()
                || !name.equals(until.get().metric())) {
            return;
        }
        // The energy up to this moment is what the experiment is about: it is read, not interpolated.
        Sampler reading = sampler.get();
        if (reading != null) {
            reading.readHere();
        }
        if (until.get().isReachedBy(value) && reached.compareAndSet(false, true)) {
            recorder.add(new Mark.Note(mark.nanos(), "target " + until.get() + " reached"));
            bell.release();
            watcher.say("%s is %s: target reached, ending the job".formatted(name, number(value)));
        }
    }

    private void note(String text) {
        mark(new Mark.Note(now(), text));
        watcher.say(text);
    }

    private void say(String message) {
        recorder.add(new Mark.Note(now(), message));
        watcher.say(message);
    }

    private long now() {
        return machine.nanos().getAsLong();
    }

    private static String number(double value) {
        return Until.isWhole(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.4g", value);
    }
}
