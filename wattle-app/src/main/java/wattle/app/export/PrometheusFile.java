package wattle.app.export;

/// A run's totals for the textfile collector of Prometheus' node exporter: energy in **J**, carbon in g, time in s
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
final class PrometheusFile {

    private PrometheusFile() {}

    static String of(Exported run) {
        StringBuilder text = new StringBuilder();
        String labels = "{run=\"%s\",name=\"%s\"}".formatted(escaped(run.id()), escaped(run.name()));
        run.total().ifPresent(total -> {
            gauge(text, "wattle_run_energy_joules", "Energy of the job, in J.", labels, total.joules());
            double half = total.halfWidth();
            gauge(text, "wattle_run_energy_half_width_joules", "Half of its 99 % interval, in J.", labels, half);
        });
        run.kilograms()
                .ifPresent(kilograms -> gauge(
                        text, "wattle_run_carbon_grams", "Operational carbon, in g CO2e.", labels, kilograms * 1000));
        gauge(text, "wattle_run_duration_seconds", "Wall time of the job, in s.", labels, run.wallS());
        run.measuredPercent()
                .ifPresent(percent -> gauge(
                        text,
                        "wattle_run_measured_ratio",
                        "Share of the energy that was measured.",
                        labels,
                        percent / 100.0));
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, String labels, double value) {
        text.append("# HELP %s %s\n# TYPE %s gauge\n%s%s %s\n"
                .formatted(name, help, name, name, labels, Plain.number(value)));
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
