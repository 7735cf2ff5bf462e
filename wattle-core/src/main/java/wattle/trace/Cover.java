package wattle.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Channels that together cover as much of a machine as was measured, and nothing twice. Equation ME-5.
///
/// Of several channels on one part the most trusted is taken. A measured part inside of another divides it: it gets a
/// line of its own, and what the parts leave of the whole is the line *rest*. Modelled channels are taken only when
/// nothing was measured at all, so that no total is a mixture of both. What is of no single machine
/// ([Part#CLUSTER_JOB]) is never taken.
///
/// @param roots outermost parts; no two overlap
/// @param findings parts that drew more than the whole they are in
public record Cover(List<Region> roots, List<Finding> findings) {

    /// Copies the lists.
    public Cover {
        roots = List.copyOf(roots);
        findings = List.copyOf(findings);
    }

    /// A channel with its energy over the window that is covered.
    ///
    /// @param trusted false when a finding says that its joules cannot be right
    public record Candidate(Channel channel, EnergyEstimate energy, boolean trusted) {}

    /// A part with the channel that was chosen for it.
    ///
    /// @param inner measured parts inside of it
    public record Region(Channel channel, EnergyEstimate energy, List<Region> inner) {

        /// Copies the list.
        public Region {
            inner = List.copyOf(inner);
        }
    }

    /// One line of the account.
    ///
    /// @param name `cpu-0`, or `node (rest)` for what the finer lines leave of a part
    public record Line(String name, Channel channel, EnergyEstimate energy) {}

    private static final Comparator<Candidate> MOST_TRUSTED = Comparator.comparing(
                    (Candidate c) -> c.channel().basis())
            .thenComparing(c -> !(c.channel().signal() instanceof Signal.EnergyCounter))
            .thenComparingDouble(c -> c.energy().sigma())
            .thenComparing(c -> c.channel().id());

    /// Chooses.
    public static Cover of(List<Candidate> candidates) {
        List<Candidate> trusted = candidates.stream()
                .filter(Candidate::trusted)
                .filter(candidate -> candidate.channel().part().isOfOneMachine())
                .toList();
        boolean measured = trusted.stream().anyMatch(c -> c.channel().basis() != Basis.OUR_MODEL);
        Map<String, Candidate> best = new TreeMap<>();
        trusted.stream()
                .filter(c -> !measured || c.channel().basis() != Basis.OUR_MODEL)
                .sorted(MOST_TRUSTED)
                .forEach(c -> best.putIfAbsent(c.channel().part().toString(), c));
        List<Finding> findings = new ArrayList<>();
        List<Region> roots = regions(List.copyOf(best.values()), findings);
        return new Cover(roots, findings);
    }

    /// The energy of everything that is covered.
    public EnergyEstimate total() {
        return sum(roots);
    }

    /// The account: lines that sum to the total.
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        roots.forEach(root -> add(root, lines));
        return lines;
    }

    /// What of the machine no line covers, for people; empty when a channel sees the whole node.
    public Optional<String> unseen() {
        if (roots.isEmpty()) {
            return Optional.of("nothing was measured");
        }
        if (roots.stream().anyMatch(root -> root.channel().part().contains(Part.NODE))) {
            return Optional.empty();
        }
        return Optional.of("no meter sees what the machine draws beside "
                + roots.stream().map(root -> root.channel().part().name()).collect(Collectors.joining(", ")));
    }

    private static List<Region> regions(List<Candidate> candidates, List<Finding> findings) {
        List<Region> regions = new ArrayList<>();
        for (Candidate outer : candidates) {
            Part part = outer.channel().part();
            if (candidates.stream()
                    .noneMatch(other -> isStrictlyInside(part, other.channel().part()))) {
                List<Candidate> inside = candidates.stream()
                        .filter(c -> isStrictlyInside(c.channel().part(), part))
                        .toList();
                regions.add(divided(outer, regions(inside, findings), findings));
            }
        }
        return regions;
    }

    /// Parts that seem to draw more than the whole, beyond what both are unsure of, do not divide it.
    private static Region divided(Candidate outer, List<Region> inner, List<Finding> findings) {
        EnergyEstimate parts = sum(inner);
        double over = parts.joules() - outer.energy().joules();
        if (over <= 0) {
            return new Region(outer.channel(), outer.energy(), inner);
        }
        if (over > outer.energy().minus(parts).halfWidth()) {
            findings.add(new Finding(
                    Finding.Kind.PARTS_EXCEED_WHOLE,
                    outer.channel().id(),
                    0,
                    0,
                    "%s drew %.1f J, and what is inside of it %.1f J (%s)"
                            .formatted(
                                    outer.channel().part().name(),
                                    outer.energy().joules(),
                                    parts.joules(),
                                    inner.stream()
                                            .map(region -> region.channel().id().text())
                                            .collect(Collectors.joining(", ")))));
        }
        return new Region(outer.channel(), outer.energy(), List.of());
    }

    private static boolean isStrictlyInside(Part part, Part other) {
        return !part.equals(other) && other.contains(part);
    }

    private static EnergyEstimate sum(List<Region> regions) {
        return regions.stream().map(Region::energy).reduce(EnergyEstimate.NOTHING, EnergyEstimate::plus);
    }

    private static void add(Region region, List<Line> lines) {
        String name = region.channel().part().name();
        if (region.inner().isEmpty()) {
            lines.add(new Line(name, region.channel(), region.energy()));
            return;
        }
        region.inner().forEach(inner -> add(inner, lines));
        lines.add(new Line(name + " (rest)", region.channel(), region.energy().minus(sum(region.inner()))));
    }
}
