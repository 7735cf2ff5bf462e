package wattle.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.EnergyEstimate;
import wattle.trace.Finding;

/// Channels that watch the same part must agree; where a counter and the integral of power differ by more than 10 %,
/// one of both is wrong (Zeus issue 181: by 1.7 on some cards).
final class Agreement {

    private static final double TOLERATED = 0.1;

    private Agreement() {}

    static void check(Map<Channel, EnergyEstimate> energies, Window job, List<Finding> findings) {
        List<Channel> channels = new ArrayList<>(energies.keySet());
        for (int i = 0; i < channels.size(); i++) {
            for (int k = i + 1; k < channels.size(); k++) {
                compare(channels.get(i), channels.get(k), energies, job, findings);
            }
        }
    }

    private static void compare(
            Channel a, Channel b, Map<Channel, EnergyEstimate> energies, Window job, List<Finding> findings) {
        EnergyEstimate one = energies.getOrDefault(a, EnergyEstimate.NOTHING);
        EnergyEstimate two = energies.getOrDefault(b, EnergyEstimate.NOTHING);
        boolean same = a.part().equals(b.part()) && a.basis() != Basis.OUR_MODEL && b.basis() != Basis.OUR_MODEL;
        double difference = Math.abs(one.joules() - two.joules());
        double larger = Math.max(one.joules(), two.joules());
        if (same
                && difference > TOLERATED * larger
                && difference > one.minus(two).halfWidth()) {
            findings.add(new Finding(
                    Finding.Kind.DISAGREEMENT,
                    a.id(),
                    job.fromNanos(),
                    job.toNanos(),
                    "%s says %.1f J and %s says %.1f J of the same part"
                            .formatted(a.id(), one.joules(), b.id(), two.joules())));
        }
    }
}
