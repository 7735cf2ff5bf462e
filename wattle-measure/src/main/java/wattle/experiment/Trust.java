package wattle.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.Cover;
import wattle.trace.EnergyEstimate;
import wattle.trace.Finding;
import wattle.trace.Signal;

/// Which channels' joules may stand in a total. A part that is on always draws something: a counter that does not move
/// knows nothing of it, and 0 J is what a dead sensor says. What is then left counts, be it less of the machine or a
/// model; where nothing is left, the energy is unknown.
final class Trust {

    /// Findings after which a channel's joules are not used for a total while another channel sees the same part.
    private static final Set<Finding.Kind> DISQUALIFYING = Set.of(Finding.Kind.FROZEN);

    /// Parts of a processor that may rest while it runs.
    private static final Set<String> RESTING = Set.of("core", "uncore");

    private final Map<Channel, EnergyEstimate> energies;
    private final Window job;
    private final List<Finding> findings;
    private final Set<Channel> silent = new HashSet<>();
    private final List<Finding> told = new ArrayList<>();

    /// @param energies of the job, by channel
    /// @param findings of all channels
    Trust(Map<Channel, EnergyEstimate> energies, Window job, List<Finding> findings) {
        this.energies = energies;
        this.job = job;
        this.findings = List.copyOf(findings);
        energies.keySet().stream().filter(this::standsStill).forEach(this::silence);
    }

    /// What was found on the way.
    List<Finding> told() {
        return told;
    }

    /// The cover of what is trusted.
    ///
    /// @param also what else a channel must be
    Cover cover(Predicate<Channel> also) {
        Cover cover = choose(also);
        // A machine that runs draws: a measured total of nothing is no measurement.
        while (cover.total().joules() <= 0 && cover.roots().stream().anyMatch(Trust::isMeasured)) {
            cover.roots().forEach(root -> silence(root.channel()));
            cover = choose(also);
        }
        return cover;
    }

    private Cover choose(Predicate<Channel> also) {
        return Cover.of(energies.entrySet().stream()
                .map(entry -> new Cover.Candidate(
                        entry.getKey(), entry.getValue(), isTrusted(entry.getKey()) && also.test(entry.getKey())))
                .toList());
    }

    private static boolean isMeasured(Cover.Region region) {
        return region.channel().basis() != Basis.OUR_MODEL;
    }

    private boolean isTrusted(Channel channel) {
        if (silent.contains(channel)) {
            return false;
        }
        boolean another = energies.keySet().stream()
                .anyMatch(other -> !other.equals(channel)
                        && other.part().equals(channel.part())
                        && findings(other).noneMatch(f -> DISQUALIFYING.contains(f.kind())));
        return !another || findings(channel).noneMatch(finding -> DISQUALIFYING.contains(finding.kind()));
    }

    /// A counter that did not move during the job, or that stopped before half of it and never went on. One that
    /// stood still and then went on has shown at once what it had not shown meanwhile.
    private boolean standsStill(Channel channel) {
        EnergyEstimate energy = energies.get(channel);
        if (energy == null
                || !(channel.signal() instanceof Signal.EnergyCounter)
                || RESTING.contains(channel.part().name())) {
            return false;
        }
        long stopped = findings(channel)
                .filter(finding -> finding.kind() == Finding.Kind.FROZEN && finding.toNanos() >= job.toNanos())
                .mapToLong(finding -> job.toNanos() - Math.max(finding.fromNanos(), job.fromNanos()))
                .max()
                .orElse(0);
        return energy.joules() <= 0 || 2 * stopped > job.toNanos() - job.fromNanos();
    }

    private void silence(Channel channel) {
        if (silent.add(channel)) {
            told.add(new Finding(
                    Finding.Kind.FROZEN,
                    channel.id(),
                    job.fromNanos(),
                    job.toNanos(),
                    "it did not move for most of the job, and is not counted"));
        }
    }

    private Stream<Finding> findings(Channel channel) {
        return findings.stream().filter(finding -> finding.channel().equals(channel.id()));
    }
}
