package wattle.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import wattle.trace.Part;

/// Tallies as an `ExportMetricsServiceRequest` of OTLP/HTTP in JSON
/// (<https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding>), with the names of the semantic conventions for
/// hardware (<https://opentelemetry.io/docs/specs/semconv/hardware/>; their status is *Development*, so all of them
/// stand
/// in this file).
///
/// What sees the whole host has names of its own, `hw.host.energy` and `hw.host.power`, so that nobody adds it to the
/// parts in it. Energies are cumulative sums in J, powers gauges in W.
final class OtlpJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Values of `AggregationTemporality` in `metrics.proto`: 2 is cumulative.
    private static final int CUMULATIVE = 2;

    private final List<Tally.Now> all;
    private final String beganNanos;
    private final String nowNanos;

    private OtlpJson(List<Tally.Now> all, long beganMicros, long nowMicros) {
        this.all = all;
        beganNanos = String.valueOf(beganMicros * 1000);
        nowNanos = String.valueOf(nowMicros * 1000);
    }

    /// @param host its name
    /// @param beganMicros when counting began, in µs since 1970 UTC
    /// @param nowMicros now, in µs since 1970 UTC
    static String of(Tallies tallies, String host, String version, long beganMicros, long nowMicros) {
        List<Map<String, Object>> metrics = new OtlpJson(tallies.now(), beganMicros, nowMicros).metrics();
        Map<String, Object> scope = ordered("name", "wattle", "version", version);
        Map<String, Object> resource = Map.of(
                "attributes", List.of(attribute("service.name", "wattle-exporter"), attribute("host.name", host)));
        return JSON.writeValueAsString(ordered(
                "resourceMetrics",
                List.of(ordered(
                        "resource", resource, "scopeMetrics", List.of(ordered("scope", scope, "metrics", metrics))))));
    }

    private List<Map<String, Object>> metrics() {
        List<Map<String, Object>> metrics = new ArrayList<>();
        sum(metrics, "hw.energy", "Energy used by the component", false);
        gauge(metrics, "hw.power", "Power drawn by the component", false);
        sum(metrics, "hw.host.energy", "Energy used by the whole host", true);
        gauge(metrics, "hw.host.power", "Power drawn by the whole host", true);
        return metrics;
    }

    private void sum(List<Map<String, Object>> metrics, String name, String about, boolean host) {
        List<Object> points = new ArrayList<>();
        for (Tally.Now now : all) {
            if (isHost(now) == host) {
                Map<String, Object> point = ordered(
                        "attributes", attributes(now), "startTimeUnixNano", beganNanos, "timeUnixNano", nowNanos);
                // The convention has whole joules for a host, and protobuf's JSON has 64-bit integers as text.
                point.put(
                        host ? "asInt" : "asDouble",
                        host ? (Object) String.valueOf((long) now.joules()) : now.joules());
                points.add(point);
            }
        }
        if (!points.isEmpty()) {
            Map<String, Object> sum =
                    ordered("aggregationTemporality", CUMULATIVE, "isMonotonic", true, "dataPoints", points);
            metrics.add(ordered("name", name, "description", about, "unit", "J", "sum", sum));
        }
    }

    private void gauge(List<Map<String, Object>> metrics, String name, String about, boolean host) {
        List<Object> points = new ArrayList<>();
        for (Tally.Now now : all) {
            if (isHost(now) == host && now.watts().isPresent()) {
                points.add(ordered(
                        "attributes",
                        attributes(now),
                        "timeUnixNano",
                        nowNanos,
                        "asDouble",
                        now.watts().get()));
            }
        }
        if (!points.isEmpty()) {
            Map<String, Object> gauge = ordered("dataPoints", points);
            metrics.add(ordered("name", name, "description", about, "unit", "W", "gauge", gauge));
        }
    }

    private static boolean isHost(Tally.Now now) {
        return now.channel().part().contains(Part.NODE);
    }

    private static List<Object> attributes(Tally.Now now) {
        List<Object> attributes = new ArrayList<>();
        Part part = now.channel().part();
        attributes.add(attribute("hw.id", now.channel().id().text()));
        attributes.add(attribute("hw.name", part.name()));
        if (!isHost(now)) {
            type(part).ifPresent(type -> attributes.add(attribute("hw.type", type)));
            List<String> outer = part.names().subList(0, part.names().size() - 1);
            attributes.add(attribute("hw.parent", String.join("/", outer)));
        }
        attributes.add(attribute("wattle.basis", now.channel().basis().word()));
        return attributes;
    }

    /// The kind of component; a board or a module has none among the convention's.
    private static Optional<String> type(Part part) {
        for (String name : part.names()) {
            String kind = name.replaceAll("-.*", "");
            switch (kind) {
                case "cpu" -> {
                    return Optional.of("cpu");
                }
                case "gpu" -> {
                    return Optional.of("gpu");
                }
                case "dram" -> {
                    return Optional.of("memory");
                }
                case "battery" -> {
                    return Optional.of("battery");
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> attribute(String key, String value) {
        return ordered("key", key, "value", Map.of("stringValue", value));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
