package wattle.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import wattle.trace.Channel;
import wattle.trace.EnergyCurve;
import wattle.trace.EnergyEstimate;
import wattle.trace.Finding;
import wattle.trace.Samples;

/// What reading the meters itself draws, as an instrument outside of the machine sees it: its mean power while the
/// machine's own meters are read, less its mean power while they are left alone, both idle. Said where it is more than
/// chance, at 99 %.
final class Observer {

    private static final int FEWEST = 3;

    private Observer() {}

    static void check(
            Map<Channel, Samples> samples,
            Map<Channel, EnergyCurve> curves,
            List<Window> windows,
            List<Finding> findings) {
        Optional<Window> quiet = Window.named(windows, Experiment.QUIET);
        Optional<Window> read = Window.named(windows, Experiment.BEFORE);
        if (quiet.isEmpty() || read.isEmpty()) {
            return;
        }
        curves.forEach((channel, curve) -> {
            Samples of = samples.get(channel);
            if (of != null && isRead(of, quiet.get())) {
                Optional<Idle> both = Idle.of(curve, quiet.get(), read);
                both.flatMap(idle -> idle.afterW().map(after -> after - idle.beforeW()))
                        .filter(watts -> both.get().drifts() && watts > 0)
                        .ifPresent(watts -> findings.add(new Finding(
                                Finding.Kind.OBSERVER,
                                channel.id(),
                                quiet.get().fromNanos(),
                                read.get().toNanos(),
                                "reading this machine's own meters raised its idle power by %.2g W (at least %.2g W)"
                                        .formatted(watts, least(both.get(), watts)))));
            }
        });
    }

    /// Chance is what is left of the idle power's uncertainty without the difference itself; see [Idle].
    private static double least(Idle idle, double watts) {
        double drift = watts / Math.sqrt(12);
        double chance = 2 * Math.sqrt(Math.max(0, idle.sigmaW() * idle.sigmaW() - drift * drift));
        return Math.max(0, watts - EnergyEstimate.COVERAGE_99 * chance);
    }

    private static boolean isRead(Samples samples, Window window) {
        return IntStream.range(0, samples.size())
                        .filter(i -> samples.nanos(i) > window.fromNanos() && samples.nanos(i) < window.toNanos())
                        .count()
                >= FEWEST;
    }
}
