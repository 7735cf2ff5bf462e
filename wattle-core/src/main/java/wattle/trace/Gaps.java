package wattle.trace;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Tells of reads that gave nothing.
final class Gaps {

    private Gaps() {}

    /// Adds one finding per reason.
    static void find(Samples samples, List<Finding> findings) {
        Map<GapReason, Integer> counts = new EnumMap<>(GapReason.class);
        for (Reading.Gap gap : samples.gaps()) {
            counts.merge(gap.reason(), 1, Integer::sum);
        }
        counts.forEach((reason, count) -> {
            List<Reading.Gap> of = samples.gaps().stream()
                    .filter(gap -> gap.reason() == reason)
                    .toList();
            findings.add(new Finding(
                    Finding.Kind.GAPS,
                    samples.channel().id(),
                    of.getFirst().moment().nanos(),
                    of.getLast().moment().nanos(),
                    "%d of %d reads gave nothing (%s: %s)"
                            .formatted(
                                    count,
                                    samples.size() + samples.gaps().size(),
                                    reason.word(),
                                    of.getFirst().detail())));
        });
    }
}
