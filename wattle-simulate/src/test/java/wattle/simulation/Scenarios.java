package wattle.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import wattle.catalog.Catalog;
import wattle.formula.Formula.Figure;
import wattle.scenario.Scenario;
import wattle.scenario.ScenarioReader;

/// Scenarios for tests, and their typical results.
final class Scenarios {

    /// All paradigms over all stages, with values of its own so that no default hides a fault.
    static final String FULL = """
            name: Full
            task:
              model: {name: m, kind: classification, size: 4 MB, forward: 1 GFLOP, train: 3 GFLOP}
              data: {items-per-device: 400, item-size: 200 kB, gather-energy: 2 J, prepare-energy: 1 J}
              target: accuracy 0.9
              horizon: 100 days
              cadence: {every: 10 days, method: replay, new-items-per-device: 50, effort: 20 %, replay: 30 %}
              inference: {requests-per-day: 1000, request-size: 200 kB, response-size: 1 kB}
              monitoring: 10 kB
            places:
              devices: {count: 30, power: 10 W, idle-power: 2 W, sleep-power: 0.01 W, rate: 50 GFLOP/s, peak: 500 GFLOP/s, grid: 300 g/kWh, utilisation: 50 %, embodied: 20 kg, lifetime: 5 years}
              edge: {count: 3, power: 200 W, idle-power: 60 W, rate: 5 TFLOP/s, peak: 20 TFLOP/s, grid: 300 g/kWh, pue: 1.3, utilisation: 30 %, embodied: 900 kg, lifetime: 5 years}
              on-premises: {power: 800 W, idle-power: 200 W, rate: 20 TFLOP/s, peak: 80 TFLOP/s, grid: 300 g/kWh, pue: 1.6, utilisation: 30 %, embodied: 1500 kg, lifetime: 5 years}
              cloud: {power: 4500 W, idle-power: 1300 W, rate: 300 TFLOP/s, peak: 2500 TFLOP/s, grid: 100 g/kWh, pue: 1.1, utilisation: 60 %, embodied: 4700 kg, lifetime: 4 years, accelerators: 8}
            links:
              devices-cloud: {up: 15 kbit/J, down: 25 kbit/J, rate: 20 Mbit/s, latency: 20 ms}
              devices-on-premises: {energy: 30 kbit/J, rate: 50 Mbit/s, latency: 5 ms}
              devices-edge: {energy: 60 kbit/J, rate: 80 Mbit/s, latency: 5 ms}
              edge-server: {energy: 900 kbit/J, rate: 1 Gbit/s, latency: 10 ms}
              devices-devices: {energy: 100 kbit/J, rate: 60 Mbit/s, latency: 3 ms}
            training:
              epochs: 20..40
              rounds: {federated: 60 (40..100), federated-sleep: 60 (40..100), hierarchical: 60 (40..100), decentralised: 90 (50..150), local: 30}
              local-epochs: 2
              active: 20
              neighbours: 3
              aggregation: {share: 5 %}
            """;

    private Scenarios() {}

    static Scenario read(String text) {
        return new ScenarioReader(Catalog.builtIn()).read(text, "test.yaml");
    }

    static ClosedForm form(String text) {
        return ClosedForm.of(read(text));
    }

    static ParadigmModel model(ClosedForm form, String id) {
        return form.paradigms().stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static double[] typical(ClosedForm form) {
        double[] outputs = new double[form.tape().outputCount()];
        form.tape().evaluate(form.tape().typical(), form.tape().workspace(), outputs);
        return outputs;
    }

    static double value(ClosedForm form, Figure figure) {
        return typical(form)[form.position(figure)];
    }

    /// Typical energy of a paradigm's lines whose key begins with `prefix`.
    static double energy(ClosedForm form, String id, String prefix) {
        double[] outputs = typical(form);
        return model(form, id).lines().stream()
                .filter(l -> l.key().startsWith(prefix))
                .mapToDouble(l -> outputs[form.position(l.energy())])
                .sum();
    }

    static double total(String text, String id) {
        ClosedForm form = form(text);
        return value(form, model(form, id).totals().energy());
    }

    static List<String> examples() {
        try (Stream<Path> files = Files.list(Path.of("..", "examples"))) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .sorted()
                    .map(f -> {
                        try {
                            // A text cannot name a file.
                            return Files.readString(f).replaceAll(", \\w+: \\{file:[^}]*}", "");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
