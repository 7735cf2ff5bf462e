package wattle.app.measuring;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.trace.Channel;
import wattle.trace.Signal;

/// `wattle meters` and `wattle doctor`: what can be read here, and what would mend the rest.
public final class MeterList {

    private MeterList() {}

    /// What is here: every channel with its part, unit, period, step and accuracy, and the time a read takes now.
    public static String table(Meters meters, List<String> kinds) {
        List<Meters.Found> found = meters.probe(kinds);
        try {
            return table(found, meters.machine().nanos());
        } finally {
            Meters.ready(found).forEach(Meter::close);
        }
    }

    /// Each meter's state, the reason, and the exact command that mends it.
    public static String doctor(Meters meters) {
        List<Meters.Found> found = meters.probe(List.of());
        try {
            return doctor(found, true);
        } finally {
            Meters.ready(found).forEach(Meter::close);
        }
    }

    private static String table(List<Meters.Found> found, LongSupplier nanos) {
        Columns columns = new Columns("lllrrrrl", "channel", "part", "shows", "period", "step", "±", "read", "basis");
        for (Meters.Found one : found) {
            if (one.probe() instanceof Probe.Ready(String _, Meter meter)) {
                long begin = nanos.getAsLong();
                meter.read(_ -> {});
                double readS = (nanos.getAsLong() - begin) * 1e-9;
                for (Channel channel : meter.channels()) {
                    if (channel.isEnergy()) {
                        columns.add(
                                channel.id().text(),
                                channel.part().toString(),
                                channel.signal() instanceof Signal.EnergyCounter ? "energy" : "power",
                                time(channel.traits().periodS()),
                                step(channel),
                                percent(channel.traits().accuracy()),
                                time(OptionalDouble.of(readS)),
                                channel.basis().word());
                    }
                }
            }
        }
        String table = columns.isEmpty() ? "No energy meter can be read here.\n" : columns.text("");
        String rest = doctor(found, false);
        return table + (rest.isEmpty() ? "" : "\n" + rest);
    }

    /// @param all whether those that work are listed as well
    private static String doctor(List<Meters.Found> found, boolean all) {
        StringBuilder text = new StringBuilder();
        for (Meters.Found one : found) {
            switch (one.probe()) {
                case Probe.Ready(String device, Meter meter) -> {
                    if (all) {
                        text.append("works    ").append(device).append('\n');
                        meter.channels().stream()
                                .filter(channel ->
                                        channel.isEnergy() && !channel.note().isBlank())
                                .forEach(channel ->
                                        text.append("         %s: %s\n".formatted(channel.id(), channel.note())));
                    }
                }
                case Probe.Denied(String device, String reason, String remedy, String loss) ->
                    text.append("denied   %s: %s\n         to mend it: %s\n         without it: %s\n"
                            .formatted(device, reason, remedy, loss));
                case Probe.Broken(String device, String reason, String remedy) ->
                    text.append("broken   %s: %s\n%s"
                            .formatted(
                                    device, reason, remedy.isBlank() ? "" : "         to mend it: " + remedy + "\n"));
                case Probe.Absent(String device, String reason) ->
                    text.append("absent   %s: %s\n".formatted(device, reason));
            }
        }
        return text.toString();
    }

    private static String time(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return "?";
        }
        double s = seconds.getAsDouble();
        return s < 1e-3
                ? String.format(Locale.ROOT, "%.0f µs", s * 1e6)
                : s < 1 ? String.format(Locale.ROOT, "%.3g ms", s * 1e3) : String.format(Locale.ROOT, "%.3g s", s);
    }

    private static String step(Channel channel) {
        OptionalDouble quantum = channel.traits().quantum();
        boolean counter = channel.signal() instanceof Signal.EnergyCounter;
        return quantum.isEmpty()
                ? "?"
                : String.format(Locale.ROOT, "%.3g %s", quantum.getAsDouble(), counter ? "J" : "W");
    }

    private static String percent(OptionalDouble accuracy) {
        return accuracy.isEmpty() ? "?" : String.format(Locale.ROOT, "%.2g %%", accuracy.getAsDouble() * 100);
    }
}
