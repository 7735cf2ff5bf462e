package wattle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulation of events against the closed form wherever that holds: devices alike, links not shared, whole rounds.
class EventsTest {

    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "idle: none",
                "idle: dedicated",
                "receivers: all",
                "trainers: all",
                "aggregation: {power: 90 W}",
                "aggregation: {energy-per-round: 2 kJ}",
                "method: scratch, every: 10 days, new-items-per-device: 50, effort: 1",
                "method: fine-tune, every: 10 days, new-items-per-device: 50, effort: 20 %",
                "batch-time: 500 ms, batches: 2",
                "upload: every-round",
                "active: 30"
            })
    void comesToWhatTheClosedFormSays(String change) {
        String text = whole(change);
        ClosedForm form = Scenarios.form(text);
        Events events = Events.of(Scenarios.read(text));
        double[] closed = new double[form.outputCount()];
        double[] simulated = new double[events.outputCount()];
        form.evaluate(form.typical(), closed);
        events.evaluate(events.typical(), simulated);
        for (ParadigmModel model : form.paradigms()) {
            ParadigmModel other = events.paradigms().stream()
                    .filter(m -> m.id().equals(model.id()))
                    .findFirst()
                    .orElseThrow();
            String who = model.id() + " with " + change;
            Map<String, Double> expected = lines(form, model, closed);
            Map<String, Double> actual = lines(events, other, simulated);
            assertThat(actual.keySet()).as(who).isEqualTo(expected.keySet());
            expected.forEach((key, joules) -> close(who + ": " + key, actual.getOrDefault(key, -1.0), joules));
            close(
                    who + " energy",
                    simulated[events.position(other.totals().energy())],
                    closed[form.position(model.totals().energy())]);
            close(
                    who + " carbon",
                    simulated[events.position(other.totals().operational())],
                    closed[form.position(model.totals().operational())]);
            close(
                    who + " embodied",
                    simulated[events.position(other.totals().embodied().orElseThrow())],
                    closed[form.position(model.totals().embodied().orElseThrow())]);
            close(
                    who + " time",
                    simulated[events.position(other.service().time())],
                    closed[form.position(model.service().time())]);
            close(
                    who + " rounds",
                    simulated[events.position(other.service().rounds())],
                    closed[form.position(model.service().rounds())]);
            close(
                    who + " up",
                    simulated[events.position(other.service().moved().up())],
                    closed[form.position(model.service().moved().up())]);
            close(
                    who + " down",
                    simulated[events.position(other.service().moved().down())],
                    closed[form.position(model.service().moved().down())]);
            close(
                    who + " side",
                    simulated[events.position(other.service().moved().side())],
                    closed[form.position(model.service().moved().side())]);
        }
    }

    private static void close(String what, double simulated, double closed) {
        assertThat(simulated).as(what).isCloseTo(closed, within(TOLERANCE * Math.max(1e-12, Math.abs(closed))));
    }

    /// Energy by key; lines of the same key together, lines of nothing left out.
    private static Map<String, Double> lines(Engine engine, ParadigmModel model, double[] outputs) {
        Map<String, Double> lines = new TreeMap<>();
        model.lines().forEach(line -> lines.merge(line.key(), outputs[engine.position(line.energy())], Double::sum));
        lines.values().removeIf(joules -> joules == 0);
        return lines;
    }

    /// The full scenario with whole rounds in every training, changed.
    private static String whole(String change) {
        String text = Scenarios.FULL
                .replace("epochs: 20..40", "epochs: 20")
                .replace("(40..100)", "")
                .replace("(50..150)", "")
                .replace("federated: 60 ,", "federated: 60,");
        if (change.isEmpty()) {
            return text;
        }
        if (change.startsWith("idle") || change.startsWith("receivers") || change.startsWith("trainers")) {
            return text + "assumptions: {" + change + "}\n";
        }
        if (change.startsWith("aggregation")) {
            return text.replace("aggregation: {share: 5 %}", change);
        }
        if (change.startsWith("method")) {
            return text.replaceAll("cadence: \\{.*\\}", "cadence: {" + change + "}");
        }
        if (change.startsWith("batch-time")) {
            return text.replace("rate: 50 GFLOP/s, peak: 500 GFLOP/s", change + ", answer-time: 20 ms");
        }
        if (change.startsWith("upload")) {
            return text.replace("item-size: 200 kB,", "item-size: 200 kB, " + change + ",");
        }
        return text.replace("active: 20", change);
    }
}
