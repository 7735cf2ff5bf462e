package wattle.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wattle.trace.Channel;
import wattle.trace.EnergyCurve;
import wattle.trace.Finding;
import wattle.trace.Signal;

/// Counters of different parts that show the same number: on some processors each die's counter is the socket's
/// (CodeCarbon issue 1274: 68 W twice), and adding them doubles the energy.
record Mirrors(Set<Channel> mirrors) {

    /// Two dies' counters are the same when they move by the same amount, within this share …
    private static final double SAME = 0.005;

    /// … at least so many times in a row, while they move.
    private static final int TIMES = 5;

    static Mirrors of(Map<Channel, EnergyCurve> curves, List<Finding> findings) {
        Set<Channel> mirrors = new HashSet<>();
        List<Channel> channels = List.copyOf(curves.keySet());
        for (int i = 0; i < channels.size(); i++) {
            for (int k = i + 1; k < channels.size(); k++) {
                Channel a = channels.get(i);
                Channel b = channels.get(k);
                EnergyCurve one = curves.get(a);
                EnergyCurve two = curves.get(b);
                if (one != null && two != null && areDies(a, b) && moveTogether(one, two)) {
                    mirrors.add(b);
                    findings.add(new Finding(
                            Finding.Kind.MIRRORED,
                            b.id(),
                            two.firstNanos(),
                            two.lastNanos(),
                            "shows the same as %s, and is left out".formatted(a.id())));
                }
            }
        }
        return new Mirrors(mirrors);
    }

    boolean isMirror(Channel channel) {
        return mirrors.contains(channel);
    }

    /// Only parts that could share a counter: dies of one package, or memory of one.
    private static boolean areDies(Channel a, Channel b) {
        String first = a.part().name();
        String second = b.part().name();
        return a.signal() instanceof Signal.EnergyCounter
                && b.signal() instanceof Signal.EnergyCounter
                && !a.part().equals(b.part())
                && first.contains("-die-")
                && second.contains("-die-")
                && first.substring(0, first.indexOf("-die-")).equals(second.substring(0, second.indexOf("-die-")));
    }

    private static boolean moveTogether(EnergyCurve one, EnergyCurve two) {
        int count = Math.min(one.size(), two.size()) - 1;
        int moved = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < count; i++) {
            double a = one.joules(i + 1) - one.joules(i);
            double b = two.joules(i + 1) - two.joules(i);
            if (Math.abs(a - b) > SAME * Math.max(a, b)) {
                return false;
            }
            moved += a > 0 ? 1 : 0;
            least = Math.min(least, one.powerW(i));
            most = Math.max(most, one.powerW(i));
        }
        // Two idle dies draw alike; a load that changes tells them apart.
        return moved >= TIMES && most > 1.05 * least;
    }
}
