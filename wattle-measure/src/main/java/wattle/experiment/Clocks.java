package wattle.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.recording.Recording;

/// Whether the clocks of the machines of a run fit together. Each machine's readings are on its own monotonic clock,
/// tied to wall time by anchors; how far the wall clocks of two machines differ, nobody measured. What can be told is
/// whether their jobs were at the same time at all.
public final class Clocks {

    private Clocks() {}

    /// @return a sentence for people; empty for fewer than two machines
    public static Optional<String> of(List<Recording> recordings) {
        List<Window> jobs = new ArrayList<>();
        for (Recording recording : recordings) {
            long last = recording.samples().values().stream()
                    .filter(samples -> samples.size() > 0)
                    .mapToLong(samples -> samples.nanos(samples.size() - 1))
                    .max()
                    .orElse(Long.MIN_VALUE);
            Window.named(Window.of(recording.marks(), last), Experiment.JOB)
                    .map(job -> new Window(
                            recording.facts().getOrDefault("host", "machine"),
                            job.fromNanos() - recording.epochNanos(),
                            job.toNanos() - recording.epochNanos()))
                    .ifPresent(jobs::add);
        }
        if (jobs.size() < 2) {
            return Optional.empty();
        }
        Window latest = jobs.stream()
                .max((a, b) -> Long.compare(a.fromNanos(), b.fromNanos()))
                .orElseThrow();
        Window earliest = jobs.stream()
                .min((a, b) -> Long.compare(a.toNanos(), b.toNanos()))
                .orElseThrow();
        long first = jobs.stream().mapToLong(Window::fromNanos).min().orElseThrow();
        if (latest.fromNanos() > earliest.toNanos()) {
            return Optional.of(("By their clocks %s ended (%s) before %s began (%s): they did not run at once, or a"
                            + " clock is wrong.")
                    .formatted(earliest.name(), at(earliest.toNanos()), latest.name(), at(latest.fromNanos())));
        }
        return Optional.of(
                "%d machines, whose jobs began within %.3g s by their own clocks; how far the clocks differ is not known."
                        .formatted(jobs.size(), (latest.fromNanos() - first) * 1e-9));
    }

    private static Instant at(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
