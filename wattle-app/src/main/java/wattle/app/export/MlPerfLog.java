package wattle.app.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import wattle.experiment.Window;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.Cover;
import wattle.trace.Curves;
import wattle.trace.EnergyCurve;
import wattle.trace.EnergyEstimate;
import wattle.trace.Part;
import wattle.trace.Samples;

/// MLPerf Training's power log, as `mlperf_logging` reads it: lines `:::MLLOG {json}`, power in **W**, times in
/// **ms** since 1970 UTC (<https://github.com/mlcommons/logging>). A reading is the mean power of the second about its
/// time, of all that the total is made of.
final class MlPerfLog {

    private static final long STEP_NANOS = 1_000_000_000L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StringBuilder text = new StringBuilder();
    private final Exported.Node node;
    private final String version;

    private MlPerfLog(Exported.Node node, String version) {
        this.node = node;
        this.version = version;
    }

    /// The log of every machine, one after the other.
    static String of(Exported run) {
        return run.nodes().stream()
                .map(node -> new MlPerfLog(node, run.version()).lines())
                .collect(Collectors.joining());
    }

    private String lines() {
        Window job = node.outcome().account().job();
        line(job.fromNanos(), "INTERVAL_START", "power_measurement_start", null);
        List<EnergyCurve> curves = curves();
        long step = Math.max(STEP_NANOS, slowestNanos());
        long count = Math.max(1, (job.toNanos() - job.fromNanos()) / step);
        for (long i = 0; i < count; i++) {
            long from = job.fromNanos() + i * step;
            long to = i == count - 1 ? job.toNanos() : from + step;
            watts(curves, from, to)
                    .ifPresent(watts -> line(from + (to - from) / 2, "POINT_IN_TIME", "power_reading", watts));
        }
        line(job.toNanos(), "INTERVAL_END", "power_measurement_stop", null);
        return text.toString();
    }

    private List<EnergyCurve> curves() {
        List<EnergyCurve> curves = new ArrayList<>();
        for (Cover.Region root : node.outcome().account().cover().roots()) {
            samples(root.channel()).flatMap(Curves::of).ifPresent(curves::add);
        }
        return curves;
    }

    private Optional<Samples> samples(Channel channel) {
        return Optional.ofNullable(node.recording().samples().get(channel));
    }

    private long slowestNanos() {
        return Math.round(1e9
                * node.outcome().account().cover().roots().stream()
                        .flatMap(root -> samples(root.channel()).stream())
                        .mapToDouble(Samples::medianStepS)
                        .max()
                        .orElse(0));
    }

    /// Empty when one of the meters saw too little of that time: a part of the power is not the power.
    private static Optional<Double> watts(List<EnergyCurve> curves, long from, long to) {
        double joules = 0;
        for (EnergyCurve curve : curves) {
            Optional<EnergyEstimate> energy = curve.between(from, to);
            if (energy.isEmpty()) {
                return Optional.empty();
            }
            joules += energy.get().joules();
        }
        return curves.isEmpty() || to <= from ? Optional.empty() : Optional.of(joules / ((to - from) * 1e-9));
    }

    private void line(long nanos, String type, String key, @Nullable Double value) {
        List<Cover.Region> roots = node.outcome().account().cover().roots();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("host", node.outcome().facts().getOrDefault("host", "machine"));
        metadata.put("supply", roots.stream().allMatch(r -> r.channel().part().equals(Part.WALL)) ? "AC" : "DC");
        metadata.put(
                "boundary", roots.stream().map(r -> r.channel().part().name()).collect(Collectors.joining(" + ")));
        boolean modelled = roots.stream().anyMatch(r -> r.channel().basis() == Basis.OUR_MODEL);
        metadata.put("origin", modelled ? "modelled" : "measured");
        metadata.put("logger", "wattle-" + version);
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("namespace", "");
        entry.put("time_ms", Math.floorDiv(nanos - node.recording().epochNanos(), 1_000_000L));
        entry.put("event_type", type);
        entry.put("key", key);
        entry.put("value", value == null ? null : Math.round(value * 1000) / 1000.0);
        entry.put("metadata", metadata);
        text.append(":::MLLOG ").append(JSON.writeValueAsString(entry)).append('\n');
    }
}
