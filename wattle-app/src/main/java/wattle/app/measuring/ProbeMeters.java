package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wattle.agreement.Behaviour;
import wattle.agreement.Response;
import wattle.document.InputFault;
import wattle.experiment.Probing;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Samples;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// `wattle meters --probe`: finds out what this machine's meters are like, shows it, and keeps it for `wattle
/// measure`.
public final class ProbeMeters {

    /// Of so few changes no period is told.
    private static final int FEWEST_LEVELS = 4;

    /// Long enough to see three steps of 10 ms, as of a kernel's tick.
    private static final double GLANCE_S = 0.045;

    /// A change at each read says nothing of how often there might be one.
    private static final double STILL = 2;

    private ProbeMeters() {}

    /// Probes every meter that is ready, all at once, for so many seconds.
    ///
    /// @return what was found, for people
    /// @throws IOException when it cannot be kept
    public static String run(Meters meters, List<String> kinds, double seconds)
            throws IOException, InterruptedException {
        List<Meter> ready = Meters.ready(meters.probe(kinds));
        try {
            if (ready.isEmpty()) {
                return "No meter can be read here; see: wattle doctor.\n";
            }
            Probing probing = Probing.run(meters.machine(), ready, seconds);
            Path file = ProbedMeters.file(meters.machine().variables(), Measure.host());
            String date = date(meters.machine());
            Map<ChannelId, Channel> channels = new LinkedHashMap<>();
            Map<ChannelId, Traits> traits = new LinkedHashMap<>();
            String text = table(probing, channels, traits);
            new ProbedMeters(date, traits).write(file, channels);
            return text + "\nKept in %s for later measurements.\n".formatted(file);
        } finally {
            ready.forEach(Meter::close);
        }
    }

    private static String table(Probing probing, Map<ChannelId, Channel> channels, Map<ChannelId, Traits> traits) {
        Columns columns =
                new Columns("lrrrrrrr", "channel", "new value", "step", "read", "noise", "rise", "lag", "mean of");
        List<String> untold = new ArrayList<>();
        Response.Step step = new Response.Step(probing.loadNanos(), probing.restNanos());
        for (Probing.Seen seen : probing.seen()) {
            for (Samples samples : seen.samples()) {
                Channel channel = samples.channel();
                Behaviour behaviour = Behaviour.of(samples);
                double noiseW = Response.restNoiseW(samples, probing.fromNanos(), probing.loadNanos());
                Traits found = found(behaviour);
                channels.put(channel.id(), channel);
                traits.put(channel.id(), found);
                List<String> row = new ArrayList<>(List.of(
                        channel.id().text(),
                        period(found.periodS(), behaviour),
                        step(channel, found.quantum()),
                        CompareMeters.seconds(seen.callS()),
                        CompareMeters.format("%.3g W", noiseW)));
                switch (Response.of(samples, step, noiseW)) {
                    case Response.Told(double lagS, double windowS, double finestS, double amplitudeW) -> {
                        row.add(CompareMeters.format("%.3g W", amplitudeW));
                        row.add("%s ± %s".formatted(CompareMeters.seconds(lagS), CompareMeters.seconds(finestS)));
                        row.add(
                                windowS > finestS
                                        ? CompareMeters.seconds(windowS)
                                        : "< " + CompareMeters.seconds(finestS));
                    }
                    case Response.Untold(String reason) -> {
                        row.addAll(List.of("?", "?", "?"));
                        untold.add("%s: lag and averaging cannot be told: %s.\n".formatted(channel.id(), reason));
                    }
                }
                columns.add(row.toArray(String[]::new));
            }
        }
        return columns.text("") + (untold.isEmpty() ? "" : "\n" + String.join("", untold));
    }

    private static Traits found(Behaviour behaviour) {
        boolean moved = behaviour.levels() >= FEWEST_LEVELS;
        Traits found = Traits.UNKNOWN;
        if (moved && behaviour.updateS() > 0) {
            found = found.period(behaviour.updateS());
        }
        return moved && behaviour.quantum() > 0 ? found.quantum(behaviour.quantum()) : found;
    }

    /// Seen to change at every read, it may change more often.
    private static String period(OptionalDouble periodS, Behaviour behaviour) {
        if (periodS.isEmpty()) {
            return "?";
        }
        String text = CompareMeters.seconds(periodS.getAsDouble());
        return periodS.getAsDouble() < 1.5 * behaviour.pollS() ? "≤ " + text : text;
    }

    private static String step(Channel channel, OptionalDouble quantum) {
        boolean counter = channel.signal() instanceof Signal.EnergyCounter;
        return quantum.isEmpty() ? "?" : CompareMeters.format("%.3g ", quantum.getAsDouble()) + (counter ? "J" : "W");
    }

    /// The same meters with what an earlier probing found of them, or else with what a glance shows.
    ///
    /// @param say is told when what was kept cannot be read; measuring goes on without it
    static List<Meter> filled(Machine machine, List<Meter> ready, java.util.function.Consumer<String> say) {
        Path file = ProbedMeters.file(machine.variables(), Measure.host());
        try {
            Optional<ProbedMeters> kept = ProbedMeters.read(file);
            return kept.orElseGet(() -> glanced(machine, ready)).fill(ready);
        } catch (InputFault fault) {
            say.accept("what was probed is left out: %s".formatted(fault.getMessage()));
            return ready;
        }
    }

    private static ProbedMeters glanced(Machine machine, List<Meter> ready) {
        Map<ChannelId, Traits> traits = new LinkedHashMap<>();
        for (Samples samples : Probing.glance(machine, ready, GLANCE_S)) {
            double periodS = Behaviour.of(samples).updateS();
            if (Behaviour.of(samples).levels() >= FEWEST_LEVELS && periodS > STILL * samples.medianStepS()) {
                traits.put(samples.channel().id(), Traits.UNKNOWN.period(periodS));
            }
        }
        return new ProbedMeters(date(machine), traits);
    }

    private static String date(Machine machine) {
        return Instant.ofEpochSecond(machine.micros().getAsLong() / 1_000_000)
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }
}
