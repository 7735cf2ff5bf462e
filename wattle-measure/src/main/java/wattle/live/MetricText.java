package wattle.live;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/// Tallies in the Prometheus text format, version 0.0.4: energy in J, power in W
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
///
/// Parts overlap: a `wall` holds the `cpu-0` in it. Whoever sums must choose parts first.
public final class MetricText {

    /// The content type of what is made here.
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private MetricText() {}

    /// @param version of Wattle
    public static String of(Tallies tallies, String version) {
        List<Tally.Now> all = tallies.now();
        StringBuilder text = new StringBuilder();
        head(text, "wattle_build_info", "gauge", "Version of Wattle that serves this.");
        text.append("wattle_build_info{version=\"%s\"} 1\n".formatted(escaped(version)));
        head(
                text,
                "wattle_energy_joules_total",
                "counter",
                "Energy since this exporter began, in J. Parts overlap: choose before you sum.");
        rows(text, all, now -> "wattle_energy_joules_total{%s} %s\n".formatted(labels(now), number(now.joules())));
        head(text, "wattle_power_watts", "gauge", "Power at the last read, in W.");
        rows(
                text,
                all,
                now -> now.watts()
                        .map(watts -> "wattle_power_watts{%s} %s\n".formatted(labels(now), number(watts)))
                        .orElse(""));
        head(text, "wattle_read_gaps_total", "counter", "Reads that gave no energy, by reason.");
        rows(text, all, now -> {
            StringBuilder gaps = new StringBuilder();
            now.gaps()
                    .forEach((reason, count) -> gaps.append("wattle_read_gaps_total{%s,reason=\"%s\"} %d\n"
                            .formatted(labels(now), escaped(reason), count)));
            return gaps.toString();
        });
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
    }

    private static void rows(StringBuilder text, List<Tally.Now> all, Function<Tally.Now, String> row) {
        all.forEach(now -> text.append(row.apply(now)));
    }

    private static String labels(Tally.Now now) {
        return "meter=\"%s\",channel=\"%s\",part=\"%s\",basis=\"%s\""
                .formatted(
                        escaped(now.channel().id().meter()),
                        escaped(now.channel().id().text()),
                        escaped(now.channel().part().toString()),
                        now.channel().basis().word());
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).toPlainString();
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
